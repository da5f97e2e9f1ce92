import type { HostInfo } from '../contract/methods/host.ts';
import type { PreferencesStore } from './preferences.ts';

/** What the console needs of whoever runs the screens. */
export interface ConsoleHost {
  info(): HostInfo;
  openExternal(url: string): Promise<void>;
  preferences: PreferencesStore;
  /** The system's dialogs for files; a browser has its own. */
  files?: FileDialogs;
}

export interface FileDialogs {
  /** @returns undefined where the dialog was closed. @throws {ConsoleError} where they cannot be read */
  open(what: 'files' | 'folder'): Promise<{ path: string; text: string }[] | undefined>;
  /** @returns where the text is now, undefined where the dialog was closed. @throws {ConsoleError} */
  save(fileName: string, text: string): Promise<string | undefined>;
}
