/** A tenant kept in `tenant.json` of a data folder, with its last good backup in `tenant.backup.json`. */
import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Store } from '../tenant/ports.ts';
import { closeToOthers } from './close-to-others.ts';
import { openDocumentFile } from './document-file.ts';
import { openDocumentStore } from './document-store.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { explainUnwritable } from './store-error.ts';

/**
 * Opens the data folder, which is made if it is not there. One process at a time: hold it with `holdFolder` first.
 * Entities are kept as they are given, not copied: a change is a new value, never an edit of one that was written.
 *
 * @param report is told, in a sentence for people, of damage that was found and what was done about it.
 * @param now milliseconds that only grow, for the time between backups
 * @throws StoreError where the folder cannot be used, or its tenant was written by a newer Tokenbench.
 */
export function openConfStore(
  folder: string,
  report: (message: string) => void,
  steps: readonly Migration[] = migrations,
  now?: () => number,
): Store {
  const place = resolve(folder);
  makeFolder(place);
  const files = { tenant: openDocumentFile(place, 'tenant'), backup: openDocumentFile(place, 'tenant.backup') };
  const store = openDocumentStore(place, files, steps, report, now);
  closeToOthers(files.tenant.path);
  removeLeftovers(place);
  return store;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw explainUnwritable(folder, error);
  }
}

/** What a process that was killed during a write left behind, named as conf's writer names it. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^tenant(\.backup)?\.json\.tmp-(link|\d{10}[0-9a-f]{6})$/.test(name))
      rmSync(join(folder, name), { force: true });
  }
}
