/**
 * One JSON file of a data folder, replaced whole: conf writes a temporary file beside it, syncs it and renames it, so a
 * process that ends at any moment leaves the old file or the new one.
 */
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Conf from 'conf';
import { explainUnreadable, explainUnwritable, StoreError } from './store-error.ts';

export interface DocumentFile {
  readonly path: string;
  /** The text, or undefined where there is no file. */
  read(): string | undefined;
  /** Throws a {@link StoreError} `not_writable`; the file is then as it was. */
  replace(text: string): void;
  /** Makes the file as it is the other one too, at the cost of a link. Throws a {@link StoreError} `not_writable`. */
  linkTo(path: string): void;
  /** Whether another program changed the file since it was read or replaced here. */
  isChangedByOthers(): boolean;
}

/** The file `{name}.json`. Opening it writes nothing. Throws a {@link StoreError} `not_readable`. */
export function openDocumentFile(folder: string, name: string): DocumentFile {
  const conf = openConf(folder, name);
  const { path } = conf;
  let kept = read();
  let left = markOf(path);

  function read(): string | undefined {
    try {
      return conf.get('text');
    } catch (error) {
      throw explainUnreadable(path, error);
    }
  }

  function replace(text: string): void {
    try {
      refuseUnwritable(path);
      writeAtomically(conf, text);
    } catch (error) {
      throw explainUnwritable(path, error);
    }
    const isKept = isWhole(path, text);
    const failure = isKept ? undefined : explainUnwritable(path, putBack(conf, kept));
    left = markOf(path);
    if (failure !== undefined) throw failure;
    kept = text;
    syncFolder(path);
  }

  function linkTo(other: string): void {
    const link = `${other}.tmp-link`;
    try {
      rmSync(link, { force: true });
      makeLink(path, link);
      renameSync(link, other);
    } catch (error) {
      throw explainUnwritable(other, error);
    }
    left = markOf(path);
  }

  function isChangedByOthers(): boolean {
    const now = markOf(path);
    return now !== undefined && left !== undefined && now !== left;
  }

  return { path, read, replace, linkTo, isChangedByOthers };
}

/** Tells one state of a file from another without reading it. */
function markOf(path: string): string | undefined {
  try {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    // Gone, or its folder may not be looked into: reading and writing it say so.
    return undefined;
  }
}

function makeLink(path: string, link: string): void {
  try {
    linkSync(path, link);
  } catch {
    // Some file systems have no hard links.
    copyFileSync(path, link);
  }
}

/** A rename outlives a power cut once its folder is on the disk. Windows has no such call, and needs none. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  try {
    const folder = openSync(dirname(path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // Some network file systems refuse it: the file itself is there.
  }
}

/**
 * The store that conf sees is the text of the file. It reads the file on every access, writes included: parsing a large
 * document each time, only to replace it, would take longer than the write.
 */
function openConf(folder: string, name: string): Conf<{ text?: string }> {
  try {
    return new Conf<{ text?: string }>({
      cwd: folder,
      configName: name,
      fileExtension: 'json',
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      serialize: ({ text }) => text ?? '',
      deserialize: (text) => ({ text }),
    });
  } catch (error) {
    throw explainUnreadable(join(folder, `${name}.json`), error);
  }
}

/** Asked first, because the write would try for a second, blocking, and would replace a read-only file in a folder that is not. */
function refuseUnwritable(path: string): void {
  accessSync(dirname(path), constants.W_OK | constants.X_OK);
  if (existsSync(path)) accessSync(path, constants.W_OK);
}

/** Where SNAP is set, as in the terminal of an editor that was installed as a snap, conf would write in place. */
function writeAtomically(conf: Conf<{ text?: string }>, text: string): void {
  const { SNAP } = process.env;
  delete process.env.SNAP;
  try {
    conf.store = { text };
  } finally {
    if (SNAP !== undefined) process.env.SNAP = SNAP;
  }
}

/** A disk that fills up during the write takes a part of it without an error, and conf does not ask how much. */
function isWhole(path: string, text: string): boolean {
  return statSync(path).size === Buffer.byteLength(text);
}

/** Writes the text from before, for which the replaced file left room, and answers why that was needed. */
function putBack(conf: Conf<{ text?: string }>, before: string | undefined): Error {
  try {
    if (before === undefined) rmSync(conf.path, { force: true });
    else writeAtomically(conf, before);
  } catch (error) {
    throw new StoreError(
      'not_writable',
      `The disk is full: only a part of ${conf.path} was written, and what it held before could not be put back. Free ` +
        'some space on the disk before Tokenbench is stopped; the next change that is accepted mends the file.',
      { cause: error },
    );
  }
  return Object.assign(new Error('only a part of it was written'), { code: 'ENOSPC' });
}
