/** What closing the window means: the tenant lives on in the tray, or, where there is none, it ends. Said before it happens. */
import { type BrowserWindow, dialog } from 'electron';
import type { DesktopSettings } from './desktop-settings.ts';

export interface Closing {
  settings: DesktopSettings;
  platform: NodeJS.Platform;
  hasTray(): boolean;
  isQuitting(): boolean;
  quit(): void;
}

export function decideClosing(window: BrowserWindow, closing: Closing): void {
  let isAsking = false;
  window.on('close', (event) => {
    if (closing.isQuitting()) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    const decided = keepsRunning(closing) ? hide(window, closing) : end(window, closing);
    decided.finally(() => {
      isAsking = false;
    });
  });
}

/** On macOS an application without a window is nothing out of the ordinary. */
function keepsRunning({ platform, hasTray }: Closing): boolean {
  return platform === 'darwin' || hasTray();
}

async function hide(window: BrowserWindow, { settings, platform, quit }: Closing): Promise<void> {
  if (platform !== 'darwin' && !settings.wasTold('closing-hides')) {
    const { response } = await dialog.showMessageBox(window, {
      type: 'info',
      message: 'Tokenbench keeps running',
      detail:
        'Closing the window hides it: the tenant goes on answering, and the tray icon brings the window back. ' +
        'To end both, choose Quit from the tray or the File menu.',
      buttons: ['Hide the window', 'Quit Tokenbench'],
      defaultId: 0,
      cancelId: 0,
    });
    settings.keepTold('closing-hides');
    if (response === 1) return quit();
  }
  if (window.isDestroyed()) return;
  if (window.isFullScreen()) window.setFullScreen(false);
  window.hide();
}

async function end(window: BrowserWindow, { settings, quit }: Closing): Promise<void> {
  if (!settings.wasTold('closing-quits')) {
    const { response, checkboxChecked } = await dialog.showMessageBox(window, {
      type: 'question',
      message: 'Quit Tokenbench?',
      detail: 'This desktop shows no tray, so closing the window also stops the tenant.',
      buttons: ['Quit', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
      checkboxLabel: 'Do not ask again',
    });
    if (response !== 0) return;
    if (checkboxChecked) settings.keepTold('closing-quits');
  }
  quit();
}
