/** A tenant kept as one document in a file, with its last good backup in another: what both hosts' stores share. */
import type { Store } from '../tenant/ports.ts';
import type { EntityChange } from '../tenant/stored-tenant.ts';
import { applyChanges, createEmptyTenant } from './apply-changes.ts';
import { copyAside } from './copy-aside.ts';
import { keepBackup, loadTenant } from './load-tenant.ts';
import type { Migration } from './migrations/index.ts';
import { writeDocument } from './read-document.ts';
import { StoreError } from './store-error.ts';

type Files = Parameters<typeof loadTenant>[0];

/** Milliseconds between backups while the tenant changes. */
const backupInterval = 120_000;

/**
 * Reads the document, and keeps it. Entities are kept as they are given, not copied: a change is a new value.
 * @param folder as errors name it
 * @param report is told, in a sentence for people, of damage that was found and what was done about it.
 * @param now milliseconds that only grow, for the time between backups
 * @throws StoreError where the tenant cannot be read, or was written by a newer Tokenbench
 */
export function openDocumentStore(
  folder: string,
  files: Files,
  steps: readonly Migration[],
  report: (message: string) => void,
  now: () => number = performance.now.bind(performance),
): Store {
  let tenant = loadTenant(files, steps, report);
  let writtenText: string | undefined;
  let backedUpAt = now();
  let hasBackup = tenant !== undefined;
  let closed = false;

  /** The document as it is before a change: good, and replaced in the next moment, so that a link to it stays whole. */
  function keepPrevious(): void {
    if (!hasBackup || now() - backedUpAt < backupInterval) return;
    backedUpAt = now();
    try {
      files.tenant.linkTo(files.backup.path);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      report(`No backup was made: ${error.message}`);
    }
  }

  function keepEditOfOthers(): void {
    if (!files.tenant.isChangedByOthers()) return;
    const aside = copyAside(files.tenant.path, 'edited');
    report(
      `Another program changed ${files.tenant.path} while this tenant runs. What it wrote was moved to ${aside}, and the ` +
        'tenant goes on as it was. To use the edited file, stop Tokenbench first.',
    );
  }

  return {
    load: () => tenant,

    write(changes: readonly EntityChange[]): void {
      if (closed) throw new StoreError('closed', `The store in ${folder} is closed; open it again to write to it.`);
      if (changes.length === 0) return;
      const next = applyChanges(tenant ?? createEmptyTenant(), changes);
      const text = writeDocument(next, steps);
      keepEditOfOthers();
      keepPrevious();
      files.tenant.replace(text);
      tenant = next;
      writtenText = text;
      // From the first change on there is something to go back to.
      if (!hasBackup) keepBackup(files.backup, text, report);
      hasBackup = true;
    },

    close(): void {
      if (!closed && writtenText !== undefined) keepBackup(files.backup, writtenText, report);
      closed = true;
    },
  };
}
