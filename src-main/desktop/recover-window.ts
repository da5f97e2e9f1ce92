/** A window whose page crashed or hangs: the tenant lives on, and the person decides what becomes of the window. */
import { type BrowserWindow, dialog } from 'electron';

export interface Recovery {
  load(): void;
  quit(): void;
  isQuitting(): boolean;
}

export function offerRecovery(window: BrowserWindow, { load, quit, isQuitting }: Recovery): void {
  let isAsking = false;
  const ask = async (options: Electron.MessageBoxOptions): Promise<number | undefined> => {
    if (isAsking || isQuitting() || window.isDestroyed()) return undefined;
    isAsking = true;
    try {
      return (await dialog.showMessageBox(window, options)).response;
    } finally {
      isAsking = false;
    }
  };
  window.webContents.on('render-process-gone', async (_, { reason }) => {
    if (reason === 'clean-exit') return;
    const response = await ask({
      type: 'error',
      message: 'The window stopped working',
      detail: `Its process ended (${reason}). The tenant was not touched and goes on answering.`,
      buttons: ['Reload', 'Quit Tokenbench'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 0) load();
    if (response === 1) quit();
  });
  window.on('unresponsive', async () => {
    const response = await ask({
      type: 'warning',
      message: 'The window does not respond',
      detail: 'The tenant was not touched and goes on answering.',
      buttons: ['Wait', 'Reload'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) load();
  });
}
