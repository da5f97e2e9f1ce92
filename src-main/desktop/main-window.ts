/** The one window. It is made once and hidden rather than closed, so that the screens keep their state. */
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, nativeImage, nativeTheme, type Rectangle, screen } from 'electron';
import type { BridgeEvent } from '../contract/bridge.ts';
import { imagePath } from './assets.ts';
import { consoleAddress } from './console-address.ts';
import type { DesktopSettings } from './desktop-settings.ts';
import { sendEvent } from './ipc-door.ts';
import { keepWindowState } from './keep-window-state.ts';
import { restoreWindowState, smallestWindow } from './window-state.ts';

export interface MainWindow {
  window: BrowserWindow;
  /** To the front, from wherever it is. */
  show(): void;
  /** Tells the screens, once they are there to be told. */
  send(event: BridgeEvent): void;
  load(): void;
}

/** Of the screens' ground, so that the window opens in it and never flashes. */
const background = { light: '#fbfbfd', dark: '#15171d' } as const;

export function createMainWindow(settings: DesktopSettings): MainWindow {
  const state = restoreWindowState(settings.window(), presentWorkAreas());
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    fullscreen: state.fullScreen,
    show: false,
    title: 'Tokenbench',
    backgroundColor: currentBackground(),
    ...(process.platform === 'linux' && { icon: nativeImage.createFromPath(imagePath('icon.png')) }),
    webPreferences: {
      preload: fileURLToPath(new URL('preload.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  keepWindowState(window, settings);
  nativeTheme.on('updated', () => !window.isDestroyed() && window.setBackgroundColor(currentBackground()));

  const early: BridgeEvent[] = [];
  let isLoaded = false;
  window.webContents.on('did-start-loading', () => {
    isLoaded = false;
  });
  window.webContents.on('did-finish-load', () => {
    isLoaded = true;
    for (const event of early.splice(0)) sendEvent(window.webContents, event);
  });
  const show = () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (process.platform === 'darwin') app.focus({ steal: true });
  };
  window.once('ready-to-show', () => {
    // Not before: it shows the window.
    if (state.maximised) window.maximize();
    show();
    // Whoever started this, such as `npm start`, waits for it.
    process.send?.({ tokenbench: 'window-ready' });
  });
  return {
    window,
    show,
    send(event) {
      if (window.isDestroyed()) return;
      if (isLoaded) sendEvent(window.webContents, event);
      // Screens that load read the state themselves; only a wish to go somewhere would be lost.
      else if (event.name === 'navigate') early.push(event);
    },
    load: () => void window.loadURL(consoleAddress).catch(() => undefined),
  };
}

function currentBackground(): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
}

function presentWorkAreas(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary.workArea, ...others.map(({ workArea }) => workArea)];
}
