/** One SQLite database of a data folder: how it is opened, what is damage, and how SQLite's errors are told. */
import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { closeToOthers } from './close-to-others.ts';
import { explainUnreadable, explainUnwritable, StoreError } from './store-error.ts';

/** What stands in the file is not what SQLite wrote. The message quotes nothing of it. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** A step from one version of the tables to the next. Append only: a released step is never changed. */
export type TableStep = (database: DatabaseSync) => void;

/** `PRAGMA application_id`: the letters TBDB. */
const applicationId = 0x54424442;

const tables: TableStep = (database) => {
  database.exec(`
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE entities (
      place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, id)
    ) STRICT;
    CREATE TABLE state (
      place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, expires_at INTEGER,
      value TEXT NOT NULL, UNIQUE (kind, id)
    ) STRICT;
    CREATE INDEX state_by_owner ON state (kind, owner);
    CREATE INDEX state_by_expiry ON state (expires_at) WHERE expires_at IS NOT NULL;
  `);
};

/** The first makes the tables. */
export const tableSteps: readonly TableStep[] = [tables];

/** A new database, readable for its owner only. @throws StoreError `not_writable` */
export function createDatabase(path: string, steps: readonly TableStep[]): DatabaseSync {
  try {
    // SQLite gives its other files the mode of this one.
    closeSync(openSync(path, 'wx', 0o600));
    const database = lock(path);
    setUp(database);
    bringUpToDate(database, 0, steps);
    return database;
  } catch (error) {
    throw explainUnwritten(path, error);
  }
}

/**
 * A database that is there, brought to the latest version of its tables.
 * @throws DamagedError
 * @throws StoreError `not_readable`, `not_writable`, `newer_schema`, `folder_in_use`
 */
export function openDatabase(path: string, steps: readonly TableStep[]): DatabaseSync {
  refuseUnusable(path);
  closeToOthers(path);
  const hadLog = existsSync(`${path}-wal`);
  let database: DatabaseSync | undefined;
  try {
    // Looked at before anything of it is changed.
    database = lock(path);
    const version = versionOf(database);
    refuseForeign(database);
    if (version > steps.length) throw newer(path, version, steps.length);
    setUp(database);
    // What was closed in order is only read through; what was not is compared with its indexes too.
    refuseDamage(database, hadLog ? 'integrity_check' : 'quick_check');
    bringUpToDate(database, version, steps);
    return database;
  } catch (error) {
    database?.close();
    throw explainUnopened(path, error);
  }
}

/** One process holds the folder: no memory is shared with others, and no file is needed for it. */
function lock(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  return database;
}

function setUp(database: DatabaseSync): void {
  // FULL: a write that returned outlives a power cut. What is removed is overwritten, since it may be a secret.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; ' +
      'PRAGMA journal_size_limit = 4194304',
  );
}

function refuseUnusable(path: string): void {
  try {
    if (statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw explainUnreadable(path, error);
  }
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw explainUnwritable(path, error);
  }
}

/** What {@link DamagedError} says of a database in which nothing was ever made. */
export const emptiness = 'it is empty';

function refuseForeign(database: DatabaseSync): void {
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (isEmpty) throw new DamagedError(emptiness);
  const isOwn = database.prepare('PRAGMA application_id').get()?.application_id === applicationId;
  if (!isOwn) throw new DamagedError('it is the database of another program');
}

/** Whether the database at the path can be read whole. It has no log beside it. */
export function isSound(path: string): boolean {
  try {
    const database = lock(path);
    try {
      refuseDamage(database, 'quick_check');
      return true;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** @param check the quick one takes a fifth of the time, and compares no index with its table @throws DamagedError */
export function refuseDamage(database: DatabaseSync, check: 'integrity_check' | 'quick_check'): void {
  const [first] = database.prepare(`PRAGMA ${check}(1)`).all();
  if (first?.[check] !== 'ok') throw new DamagedError('SQLite finds it broken');
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

function bringUpToDate(database: DatabaseSync, version: number, steps: readonly TableStep[]): void {
  if (version === steps.length) return;
  inTransaction(database, () => {
    for (const step of steps.slice(version)) step(database);
    database.exec(`PRAGMA user_version = ${steps.length}; PRAGMA application_id = ${applicationId}`);
  });
}

/** All of it or nothing. */
export function inTransaction<Result>(database: DatabaseSync, act: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = act();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // A full disk has taken it back already.
  }
}

function newer(path: string, version: number, known: number): StoreError {
  return new StoreError(
    'newer_schema',
    `${path} was written by a newer Tokenbench (version ${version} of its tables; this one knows up to ${known}). Update ` +
      'Tokenbench, or choose another data folder. The file was not changed.',
  );
}

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const systemCodes: Readonly<Record<number, string>> = { 8: 'EACCES', 13: 'ENOSPC', 14: 'EACCES' };
/** Also 1: a table that is not there. */
const damaged: ReadonlySet<number> = new Set([1, 11, 26]);
const busy: ReadonlySet<number> = new Set([5, 6]);

function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

/** The same of what could not be read, which may be damage. */
export function explainUnopened(path: string, error: unknown): Error {
  const code = primaryCode(error);
  if (code !== undefined && damaged.has(code)) return new DamagedError('SQLite cannot read it');
  return explainUnwritten(path, error);
}

/** Why a write failed, in words for people. What is none of SQLite's errors stays as it is. */
export function explainUnwritten(path: string, error: unknown): Error {
  if (error instanceof StoreError || error instanceof DamagedError) return error;
  const code = primaryCode(error);
  if (code !== undefined && busy.has(code)) {
    return new StoreError('not_writable', `${path} is open in another program. Close it there, and try again.`, {
      cause: error,
    });
  }
  const system = code === undefined ? undefined : systemCodes[code];
  return explainUnwritable(path, system === undefined ? error : Object.assign(new Error(), { code: system }));
}
