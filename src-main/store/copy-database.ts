import { closeSync, openSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Copies all that a database holds to a new file, readable for its owner only. @throws Error of SQLite or of the system */
export function copyDatabase(database: DatabaseSync, path: string): void {
  // Made first, with its mode: SQLite takes a file that is there if it is empty.
  closeSync(openSync(path, 'wx', 0o600));
  try {
    database.prepare('VACUUM INTO ?').run(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
