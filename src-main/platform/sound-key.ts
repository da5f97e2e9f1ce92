/** Whether a private key is whole: parsing compares no numbers, so a wrong digit would be found out by the first client. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { RsaPrivateJwk } from '../contract/entities/signing-key.ts';

export function signsWhatItVerifies(key: KeyObject): boolean {
  const probe = Buffer.from('probe');
  try {
    return verify('sha256', probe, createPublicKey(key), sign('sha256', probe, key));
  } catch {
    return false;
  }
}

/** As {@link signsWhatItVerifies}, of a key as the tenant keeps it. */
export function isSoundKey(jwk: RsaPrivateJwk): boolean {
  try {
    return signsWhatItVerifies(createPrivateKey({ key: { ...jwk }, format: 'jwk' }));
  } catch {
    return false;
  }
}
