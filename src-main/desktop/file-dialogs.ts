/** The system's dialogs for the files of an import and an export. Only what a person chose there is read or written. */
import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { ConsoleError } from '../console/console-error.ts';
import type { FileDialogs } from '../console/console-host.ts';
import { readTenantFile, readTenantFolder, type TenantFile } from '../runtime/read-tenant-folder.ts';

const filters = [
  { name: 'Tenants', extensions: ['yaml', 'yml', 'json'] },
  { name: 'All files', extensions: ['*'] },
];

export const fileDialogs: FileDialogs = {
  async open(what) {
    const options: OpenDialogOptions =
      what === 'folder'
        ? { title: 'Import a folder', properties: ['openDirectory'] }
        : { title: 'Import', filters, properties: ['openFile', 'multiSelections'] };
    const { canceled, filePaths } = await dialog.showOpenDialog(...overWindow(options));
    if (canceled) return undefined;
    try {
      const found = await Promise.all(filePaths.map(readBelow));
      return found.flat();
    } catch (error) {
      throw new ConsoleError('not_available', error instanceof Error ? error.message : 'The files cannot be read.');
    }
  },

  async save(fileName, text) {
    const options = { title: 'Export', defaultPath: fileName, filters };
    const { canceled, filePath } = await dialog.showSaveDialog(...overWindow(options));
    if (canceled || filePath === '') return undefined;
    try {
      // It may hold secrets, if only under a passphrase.
      await writeFile(filePath, text, { mode: 0o600 });
    } catch {
      throw new ConsoleError('not_available', `${basename(filePath)} cannot be written there. Choose another folder.`);
    }
    return filePath;
  },
};

function overWindow<Options>(options: Options): [BrowserWindow, Options] {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new ConsoleError('not_available', 'There is no window to show the dialog over.');
  return [window, options];
}

/** A file by its name; a folder's files by their paths below it. */
async function readBelow(path: string): Promise<TenantFile[]> {
  if (!(await stat(path)).isDirectory()) return [await readTenantFile(path)];
  const files = await readTenantFolder(path);
  return files.map((file) => ({ ...file, path: `${basename(path)}/${file.path}` }));
}
