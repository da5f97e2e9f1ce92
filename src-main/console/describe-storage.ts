import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageView } from '../contract/methods/settings.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { ConsoleError } from './console-error.ts';

/** Where the tenant is kept, and how much of it there is. */
export function describeStorage(
  folder: string | undefined,
  { clients, resourceServers, clientGrants, signingKeys }: Tenant,
): StorageView {
  const counts = {
    applications: clients.matching(({ global }) => !global).length,
    apis: resourceServers.count,
    grants: clientGrants.count,
    keys: signingKeys.list().length,
  };
  if (folder === undefined) return { counts };
  const file = join(folder, 'tenant.db');
  // What was written last is in the log beside it.
  const found = [file, `${file}-wal`].flatMap((path) => statSync(path, { throwIfNoEntry: false }) ?? []);
  if (found.length === 0) return { folder, file, counts };
  const size = found.reduce((sum, stats) => sum + stats.size, 0);
  const lastWrite = new Date(Math.max(...found.map(({ mtimeMs }) => mtimeMs))).toISOString();
  return { folder, file, size, lastWrite, counts };
}

/**
 * Copies the tenant as it lies on the disk, encrypted where it is, into `backups/` of the folder.
 * @param now milliseconds since the epoch
 * @returns the path of the copy
 * @throws {ConsoleError} where it could not be written, and then nothing else shall be done
 */
export function backUp(tenant: Tenant, folder: string, now: number): string {
  const backups = join(folder, 'backups');
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const path = join(backups, `tenant-${stamp}.db`);
  try {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    tenant.copyTo(path);
    return path;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConsoleError('not_available', `The backup ${path} could not be written: ${reason}. Nothing was reset.`);
  }
}
