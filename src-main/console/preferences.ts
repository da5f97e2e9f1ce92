/** Preferences of whoever looks at the screens, and word of each change to every window. */
import type { Preferences } from '../contract/methods/host.ts';

export interface PreferencesStore {
  get(): Preferences;
  /** @returns all of them as they are now. */
  update(change: Partial<Preferences>): Preferences;
  /** @returns a function that ends the subscription. */
  onChange(listener: (preferences: Preferences) => void): () => void;
}

export const defaultPreferences: Preferences = {
  theme: 'system',
  letterKeys: true,
  shell: process.platform === 'win32' ? 'powershell' : 'posix',
  sidebarCollapsed: false,
};

/** @param kept Where they are kept; by default in memory, as long as the process lives. */
export function createPreferences(kept: Pick<PreferencesStore, 'get' | 'update'> = keepInMemory()): PreferencesStore {
  const listeners = new Set<(preferences: Preferences) => void>();
  return {
    get: kept.get,
    update(change) {
      const preferences = kept.update(change);
      for (const listener of listeners) listener(preferences);
      return preferences;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function keepInMemory(): Pick<PreferencesStore, 'get' | 'update'> {
  let preferences = defaultPreferences;
  return {
    get: () => preferences,
    update: (change) => {
      preferences = { ...preferences, ...change };
      return preferences;
    },
  };
}
