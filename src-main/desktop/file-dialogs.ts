/** The system's dialogs for the files of an import and an export. Only what a person chose there is read or written. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { ConsoleError } from '../console/console-error.ts';
import type { FileDialogs } from '../console/console-host.ts';
import { longestImport } from '../contract/methods/transfer.ts';

/** What an import may be made of. */
const readable = /\.(?:ya?ml|json|html?)$/i;
const passedOver = new Set(['node_modules', '.git']);

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
async function readBelow(path: string): Promise<{ path: string; text: string }[]> {
  if (!(await stat(path)).isDirectory()) return [{ path: basename(path), text: await readText(path) }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && readable.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(path, file)
          .split(sep)
          .some((step) => passedOver.has(step)),
    );
  return Promise.all(
    files.map(async (file) => ({
      path: [basename(path), ...relative(path, file).split(sep)].join('/'),
      text: await readText(file),
    })),
  );
}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > longestImport) throw new Error(`${basename(path)} is larger than the ${longestImport} bytes taken.`);
  return readFile(path, 'utf8');
}
