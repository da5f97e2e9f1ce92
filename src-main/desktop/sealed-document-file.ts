/**
 * A document file whose text is encrypted by the system. What lies on the disk is a JSON object of a schema version that
 * no reader of plain documents knows, so that each of them refuses the file and leaves it as it is.
 */
import type { DocumentFile } from '../store/document-file.ts';
import { StoreError } from '../store/store-error.ts';
import type { Vault } from './vault.ts';

const sealedSchemaVersion = 1_000_000;
const sealedText = /^\{"schemaVersion":1000000,"sealed":"([A-Za-z0-9+/]+=*)"\}\s*$/;

export interface SealedDocumentFile extends DocumentFile {
  /** Writes the file anew where it is plain and should be sealed, or the other way round. */
  settle(): void;
}

/**
 * @param vault what seals, or undefined where nothing can
 * @param seal whether to seal what is written; what was sealed before is read in any case
 */
export function openSealedDocumentFile(
  file: DocumentFile,
  vault: Vault | undefined,
  seal: boolean,
): SealedDocumentFile {
  const seals = seal && vault !== undefined;
  const replace = (text: string) => file.replace(seals ? sealText(vault, text) : text);
  return {
    path: file.path,
    read() {
      const kept = file.read();
      return kept === undefined ? undefined : unsealText(kept, file.path, vault);
    },
    replace,
    // What is kept is linked as it is, sealed or plain.
    linkTo: file.linkTo,
    isChangedByOthers: file.isChangedByOthers,
    settle() {
      const kept = file.read();
      if (kept !== undefined && sealedText.test(kept) !== seals) replace(unsealText(kept, file.path, vault));
    },
  };
}

function sealText(vault: Vault, text: string): string {
  return JSON.stringify({ schemaVersion: sealedSchemaVersion, sealed: vault.encrypt(text).toString('base64') });
}

function unsealText(kept: string, path: string, vault: Vault | undefined): string {
  const sealed = sealedText.exec(kept)?.[1];
  if (sealed === undefined) return kept;
  try {
    if (vault !== undefined) return vault.decrypt(Buffer.from(sealed, 'base64'));
  } catch {
    // The system's own words name keys and error codes that help nobody.
  }
  throw new StoreError(
    'not_readable',
    `${path} is encrypted, and this system does not give the key. Unlock the keyring and start Tokenbench again as the ` +
      'user who made it, or choose another data folder. The file was not changed.',
  );
}
