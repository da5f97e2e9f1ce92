/** What the screens need of their host where that is a browser. */
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { ConsoleError } from '../console/console-error.ts';
import type { ConsoleHost } from '../console/console-host.ts';
import { createPreferences, defaultPreferences, type PreferencesStore } from '../console/preferences.ts';
import type { HostInfo } from '../contract/methods/host.ts';
import { readKeptFile, replaceKeptFile } from '../store/kept-file.ts';

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

/** `preferences.json` of the data folder. A damaged file costs no more than the preferences in it. */
function keepInFolder(folder: string): Pick<PreferencesStore, 'get' | 'update'> {
  const path = join(folder, 'preferences.json');
  let kept = { ...defaultPreferences, ...readPreferences(path) };
  return {
    get: () => kept,
    update: (change) => {
      kept = { ...kept, ...change };
      replaceKeptFile(path, `${JSON.stringify(kept, undefined, 2)}\n`);
      return kept;
    },
  };
}

function readPreferences(path: string): object {
  try {
    const value: unknown = JSON.parse(readKeptFile(path) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
