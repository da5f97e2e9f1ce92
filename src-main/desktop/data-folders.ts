/** Where the desktop keeps things: the tenant where the command keeps it too, and Electron's own files in a folder inside. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { resolveDataFolder } from '../runtime/data-folder.ts';
import { explainUnwritable } from '../store/store-error.ts';

/**
 * To be called before the application is ready. One application runs for each data folder, since Electron's lock is
 * bound to its own folder.
 * @returns the data folder
 * @throws StoreError where the folder cannot be made
 */
export function prepareDataFolders(given: string | undefined): string {
  const folder = resolveDataFolder(given);
  const own = join(folder, 'desktop');
  try {
    mkdirSync(own, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainUnwritable(own, error);
  }
  app.setPath('userData', own);
  app.setPath('sessionData', own);
  return folder;
}
