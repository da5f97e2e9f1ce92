/** Where the lock of a data folder listens. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainUnwritable, StoreError } from './store-error.ts';

/** Bytes of a socket's path that the system takes; it cuts off the rest or refuses. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103;

/**
 * The addresses in the order to try them. The second serves folders whose path is too long, and file systems that hold
 * no sockets, such as some shared folders of virtual machines. The folder is there.
 */
export function* lockAddresses(folder: string, purpose: 'hold' | 'ask'): Generator<string> {
  const place = realpathSync(folder);
  const hash = createHash('sha256').update(place).digest('hex').slice(0, 16);
  if (process.platform === 'win32') {
    yield `\\\\.\\pipe\\tokenbench-${hash}`;
    return;
  }
  const inFolder = join(place, 'tenant.sock');
  if (Buffer.byteLength(inFolder) <= longestSocketPath) yield inFolder;
  const socketFolder = join(tmpdir(), `tokenbench-${process.getuid?.() ?? 0}`);
  if (purpose === 'hold') makePrivateFolder(socketFolder);
  if (isPrivateFolder(socketFolder)) yield join(socketFolder, `${hash}.sock`);
}

function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainUnwritable(folder, error);
  }
  if (isPrivateFolder(folder)) return;
  throw new StoreError(
    'not_writable',
    `${folder} must be a folder of this user that nobody else can use (mode 0700). Remove it, or set TMPDIR to another folder.`,
  );
}

/** A folder that another user made is not used: its owner could pose as the holder of any data folder. */
function isPrivateFolder(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0;
}
