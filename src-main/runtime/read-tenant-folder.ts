/** The files of an import below a folder, as far as an import takes them. Links are not followed: they lead out, or in circles. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { longestImport, mostImportFiles } from '../contract/methods/transfer.ts';
import { decodeText } from './decode-text.ts';

export interface TenantFile {
  /** Below the folder, with slashes. */
  path: string;
  text: string;
}

/** What an import may be made of. */
const readable = /\.(?:ya?ml|json|html?)$/i;
const passedOver: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Folders that are looked into; a folder with more is none that a tenant was exported to. */
const mostFolders = 20_000;

/**
 * @param wanted of the names of files
 * @throws Error in words for people, where there is more than an import takes
 */
export async function readTenantFolder(folder: string, wanted = readable): Promise<TenantFile[]> {
  const files: TenantFile[] = [];
  const waiting = [''];
  let bytes = 0;
  for (let seen = 1; ; seen += 1) {
    const below = waiting.shift();
    if (below === undefined) return files;
    if (seen > mostFolders) throw new Error(`${folder} has more than ${mostFolders} folders: choose the tenant's own.`);
    const entries = await readdir(join(folder, below), { withFileTypes: true });
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (passedOver.has(entry.name)) continue;
      if (entry.isDirectory()) waiting.push(path);
      if (!entry.isFile() || !wanted.test(entry.name)) continue;
      bytes += (await stat(join(folder, path))).size;
      if (bytes > longestImport || files.length === mostImportFiles) {
        throw new Error(
          `${folder} holds more than the ${mostImportFiles} files of ${longestImport / 1_000_000} MB together that an import takes. Choose the tenant's own folder.`,
        );
      }
      files.push({ path, text: decodeText(await readFile(join(folder, path)), path) });
    }
  }
}

/** One file by its name. @throws Error in words for people where it is too large */
export async function readTenantFile(path: string): Promise<TenantFile> {
  const { size } = await stat(path);
  if (size > longestImport) throw new Error(`${basename(path)} is larger than the ${longestImport} bytes taken.`);
  return { path: basename(path), text: decodeText(await readFile(path), basename(path)) };
}
