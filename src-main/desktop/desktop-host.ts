/** What only the desktop can do for the screens. */
import { app, nativeTheme } from 'electron';
import packageJson from '../../package.json' with { type: 'json' };
import type { ConsoleHost } from '../console/console-host.ts';
import { createPreferences } from '../console/preferences.ts';
import type { HostInfo } from '../contract/methods/host.ts';
import type { DesktopSettings } from './desktop-settings.ts';
import { openExternal } from './external-links.ts';
import { fileDialogs } from './file-dialogs.ts';

export interface SecretsKept {
  encrypted: boolean;
  notice: string | undefined;
}

export function createDesktopHost(folder: string, settings: DesktopSettings, secrets: SecretsKept): ConsoleHost {
  const info: HostInfo = {
    host: 'desktop',
    version: packageJson.version,
    dataFolder: folder,
    secretsAtRest: secrets.encrypted ? 'encrypted' : 'plain',
    ...(secrets.notice !== undefined && { secretsNotice: secrets.notice }),
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    versions: readVersions(),
  };
  const preferences = createPreferences({ get: settings.preferences, update: settings.updatePreferences });
  preferences.onChange(({ theme }) => {
    nativeTheme.themeSource = theme;
  });
  return {
    info: () => info,
    openExternal,
    preferences,
    files: fileDialogs,
  };
}

function readVersions(): Record<string, string> {
  const { electron, chrome, node } = process.versions;
  return {
    ...(electron !== undefined && { Electron: electron }),
    ...(chrome !== undefined && { Chromium: chrome }),
    'Node.js': node,
    Packaged: app.isPackaged ? 'yes' : 'no',
  };
}
