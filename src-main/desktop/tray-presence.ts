/** Whether the desktop shows tray icons. macOS and Windows do; on Linux the session has to be asked. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const watcher = 'org.kde.StatusNotifierWatcher';
/** Milliseconds. */
const patience = 1000;

/** Where nobody can be asked the answer is no: closing a window must never hide it for good. */
export async function showsTrayIcons(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true;
  try {
    const { stdout } = await promisify(execFile)(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        `--reply-timeout=${patience}`,
        `--dest=${watcher}`,
        '/StatusNotifierWatcher',
        'org.freedesktop.DBus.Properties.Get',
        `string:${watcher}`,
        'string:IsStatusNotifierHostRegistered',
      ],
      { timeout: patience },
    );
    return /boolean true/.test(stdout);
  } catch {
    return false;
  }
}
