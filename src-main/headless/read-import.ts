/** The files of an import from the disk: one file, or those below a folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { ImportInput } from '../contract/methods/transfer.ts';
import { errorCode } from '../store/store-error.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';

/** What an import may be made of. */
const readable = /\.(?:ya?ml|json|html?)$/i;
const passedOver = new Set(['node_modules', '.git']);

/** @throws {CommandFailure} where it cannot be read */
export function readImport(path: string): ImportInput['files'] {
  try {
    if (statSync(path).isDirectory()) return readFolder(path);
    // A login page of a client may stand in a file beside it.
    const pages = readFolder(dirname(path), /\.html?$/i).filter((file) => file.path.split('/')[0] === 'clients');
    return [{ path: basename(path), text: readFileSync(path, 'utf8') }, ...pages];
  } catch (cause) {
    const reason =
      errorCode(cause) === 'ENOENT' ? 'there is no such file or folder' : `it cannot be read (${errorCode(cause)})`;
    throw new CommandFailure(
      exitCodes.wrongSeed,
      `${path}: ${reason}. Give a tenant.yaml of the deploy tool, the folder that it exports, or a Tokenbench file.`,
      { cause },
    );
  }
}

function readFolder(folder: string, wanted = readable): ImportInput['files'] {
  return readdirSync(folder, { recursive: wanted === readable, withFileTypes: true })
    .concat(wanted === readable ? [] : readPages(folder))
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !stepsOf(folder, file).some((step) => passedOver.has(step)))
    .map((file) => ({ path: stepsOf(folder, file).join('/'), text: readFileSync(file, 'utf8') }));
}

function readPages(folder: string) {
  const clients = join(folder, 'clients');
  try {
    return readdirSync(clients, { withFileTypes: true });
  } catch {
    return [];
  }
}

function stepsOf(folder: string, file: string): string[] {
  return relative(folder, file).split(sep);
}
