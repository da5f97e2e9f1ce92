/** What belongs to this desktop and not to the tenant: the window's place, the theme, what was already said once. */
import ElectronStore from 'electron-store';
import { defaultPreferences } from '../console/preferences.ts';
import { type Preferences, themes } from '../contract/methods/host.ts';

interface Kept {
  window?: unknown;
  preferences?: unknown;
  told?: unknown;
  sealSecrets?: unknown;
}

export type Notice = 'closing-hides' | 'closing-quits';

export interface DesktopSettings {
  /** As it was kept: whoever uses it checks it. */
  window(): unknown;
  keepWindow(state: object): void;
  preferences(): Preferences;
  updatePreferences(change: Partial<Preferences>): Preferences;
  wasTold(notice: Notice): boolean;
  keepTold(notice: Notice): void;
  /** Whether secrets shall be encrypted where the system can. */
  sealSecrets(): boolean;
  keepSealSecrets(seal: boolean): void;
}

/** Kept in `settings.json` of Electron's own folder. A damaged file, or a value of another kind, counts as not there. */
export function openDesktopSettings(): DesktopSettings {
  const store = new ElectronStore<Kept>({ name: 'settings', clearInvalidConfig: true, configFileMode: 0o600 });
  const preferences = () => ({ ...defaultPreferences, ...readPreferences(store.get('preferences')) });
  const told = () => new Set(asList(store.get('told')));
  return {
    window: () => store.get('window'),
    keepWindow: (state) => store.set('window', state),
    preferences,
    updatePreferences(change) {
      store.set('preferences', { ...preferences(), ...readPreferences(change) });
      return preferences();
    },
    wasTold: (notice) => told().has(notice),
    keepTold: (notice) => store.set('told', [...told(), notice]),
    sealSecrets: () => store.get('sealSecrets') !== false,
    keepSealSecrets: (seal) => store.set('sealSecrets', seal),
  };
}

/** The parts that are what they should be. */
function readPreferences(value: unknown): Partial<Preferences> {
  if (typeof value !== 'object' || value === null) return {};
  const { theme, letterKeys, shell, sidebarCollapsed, snippetLanguage }: { [Key in keyof Preferences]?: unknown } =
    value;
  const shells = ['posix', 'powershell', 'cmd'] as const;
  const knownTheme = themes.find((known) => known === theme);
  const knownShell = shells.find((known) => known === shell);
  return {
    ...(knownTheme && { theme: knownTheme }),
    ...(typeof letterKeys === 'boolean' && { letterKeys }),
    ...(knownShell && { shell: knownShell }),
    ...(typeof sidebarCollapsed === 'boolean' && { sidebarCollapsed }),
    ...(typeof snippetLanguage === 'string' && { snippetLanguage }),
  };
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
