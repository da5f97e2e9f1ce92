import type { HostInfo } from '../contract/methods/host.ts';
import type { PreferencesStore } from './preferences.ts';

/** What the console needs of whoever runs the screens. */
export interface ConsoleHost {
  info(): HostInfo;
  openExternal(url: string): Promise<void>;
  preferences: PreferencesStore;
}
