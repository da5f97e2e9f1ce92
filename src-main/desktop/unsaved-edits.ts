/**
 * Edits that are not saved: the page asks to stay (`beforeunload`), and Electron would do as it is asked without a word,
 * so that the application could not be quit. The person decides.
 */
import { type BrowserWindow, dialog } from 'electron';

/** @param onStay the window stays, and with it the application that was about to quit */
export function askBeforeEditsGo(window: BrowserWindow, onStay: () => void): void {
  window.webContents.on('will-prevent-unload', (event) => {
    // Electron waits for no promise here.
    const response = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Leave without saving?',
      detail: 'There are edits that are not saved. They are gone once the window closes.',
      buttons: ['Stay', 'Leave without saving'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) event.preventDefault();
    else onStay();
  });
}
