import type { HostInfo, Preferences } from '../contract/methods/host.ts';

/** What the console needs of whoever runs the screens. */
export interface ConsoleHost {
  info(): HostInfo;
  openExternal(url: string): Promise<void>;
  preferences: PreferencesStore;
}

export interface PreferencesStore {
  get(): Preferences;
  /** @returns all of them as they are now. */
  update(change: Partial<Preferences>): Preferences;
}

export const defaultPreferences: Preferences = {
  theme: 'system',
  letterKeys: true,
  shell: process.platform === 'win32' ? 'powershell' : 'posix',
  sidebarCollapsed: false,
};
