/** What can go wrong with the place where a tenant is kept. Messages are for people: what, why, and the way out. */

export type StoreErrorCode = 'newer_schema' | 'not_readable' | 'not_writable' | 'closed' | 'folder_in_use';

export class StoreError extends Error {
  override readonly name: string = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Another process, or another tenant of this process, has the data folder. */
export class FolderInUseError extends StoreError {
  override readonly name = 'FolderInUseError';
  readonly folder: string;
  /** Of the holder, where it could be asked. */
  readonly pid: number | undefined;

  constructor(folder: string, pid?: number) {
    const holder =
      pid === undefined
        ? 'another process'
        : pid === process.pid
          ? `a tenant of this process (pid ${pid})`
          : `process ${pid}`;
    super(
      'folder_in_use',
      `The data folder ${folder} is in use by ${holder}. Stop that Tokenbench first, or choose another data folder.`,
    );
    this.folder = folder;
    this.pid = pid;
  }
}

/** Tells why a file or folder could not be read. Never quotes what is in it. */
export function explainUnreadable(path: string, error: unknown): StoreError {
  return new StoreError(
    'not_readable',
    `${path} cannot be read (${reasonOf(error)}). Make it readable for this user, or choose another data folder.`,
    { cause: error },
  );
}

/** Tells why a file or folder could not be written. */
export function explainUnwritable(path: string, error: unknown): StoreError {
  const code = errorCode(error);
  const wayOut =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'Free some space on the disk'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'Make the file and its folder writable for this user'
        : 'Check the folder and its disk';
  return new StoreError(
    'not_writable',
    `${path} cannot be written (${reasonOf(error)}); nothing was changed. ${wayOut}, or choose another data folder.`,
    { cause: error },
  );
}

/** The system's code, such as `EACCES`, where the error has one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EDQUOT':
      return 'the disk quota is used up';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file is where a folder should be';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
