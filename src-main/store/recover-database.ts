/** Opens the tenant's database; a damaged one is moved aside, never lost, and the last good backup takes its place. */
import { constants, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { EntityChange } from '../tenant/stored-tenant.ts';
import { copyAside } from './copy-aside.ts';
import { DamagedError, emptiness, explainUnopened, openDatabase, type TableStep } from './database.ts';
import { readEntities } from './entity-rows.ts';
import { keyNotGiven, noSeal, type RowSeal, sealWith, type Vault } from './row-seal.ts';
import { explainUnwritable, StoreError } from './store-error.ts';

export interface DatabasePaths {
  tenant: string;
  backup: string;
}

export interface OpenDatabase {
  database: DatabaseSync;
  entities: EntityChange[];
  /** How its rows lie on the disk. */
  seal: RowSeal;
}

export interface OpenOptions {
  steps: readonly TableStep[];
  vault: Vault | undefined;
  report(message: string): void;
}

/**
 * The database, or undefined where there is none, nor a backup.
 * @throws StoreError where it cannot be opened without losing something
 */
export function openOrRecover(paths: DatabasePaths, options: OpenOptions): OpenDatabase | undefined {
  if (!existsSync(paths.tenant)) return restoreMissing(paths, options);
  const opened = tryOpen(paths.tenant, options);
  return 'damage' in opened ? recover(paths, opened.damage, options) : opened;
}

function tryOpen(path: string, { steps, vault }: OpenOptions): OpenDatabase | { damage: string } {
  let database: DatabaseSync | undefined;
  try {
    database = openDatabase(path, steps);
    const seal = sealOf(database, path, vault);
    return { database, entities: readEntities(database, seal), seal };
  } catch (error) {
    // Closed already where opening it was what failed.
    database?.close();
    const explained = explainUnopened(path, error);
    if (explained instanceof DamagedError) return { damage: explained.message };
    throw explained;
  }
}

function sealOf(database: DatabaseSync, path: string, vault: Vault | undefined): RowSeal {
  const isSealed = database.prepare("SELECT 1 FROM meta WHERE name = 'sealed'").get() !== undefined;
  if (!isSealed) return noSeal;
  if (vault === undefined) throw keyNotGiven(path);
  return sealWith(vault, path);
}

/** A file that is gone is damage like any other: were the tenant to start empty, its first backup would replace the last. */
function restoreMissing(paths: DatabasePaths, options: OpenOptions): OpenDatabase | undefined {
  if (!existsSync(paths.backup)) return undefined;
  const restored = restore(paths, options);
  if ('damage' in restored) {
    const aside = copyAside(paths.backup, 'damaged');
    rmSync(paths.backup);
    options.report(
      `${paths.tenant} is not there, and its backup is damaged: ${restored.damage}. The backup was moved to ${aside}: ` +
        'the tenant starts empty.',
    );
    return undefined;
  }
  options.report(
    `${paths.tenant} was not there: the last good backup ${paths.backup} of ${timeOf(paths.backup)} was restored. ` +
      'To begin with an empty tenant, stop Tokenbench and remove both files.',
  );
  return restored;
}

function recover(paths: DatabasePaths, damage: string, options: OpenOptions): OpenDatabase | undefined {
  const { tenant, backup } = paths;
  const hasBackup = existsSync(backup);
  if (damage === emptiness && !hasBackup) {
    // The first start ended before its first write was through.
    for (const path of [tenant, `${tenant}-wal`]) rmSync(path, { force: true });
    return undefined;
  }
  // Read first: a backup of a newer Tokenbench is refused before anything is moved.
  const isUsable = hasBackup && findBackupsDamage(paths, options) === undefined;
  const aside = copyAside(tenant, 'damaged');
  moveLog(tenant, aside);
  const moved = `${tenant} is damaged: ${damage}. It was moved to ${aside}`;
  if (isUsable) {
    const time = timeOf(backup);
    const restored = restore(paths, options);
    if (!('damage' in restored)) {
      options.report(
        `${moved}, and the last good backup ${backup} of ${time} was restored. Changes made after that time are in the ` +
          'moved file only.',
      );
      return restored;
    }
  }
  let alsoDamaged = 'There is no backup';
  if (hasBackup) {
    const backupAside = copyAside(backup, 'damaged');
    rmSync(backup);
    alsoDamaged = `The backup is damaged too and was moved to ${backupAside}`;
  }
  rmSync(tenant);
  options.report(`${moved}. ${alsoDamaged}: the tenant starts empty.`);
  return undefined;
}

/** What SQLite has not brought from its log into the file yet belongs to the file. */
function moveLog(path: string, aside: string): void {
  const log = `${path}-wal`;
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0) renameSync(log, `${aside}-wal`);
  else rmSync(log, { force: true });
}

/** Why the backup cannot take the place of the tenant, or undefined where it can. */
function findBackupsDamage(paths: DatabasePaths, options: OpenOptions): string | undefined {
  const copy = copyBackup(paths);
  try {
    const opened = tryOpen(copy, options);
    if ('damage' in opened) return opened.damage;
    opened.database.close();
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new StoreError(error.code, error.message.replaceAll(copy, paths.backup), { cause: error });
  } finally {
    rmSync(copy, { force: true });
  }
}

/** The backup in the place of the tenant, in one step: a crash leads to what was there or to the backup. */
function restore(paths: DatabasePaths, options: OpenOptions): OpenDatabase | { damage: string } {
  const copy = copyBackup(paths);
  const opened = tryOpen(copy, options);
  if ('damage' in opened) {
    rmSync(copy, { force: true });
    return opened;
  }
  opened.database.close();
  try {
    renameSync(copy, paths.tenant);
  } catch (error) {
    throw explainUnwritable(paths.tenant, error);
  }
  return tryOpen(paths.tenant, options);
}

function copyBackup({ tenant, backup }: DatabasePaths): string {
  const copy = `${tenant}.tmp-restore`;
  try {
    rmSync(copy, { force: true });
    copyFileSync(backup, copy, constants.COPYFILE_FICLONE);
    return copy;
  } catch (error) {
    throw explainUnwritable(copy, error);
  }
}

function timeOf(path: string): string {
  return statSync(path).mtime.toISOString();
}
