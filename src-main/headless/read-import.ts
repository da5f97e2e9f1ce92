/** The files of a definition from the disk: one file, or those below a folder. */
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImportInput } from '../contract/methods/transfer.ts';
import { readTenantFile, readTenantFolder } from '../runtime/read-tenant-folder.ts';
import { SeedError } from '../runtime/seed-source.ts';
import { errorCode } from '../store/store-error.ts';

/** @throws {SeedError} where it cannot be read */
export async function readImport(path: string): Promise<ImportInput['files']> {
  try {
    if ((await stat(path)).isDirectory()) return await readTenantFolder(path);
    return [await readTenantFile(path), ...(await readPages(join(dirname(path), 'clients')))];
  } catch (cause) {
    throw new SeedError(
      `${path}: ${reasonOf(cause)}. Give a seed or a tenant.yaml of the deploy tool, the folder that it exports, or a Tokenbench file.`,
      { cause },
    );
  }
}

function reasonOf(cause: unknown): string {
  const code = errorCode(cause);
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === undefined && cause instanceof Error) return cause.message.replace(/\.$/, '');
  return `it cannot be read (${code})`;
}

/** A login page of a client may stand in a file beside it. */
async function readPages(clients: string): Promise<ImportInput['files']> {
  try {
    const pages = await readTenantFolder(clients, /\.html?$/i);
    return pages.filter(({ path }) => !path.includes('/')).map(({ path, text }) => ({ path: `clients/${path}`, text }));
  } catch {
    return [];
  }
}
