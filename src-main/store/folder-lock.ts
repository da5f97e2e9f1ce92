/**
 * One holder for each data folder: a socket that the holder listens on. The system closes it however the process ends,
 * and it is the door through which the command line talks to a running tenant.
 *
 * What remains: after a crash the socket's file is still there, and two processes that start in the same instant both
 * have to take it away. Each checks that what it took is the dead socket and puts back a live one; only a third starter,
 * within the microseconds between, could become a second holder. And a folder shared by two machines is not covered,
 * since a socket is known to its own machine only.
 */
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lockAddresses } from './lock-address.ts';
import { askLock, createLockServer, UnansweredError } from './lock-conversation.ts';
import { errorCode, explainUnwritable, FolderInUseError, StoreError } from './store-error.ts';

export interface FolderLock {
  /** Lets go of the folder at once. Answers that are under way are still given. */
  release(): Promise<void>;
}

/** Milliseconds after which a socket that refused is asked again: a holder that just starts is not listening yet. */
const startingTime = 50;

/**
 * Holds the folder, which is made if it is not there, until `release` or the end of the process, which it does not delay.
 *
 * @param answer answers what other processes ask through {@link askHolder}; JSON both ways. Its error's message is told.
 * @throws FolderInUseError where the folder is held, StoreError where it cannot be.
 */
export async function holdFolder(folder: string, answer: (request: unknown) => Promise<unknown>): Promise<FolderLock> {
  const place = resolve(folder);
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainUnwritable(place, error);
  }
  for (const address of lockAddresses(place, 'hold')) {
    const server = await holdAddress(place, address, answer);
    if (server !== undefined) return { release: async () => void server.close() };
  }
  throw new StoreError(
    'not_writable',
    `${place} cannot be held: no socket can be made for it. Choose another data folder.`,
  );
}

/**
 * Asks the process that holds the folder. Throws an error with the holder's message where it refuses, and where it does
 * not answer within 5 s. A request and an answer take up to 1 MB of JSON each.
 */
export async function askHolder(
  folder: string,
  request: unknown,
): Promise<{ held: false } | { held: true; answer: unknown }> {
  if (!existsSync(folder)) return { held: false };
  for (const address of lockAddresses(folder, 'ask')) {
    try {
      return { held: true, answer: await askLock(address, { request }) };
    } catch (error) {
      if (!isNobodyThere(error)) throw error;
    }
  }
  return { held: false };
}

/** Listens at the address; undefined where its file system holds no sockets. */
async function holdAddress(
  folder: string,
  address: string,
  answer: (request: unknown) => Promise<unknown>,
): Promise<Server | undefined> {
  let refused: string | undefined;
  // Each turn meets another state of a holder that comes or goes; more than a few means that others are faster.
  for (let turn = 0; turn < 10; turn += 1) {
    try {
      return await listen(createLockServer(answer), address);
    } catch (error) {
      if (holdsNoSockets(error)) return undefined;
      if (errorCode(error) !== 'EADDRINUSE') throw explainUnwritable(address, error);
    }
    const found = identifySocket(address);
    if (!(await isDead(folder, address))) continue;
    if (refused !== undefined && refused === found) removeDeadSocket(address, found);
    else await pause(startingTime);
    refused = found;
  }
  throw new FolderInUseError(folder);
}

function listen(server: Server, address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      server.unref();
      try {
        if (process.platform !== 'win32') chmodSync(address, 0o600);
        resolve(server);
      } catch (error) {
        server.close();
        reject(error);
      }
    });
  });
}

/** False where the state changed meanwhile and listening is worth another try. */
async function isDead(folder: string, address: string): Promise<boolean> {
  try {
    const holder = await askLock(address, { who: true }, 1000);
    const pid = typeof holder === 'object' && holder !== null && 'pid' in holder ? Number(holder.pid) : undefined;
    throw new FolderInUseError(folder, pid);
  } catch (error) {
    if (isNobodyThere(error)) return true;
    if (error instanceof UnansweredError || errorCode(error) === 'ECONNRESET' || errorCode(error) === 'EPIPE')
      return false;
    throw error instanceof FolderInUseError ? error : new FolderInUseError(folder);
  }
}

/** Tells one socket's file from the next at the same path. */
function identifySocket(address: string): string | undefined {
  const stats = lstatSync(address, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isSocket()) {
    throw new StoreError(
      'not_writable',
      `${address} is not a socket. Move it away: the lock of the data folder goes there.`,
    );
  }
  return `${stats.dev}:${stats.ino}:${stats.mtimeNs}`;
}

function removeDeadSocket(address: string, dead: string): void {
  const aside = `${address}.${process.pid}`;
  try {
    renameSync(address, aside);
    // Another starter was faster, and this is its live socket.
    if (identifySocket(aside) !== dead) linkSync(aside, address);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw explainUnwritable(address, error);
  } finally {
    rmSync(aside, { force: true });
  }
}

function isNobodyThere(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(errorCode(error) ?? '');
}

function holdsNoSockets(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(errorCode(error) ?? '');
}
