/** Remembers where the window is, each time it comes to rest. */
import type { BrowserWindow } from 'electron';
import type { DesktopSettings } from './desktop-settings.ts';
import type { WindowState } from './window-state.ts';

/** Milliseconds without a move that count as rest. */
const restTime = 300;

export function keepWindowState(window: BrowserWindow, settings: DesktopSettings): void {
  let waiting: NodeJS.Timeout | undefined;
  const keep = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (!window.isDestroyed()) settings.keepWindow(readWindowState(window));
  };
  const keepSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, restTime);
    waiting.unref();
  };
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('maximize', keepSoon);
  window.on('unmaximize', keepSoon);
  window.on('enter-full-screen', keepSoon);
  window.on('leave-full-screen', keepSoon);
  window.on('close', keep);
}

function readWindowState(window: BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), maximised: window.isMaximized(), fullScreen: window.isFullScreen() };
}
