/**
 * The desktop application's entry. Electron is ready only after this module was evaluated, so nothing here waits for it
 * at the top level.
 */
import { app, dialog } from 'electron';
import { prepareDataFolders } from './data-folders.ts';
import { type DesktopOptions, readDesktopOptions } from './desktop-options.ts';
import { guardAllContents } from './guard-contents.ts';
import { collectIncoming } from './incoming.ts';
import { declareConsoleScheme } from './serve-console.ts';
import { startDesktop } from './start-desktop.ts';

app.setName('Tokenbench');
if (process.platform === 'win32') app.setAppUserModelId('dev.tokenbench.desktop');

try {
  const options = readDesktopOptions(process.argv.slice(1));
  run(options, prepareDataFolders(options.data));
} catch (error) {
  fail(error);
}

function run(options: DesktopOptions, folder: string): void {
  declareConsoleScheme();
  guardAllContents();
  // The one that runs already takes over what this start was given.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  if (app.isPackaged) app.setAsDefaultProtocolClient('tokenbench');
  const incoming = collectIncoming(options.incoming);
  app
    .whenReady()
    .then(() => startDesktop(options, folder, incoming))
    .catch(fail);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`tokenbench: ${message}\n`);
  dialog.showErrorBox('Tokenbench cannot start', message);
  app.exit(1);
}
