/** The last good backup beside the tenant: after the first change, every few minutes of change, and at the end. */
import { chmodSync, constants, copyFileSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { copyDatabase } from './copy-database.ts';
import { isSound } from './database.ts';
import type { DatabasePaths } from './recover-database.ts';

export interface Backups {
  /** Something was written. */
  changed(database: DatabaseSync): void;
  /** A backup before this returns. */
  makeNow(database: DatabaseSync): void;
  /** Closes the database, with a last backup where something changed since the one before. */
  closeWith(database: DatabaseSync): void;
  settled(): Promise<void>;
}

/** Milliseconds between backups while the tenant changes. */
const interval = 120_000;

/** Pages of the log, after which SQLite brings it into the file by itself. */
const usualCheckpoint = 1_000;

export function createBackups(
  { tenant, backup: kept }: DatabasePaths,
  { report, now }: { report(message: string): void; now(): number },
): Backups {
  const unfinished = `${kept}.tmp-backup`;
  let madeAt: number | undefined;
  let isBehind = false;
  let running: Promise<void> | undefined;
  let isClosed = false;

  /** Looked at as a file: what the open database still has in memory may be better than what the disk gives back. */
  function take(copy: string): void {
    chmodSync(copy, 0o600);
    if (!isSound(copy)) throw new Error('the copy of it is damaged. Look at the disk');
    renameSync(copy, kept);
  }

  /** A tenant can live without, so a failure is reported only. */
  function fail(error: unknown): void {
    isBehind = true;
    discard(unfinished);
    report(`No backup was made of ${tenant}: ${error instanceof Error ? error.message : String(error)}`);
  }

  /**
   * While the copy is made, what is written stays in the log, and the file as it is. SQLite's own backup would do as well,
   * but holds the database open until it is through, also after it was closed.
   */
  async function makeBeside(database: DatabaseSync): Promise<void> {
    madeAt = now();
    isBehind = false;
    try {
      database.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA wal_checkpoint(TRUNCATE)');
      await copyFile(tenant, unfinished, constants.COPYFILE_FICLONE);
      if (!isClosed) take(unfinished);
    } catch (error) {
      if (!isClosed) fail(error);
    } finally {
      if (isClosed) discard(unfinished);
      else letCheckpoint(database);
    }
  }

  return {
    changed(database) {
      isBehind = true;
      if (running !== undefined || (madeAt !== undefined && now() - madeAt < interval)) return;
      running = makeBeside(database).finally(() => {
        running = undefined;
      });
    },

    makeNow(database) {
      try {
        rmSync(unfinished, { force: true });
        copyDatabase(database, unfinished);
        renameSync(unfinished, kept);
        madeAt = now();
        isBehind = false;
      } catch (error) {
        fail(error);
      }
    },

    closeWith(database) {
      isClosed = true;
      const wants = isBehind || running !== undefined;
      // Whole by itself once it is closed: the log is brought into the file.
      database.close();
      if (!wants) return;
      // Beside one that is still being copied, which is not used any more.
      const last = `${kept}.tmp-last`;
      try {
        copyFileSync(tenant, last, constants.COPYFILE_FICLONE);
        take(last);
      } catch (error) {
        discard(last);
        fail(error);
      }
    },

    settled: () => running ?? Promise.resolve(),
  };
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is gone as well.
  }
}

/** Does nothing where the database was closed meanwhile, because its file was taken away: the next one has its own. */
function letCheckpoint(database: DatabaseSync): void {
  try {
    database.exec(`PRAGMA wal_autocheckpoint = ${usualCheckpoint}`);
  } catch {
    // Closed.
  }
}
