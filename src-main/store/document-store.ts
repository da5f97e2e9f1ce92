/** A tenant kept as one document in a file, with its last good backup in another: what both hosts' stores share. */
import type { Store } from '../tenant/ports.ts';
import type { EntityChange } from '../tenant/stored-tenant.ts';
import { applyChanges, createEmptyTenant } from './apply-changes.ts';
import { keepBackup, loadTenant } from './load-tenant.ts';
import type { Migration } from './migrations/index.ts';
import { writeDocument } from './read-document.ts';
import { StoreError } from './store-error.ts';

type Files = Parameters<typeof loadTenant>[0];

/**
 * Reads the document, and keeps it. Entities are kept as they are given, not copied: a change is a new value.
 * @param folder as errors name it
 * @param report is told, in a sentence for people, of damage that was found and what was done about it.
 * @throws StoreError where the tenant cannot be read, or was written by a newer Tokenbench
 */
export function openDocumentStore(
  folder: string,
  files: Files,
  steps: readonly Migration[],
  report: (message: string) => void,
): Store {
  let tenant = loadTenant(files, steps, report);
  let writtenText: string | undefined;
  let closed = false;

  return {
    load: () => tenant,

    write(changes: readonly EntityChange[]): void {
      if (closed) throw new StoreError('closed', `The store in ${folder} is closed; open it again to write to it.`);
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
