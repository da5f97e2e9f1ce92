/** The tenant on the desktop: the document, migrations and rules for damage of every host, sealed where the system can. */
import { closeToOthers } from '../store/close-to-others.ts';
import { openDocumentFile } from '../store/document-file.ts';
import { openDocumentStore } from '../store/document-store.ts';
import { migrations } from '../store/migrations/index.ts';
import type { Store } from '../tenant/ports.ts';
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
  const store = openDocumentStore(folder, files, migrations, report);
  files.tenant.settle();
  files.backup.settle();
  closeToOthers(files.tenant.path);
  return store;
}
