/** Where a tenant is kept when nobody says where: the place that the system has for an application's data. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder given, else `TOKENBENCH_DATA`, else the system's place for it. Absolute; it need not exist. */
export function resolveDataFolder(given: string | undefined): string {
  const { TOKENBENCH_DATA: fromEnvironment } = process.env;
  return resolve(given || fromEnvironment || systemDataFolder(process.platform, process.env, homedir()));
}

/** The XDG base directories on Linux and its kin, `Application Support` on macOS, local application data on Windows. */
export function systemDataFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tokenbench');
  if (platform === 'win32') return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Tokenbench');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'tokenbench');
}
