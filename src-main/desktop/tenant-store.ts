/** The tenant on the desktop: the document, migrations and rules for damage of every host, sealed where the system can. */
import { chmodSync, statSync } from 'node:fs';
import { applyChanges, createEmptyTenant } from '../store/apply-changes.ts';
import { openDocumentFile } from '../store/document-file.ts';
import { keepBackup, loadTenant } from '../store/load-tenant.ts';
import { migrations } from '../store/migrations/index.ts';
import { writeDocument } from '../store/read-document.ts';
import { StoreError } from '../store/store-error.ts';
import type { Store } from '../tenant/ports.ts';
import type { EntityChange } from '../tenant/stored-tenant.ts';
import { openSealedDocumentFile } from './sealed-document-file.ts';
import type { Vault } from './vault.ts';

export interface TenantStoreOptions {
  vault: Vault | undefined;
  /** Whether to encrypt, where there is a vault. */
  seal: boolean;
  /** Is told, in a sentence for people, of damage that was found and what was done about it. */
  report(message: string): void;
}

/**
 * Opens the data folder, which is held and there. What it keeps takes its present form, sealed or plain, at once.
 * @throws StoreError where the folder cannot be used, or its tenant cannot be decrypted or is of a newer Tokenbench
 */
export function openTenantStore(folder: string, { vault, seal, report }: TenantStoreOptions): Store {
  const open = (name: string) => openSealedDocumentFile(openDocumentFile(folder, name), vault, seal);
  const files = { tenant: open('tenant'), backup: open('tenant.backup') };
  let tenant = loadTenant(files, migrations, report);
  files.tenant.settle();
  files.backup.settle();
  closeToOthers(files.tenant.path);
  let writtenText: string | undefined;
  let closed = false;

  return {
    load: () => tenant,
    write(changes: readonly EntityChange[]): void {
      if (closed) throw new StoreError('closed', `The store in ${folder} is closed; open it again to write to it.`);
      if (changes.length === 0) return;
      const next = applyChanges(tenant ?? createEmptyTenant(), changes);
      const text = writeDocument(next, migrations);
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

/** A file that was copied here by hand may be readable for everyone. */
function closeToOthers(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (process.platform !== 'win32' && stats !== undefined && (stats.mode & 0o077) !== 0) chmodSync(path, 0o600);
}
