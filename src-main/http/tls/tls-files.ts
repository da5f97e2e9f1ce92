/** The files of the HTTPS address: read whole or not at all, replaced in one step. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const modes = {
  'ca.pem': 0o644,
  'ca-key.pem': 0o600,
  'server.pem': 0o644,
  'server-key.pem': 0o600,
};

type TlsFile = keyof typeof modes;

export interface TlsFiles {
  /** The text of a file, or undefined where there is none. */
  read(name: TlsFile): string | undefined;
  write(name: TlsFile, text: string): void;
}

/** For a tenant that leaves nothing behind. */
export const memoryOnly: TlsFiles = { read: () => undefined, write: () => undefined };

/**
 * The files in a folder, which the first write makes for this user only. A write leaves the old text or the new one,
 * whatever happens in between.
 *
 * A file that is there and cannot be read is an error, not a missing one: another in its place would break the trust in
 * it. All errors name the file.
 */
export function openTlsFiles(folder: string): TlsFiles {
  return {
    read: (name) => readTlsFile(join(folder, name)),
    write(name, text) {
      writeTlsFile(folder, name, text);
    },
  };
}

function readTlsFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      return undefined;
    }
    throw new Error(`Cannot read ${path}: ${describe(cause)}. Make it readable, or remove it to have a new one made.`, {
      cause,
    });
  }
}

function writeTlsFile(folder: string, name: TlsFile, text: string): void {
  const path = join(folder, name);
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, text, { mode: modes[name], flag: 'wx', flush: true });
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new Error(`Cannot write ${path}: ${describe(cause)}. Make the folder writable, or choose another one.`, {
      cause,
    });
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
