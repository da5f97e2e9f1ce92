/** Rows as they lie on the disk: as they are, or encrypted by the operating system. */
import { StoreError } from './store-error.ts';

/** Encrypts with a key that the operating system guards for this user. Both throw where it does not give the key. */
export interface Vault {
  encrypt(text: string): Buffer;
  decrypt(sealed: Buffer): string;
}

export interface RowSeal {
  isSealed: boolean;
  toKept(text: string): string;
  /** @throws StoreError `not_readable` where the key is not given */
  fromKept(kept: string): string;
}

export const noSeal: RowSeal = { isSealed: false, toKept: (text) => text, fromKept: (kept) => kept };

/** @param path as errors name it */
export function sealWith(vault: Vault, path: string): RowSeal {
  return {
    isSealed: true,
    toKept: (text) => vault.encrypt(text).toString('base64'),
    fromKept(kept) {
      try {
        return vault.decrypt(Buffer.from(kept, 'base64'));
      } catch {
        // The system's own words name keys and error codes that help nobody.
        throw keyNotGiven(path);
      }
    },
  };
}

export function keyNotGiven(path: string): StoreError {
  return new StoreError(
    'not_readable',
    `${path} was encrypted by the desktop application, and its key is not given here. On the desktop unlock the keyring and ` +
      'start again as the user who made it; for the command, start the desktop once with --plain-secrets. Or choose ' +
      'another data folder. The file was not changed.',
  );
}
