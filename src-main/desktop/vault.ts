/** Whether this system can encrypt what is kept, and how. */
import { safeStorage } from 'electron';
import type { Vault } from '../store/row-seal.ts';

export type { Vault };

export type VaultState = { vault: Vault; notice: undefined } | { vault: undefined; notice: string };

/** To be called when the application is ready. The notice says in a sentence why there is no vault. */
export function openVault(platform: NodeJS.Platform): VaultState {
  if (!safeStorage.isEncryptionAvailable()) {
    return { vault: undefined, notice: `This system offers no encryption for what is kept${plainly}` };
  }
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) {
    return { vault: undefined, notice: `This desktop session has no keyring (GNOME Keyring or KWallet)${plainly}` };
  }
  const vault = {
    encrypt: (text: string) => safeStorage.encryptString(text),
    decrypt: (sealed: Buffer) => safeStorage.decryptString(sealed),
  };
  return { vault, notice: undefined };
}

export const plainly = ', so secrets are kept as plain text in files that only this user can read.';
