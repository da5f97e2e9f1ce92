/** What a test may do to the application from outside its page: the hands of a person and of the system. */
import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { app } from './app.ts';
import { type BrowserWindow, currentWindow } from './browser-window.ts';
import { answerDialog, answerFileDialog, countDialogs, nextDialog, nextFileDialog, presetDialog } from './dialog.ts';
import { StandInEvent } from './event.ts';
import { Menu, type MenuDescription } from './menu.ts';
import { session } from './session.ts';
import { clipboard, nativeTheme } from './system.ts';
import { currentTray } from './tray.ts';

export interface WindowFacts {
  bounds: { x: number; y: number; width: number; height: number };
  visible: boolean;
  maximised: boolean;
  fullScreen: boolean;
  focused: boolean;
  background: string;
}

export const commands = {
  whenLoaded: async (): Promise<void> => {
    const window = await eventually(currentWindow);
    if (window.webContents.getURL().startsWith('app:')) return;
    await new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
  },
  readMenu: (): MenuDescription[] => Menu.getApplicationMenu()?.describe() ?? [],
  clickMenu: (id: string): void => Menu.getApplicationMenu()?.click(id),
  readTray: (): { toolTip: string; items: MenuDescription[] } | undefined => {
    const tray = currentTray();
    return tray && { toolTip: tray.toolTip, items: tray.menu?.describe() ?? [] };
  },
  clickTray: (id: string): void => currentTray()?.menu?.click(id),
  secondInstance: (args: string[], folder: string): void => {
    app.emit('second-instance', new StandInEvent(), [process.execPath, ...args], folder, undefined);
  },
  openUrl: (url: string): boolean => isTaken('open-url', url),
  openFile: (path: string): boolean => isTaken('open-file', path),
  activate: (): void => void app.emit('activate', new StandInEvent(), false),
  nextDialog: (): Promise<MessageBoxOptions> => nextDialog(),
  answerDialog: (response: number, checkboxChecked?: boolean): void => answerDialog(response, checkboxChecked),
  presetDialog: (response: number): void => presetDialog(response),
  nextFileDialog: (): Promise<OpenDialogOptions & SaveDialogOptions> => nextFileDialog(),
  /** Without paths the dialog is closed. */
  answerFileDialog: (paths: string[]): void => answerFileDialog(paths),
  countDialogs: (): number => countDialogs(),
  readWindow: (): WindowFacts => {
    const window = presentWindow();
    return {
      bounds: window.getBounds(),
      visible: window.isVisible(),
      maximised: window.isMaximized(),
      fullScreen: window.isFullScreen(),
      focused: window.isFocusedNow,
      background: window.backgroundColor,
    };
  },
  setBounds: (bounds: WindowFacts['bounds']): void => presentWindow().setBounds(bounds),
  maximise: (): void => presentWindow().maximize(),
  closeWindow: (): void => presentWindow().close(),
  blur: (): void => {
    presentWindow().isFocusedNow = false;
  },
  crashPage: (): Promise<void> => presentWindow().webContents.crash(),
  send: (channel: string, ...args: unknown[]): void => presentWindow().webContents.send(channel, ...args),
  quit: (): void => app.quit(),
  writeClipboard: (text: string): Promise<void> => clipboard.writeText(text),
  readClipboard: (): Promise<string> => clipboard.readText(),
  themeSource: (): string => nativeTheme.themeSource,
  isPermitted: (permission: 'geolocation' | 'clipboard-read' | 'clipboard-sanitized-write', origin: string): boolean =>
    session.defaultSession.check?.(null, permission, origin, { isMainFrame: true, requestingUrl: origin }) ?? true,
} as const;

export type Commands = typeof commands;

function isTaken(name: string, value: string): boolean {
  const event = new StandInEvent();
  app.emit(name, event, value);
  return event.defaultPrevented;
}

function presentWindow(): BrowserWindow {
  const window = currentWindow();
  if (window === undefined) throw new Error('There is no window.');
  return window;
}

async function eventually<Value>(read: () => Value | undefined): Promise<Value> {
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
