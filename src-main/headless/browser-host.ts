/** What the screens need of their host where that is a browser. */
import Conf from 'conf';
import packageJson from '../../package.json' with { type: 'json' };
import { ConsoleError } from '../console/console-error.ts';
import type { ConsoleHost } from '../console/console-host.ts';
import { createPreferences, defaultPreferences, type PreferencesStore } from '../console/preferences.ts';
import type { HostInfo, Preferences } from '../contract/methods/host.ts';

/** @param folder The data folder; without one nothing outlives the process. */
export function createBrowserHost(folder: string | undefined): ConsoleHost {
  const info: HostInfo = {
    host: 'browser',
    version: packageJson.version,
    ...(folder === undefined ? {} : { dataFolder: folder }),
    secretsAtRest: folder === undefined ? 'not_kept' : 'plain',
    ...(folder === undefined
      ? {}
      : { secretsNotice: 'Secrets are kept unencrypted in a file that only your account can read.' }),
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    versions: { 'Node.js': process.versions.node },
  };
  return {
    info: () => info,
    openExternal: async () => {
      throw new ConsoleError('not_available', 'The browser opens links itself.');
    },
    preferences: createPreferences(folder === undefined ? undefined : keepInFolder(folder)),
  };
}

/** conf, as the tenant's own file: written atomically, and a damaged file costs no more than the preferences in it. */
function keepInFolder(folder: string): Pick<PreferencesStore, 'get' | 'update'> {
  const store = new Conf<Preferences>({
    cwd: folder,
    configName: 'preferences',
    defaults: defaultPreferences,
    clearInvalidConfig: true,
    configFileMode: 0o600,
  });
  return {
    get: () => ({ ...defaultPreferences, ...store.store }),
    update: (change) => {
      store.set(change);
      return { ...defaultPreferences, ...store.store };
    },
  };
}
