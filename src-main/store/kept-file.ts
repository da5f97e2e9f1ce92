/** A small file of a data folder, replaced whole: whoever reads it, after a crash too, finds the old text or the new one. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
// What conf and electron-store write with: a temporary file beside it, synced and renamed.
import { writeFileSync } from 'atomically';
import { errorCode, explainUnreadable, explainUnwritable } from './store-error.ts';

/** The text, or undefined where there is no file. @throws StoreError `not_readable` */
export function readKeptFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw explainUnreadable(path, error);
  }
}

/** Readable for its owner only. @throws StoreError `not_writable`; the file is then as it was */
export function replaceKeptFile(path: string, text: string): void {
  try {
    // Asked first, because the write would try for a second, blocking.
    accessSync(dirname(path), constants.W_OK | constants.X_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
    writeFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    throw explainUnwritable(path, error);
  }
}
