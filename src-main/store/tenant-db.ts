/**
 * A tenant kept in `tenant.db` of a data folder, with its last good backup in `tenant.backup.db`: one row an entity, written
 * before a write returns, all changes of one write in one transaction.
 */
import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { State, Store } from '../tenant/ports.ts';
import { changesOf, type EntityChange } from '../tenant/stored-tenant.ts';
import { createBackups } from './backups.ts';
import { copyDatabase } from './copy-database.ts';
import {
  createDatabase,
  explainUnwritten,
  inTransaction,
  openDatabase,
  type TableStep,
  tableSteps,
} from './database.ts';
import { entityWriter, readEntities, resealRows } from './entity-rows.ts';
import { keepInPlace } from './keep-in-place.ts';
import { hasOldDocument, moveOldDocument, readOldDocument } from './old-document.ts';
import { type DatabasePaths, openOrRecover } from './recover-database.ts';
import { noSeal, type RowSeal, sealWith, type Vault } from './row-seal.ts';
import { stateRows } from './state-rows.ts';
import { explainUnwritable, StoreError } from './store-error.ts';

export interface TenantDbOptions {
  /** What encrypts rows; without one an encrypted tenant is refused. */
  vault?: Vault | undefined;
  /** Whether to encrypt what is kept, where there is a vault. What is kept takes this form as it is opened. */
  seal?: boolean | undefined;
  steps?: readonly TableStep[] | undefined;
  /** Entries of state of a kind that are kept. */
  mostState?: number | undefined;
  /** Milliseconds that only grow, for the time between backups. */
  now?: (() => number) | undefined;
}

export interface TenantDb extends Store {
  state: State;
  probe(): void;
  copyTo(path: string): void;
  /** Resolves when no backup is being made. */
  settled(): Promise<void>;
}

/**
 * Opens the data folder, which is made if it is not there; what an older Tokenbench kept there is brought into the database.
 * One process at a time: hold the folder with `holdFolder` first. Nothing is written before the first change.
 *
 * @param report is told, in a sentence for people, of damage that was found and what was done about it.
 * @throws StoreError where the folder cannot be used, or its tenant is of a newer Tokenbench or of another key
 */
export function openTenantDb(
  folder: string,
  report: (message: string) => void,
  options: TenantDbOptions = {},
): TenantDb {
  const { vault, seal: wished = false, steps = tableSteps, now = performance.now.bind(performance) } = options;
  const place = resolve(folder);
  makeFolder(place);
  removeLeftovers(place);
  const paths: DatabasePaths = { tenant: join(place, 'tenant.db'), backup: join(place, 'tenant.backup.db') };
  const wishedSeal = wished && vault !== undefined ? sealWith(vault, paths.tenant) : noSeal;
  const found = openOrRecover(paths, { steps, vault, report });

  let database = found?.database;
  let loaded = found?.entities;
  let seal = found?.seal ?? wishedSeal;
  let isClosed = false;
  let write: ReturnType<typeof entityWriter> | undefined;
  let state: State | undefined;
  const backups = createBackups(paths, { report, now });
  const own = keepInPlace(paths.tenant, report);
  if (database !== undefined) own.remember();

  if (database === undefined) bringOver();
  else if (hasOldDocument(place)) {
    report(
      `${join(place, 'tenant.json')} is not read any more: the tenant is in ${paths.tenant}. Move it, or import it.`,
    );
  }
  if (database !== undefined && seal.isSealed !== wishedSeal.isSealed) reseal(database);

  /** What was kept before there was a database, in one write; the old files stay under another name. */
  function bringOver(): void {
    const old = readOldDocument(place, { vault });
    if (old === undefined) return;
    const { tenant, remarks } = old;
    if (tenant !== undefined) keep(changesOf(tenant));
    const kept = moveOldDocument(place);
    const damage = remarks.length === 0 ? '' : `${remarks.join('; ')}. `;
    const what = tenant === undefined ? 'the tenant starts empty' : `the tenant is kept in ${paths.tenant} from now on`;
    report(`${damage}${what[0]?.toUpperCase()}${what.slice(1)}. What there was is in ${kept.join(' and ')}.`);
  }

  function reseal(opened: DatabaseSync): void {
    guarded(() => {
      inTransaction(opened, () => {
        resealRows(opened, seal, wishedSeal);
        markSeal(opened, wishedSeal);
      });
      // No page keeps what was there, and no backup does.
      opened.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
    });
    seal = wishedSeal;
    rmSync(paths.backup, { force: true });
    backups.makeNow(opened);
  }

  function guarded<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      throw explainUnwritten(paths.tenant, error);
    }
  }

  function openForWriting(): DatabaseSync {
    if (isClosed) throw new StoreError('closed', `The store in ${place} is closed; open it again to write to it.`);
    if (database === undefined) {
      database = createDatabase(paths.tenant, steps);
      const made = database;
      guarded(() => markSeal(made, seal));
      own.remember();
    } else if (!own.isInPlace()) {
      database = moveBack(database);
    }
    return database;
  }

  /** The file was taken away or replaced while it was open: the open one still has everything. */
  function moveBack(opened: DatabaseSync): DatabaseSync {
    own.putBack(
      (path) => copyDatabase(opened, path),
      () => opened.close(),
    );
    write = undefined;
    state = undefined;
    const again = openDatabase(paths.tenant, steps);
    own.remember();
    return again;
  }

  function keep(changes: readonly EntityChange[]): void {
    const opened = openForWriting();
    write ??= entityWriter(opened);
    const put = write;
    guarded(() => inTransaction(opened, () => put(changes, seal)));
    loaded = undefined;
    backups.changed(opened);
  }

  function stateOf(opened: DatabaseSync): State {
    state ??= stateRows(opened, () => seal, options.mostState);
    return state;
  }

  return {
    load() {
      const entities = loaded ?? (database === undefined || isClosed ? [] : readEntities(database, seal));
      // Whoever asks keeps it: held here as well, it would be there twice after the first change.
      loaded = undefined;
      return entities;
    },

    write(changes) {
      if (isClosed || changes.length > 0) keep(changes);
    },

    probe() {
      const opened = openForWriting();
      guarded(() => opened.exec("INSERT INTO meta VALUES ('probe', '') ON CONFLICT (name) DO UPDATE SET value = ''"));
    },

    copyTo(path) {
      const opened = openForWriting();
      guarded(() => copyDatabase(opened, path));
    },

    state: {
      get: (kind, id, at) => (database === undefined ? undefined : stateOf(database).get(kind, id, at)),
      ofOwner: (kind, owner, at) => (database === undefined ? [] : stateOf(database).ofOwner(kind, owner, at)),
      write(changes, at) {
        const opened = openForWriting();
        guarded(() => inTransaction(opened, () => stateOf(opened).write(changes, at)));
        backups.changed(opened);
      },
    },

    settled: () => backups.settled(),

    close() {
      if (isClosed) return;
      isClosed = true;
      if (database !== undefined) backups.closeWith(database);
    },
  };
}

function markSeal(database: DatabaseSync, { isSealed }: RowSeal): void {
  database.exec(
    isSealed ? "INSERT OR REPLACE INTO meta VALUES ('sealed', '')" : "DELETE FROM meta WHERE name = 'sealed'",
  );
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw explainUnwritable(folder, error);
  }
}

/** What a process that was killed left behind: copies that were not finished. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^tenant(?:\.backup)?\.(?:db\.tmp-[a-z]+(?:-wal|-journal)?|json\.tmp-(?:link|\d{10}[0-9a-f]{6}))$/.test(name))
      rmSync(join(folder, name), { force: true });
  }
}
