/** A tenant kept in `tenant.json` of a data folder, with its last good backup in `tenant.backup.json`. */
import { accessSync, chmodSync, constants, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Store } from '../tenant/ports.ts';
import type { EntityChange } from '../tenant/stored-tenant.ts';
import { applyChanges, createEmptyTenant } from './apply-changes.ts';
import { openDocumentFile } from './document-file.ts';
import { keepBackup, loadTenant } from './load-tenant.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { writeDocument } from './read-document.ts';
import { explainUnwritable, StoreError } from './store-error.ts';

/**
 * Opens the data folder, which is made if it is not there. One process at a time: hold it with `holdFolder` first.
 * Entities are kept as they are given, not copied: a change is a new value, never an edit of one that was written.
 *
 * @param report is told, in a sentence for people, of damage that was found and what was done about it.
 * @throws StoreError where the folder cannot be used, or its tenant was written by a newer Tokenbench.
 */
export function openConfStore(
  folder: string,
  report: (message: string) => void,
  steps: readonly Migration[] = migrations,
): Store {
  const place = resolve(folder);
  makeFolder(place);
  const files = { tenant: openDocumentFile(place, 'tenant'), backup: openDocumentFile(place, 'tenant.backup') };
  let tenant = loadTenant(files, steps, report);
  closeToOthers(files.tenant.path);
  removeLeftovers(place);
  let writtenText: string | undefined;
  let closed = false;

  return {
    load: () => tenant,

    write(changes: readonly EntityChange[]): void {
      if (closed) throw new StoreError('closed', `The store in ${place} is closed; open it again to write to it.`);
      if (changes.length === 0) return;
      const next = applyChanges(tenant ?? createEmptyTenant(), changes);
      const text = writeDocument(next, steps);
      files.tenant.replace(text);
      tenant = next;
      writtenText = text;
    },

    close(): void {
      if (!closed && writtenText !== undefined) keepBackup(files.backup, writtenText, report);
      closed = true;
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw explainUnwritable(folder, error);
  }
}

/** A file that was copied here by hand may be readable for everyone. */
function closeToOthers(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (process.platform === 'win32' || stats === undefined || (stats.mode & 0o077) === 0) return;
  try {
    chmodSync(path, stats.mode & 0o700);
  } catch {
    // Another user's file: the next write replaces it.
  }
}

/** What a process that was killed during a write left behind, named as conf's writer names it. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^tenant(\.backup)?\.json\.tmp-\d{10}[0-9a-f]{6}$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}
