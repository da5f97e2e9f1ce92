import { readKeys } from '../../jwt/keys/read-keys.ts';
import type { Jwk } from '../../jwt/ports.ts';
import { createNodeKeyPlatform } from './node-key-platform.ts';

/** @throws Error in words, where the text is no private key */
export function privateKeyOfPem(pem: string): Jwk {
  const [key] = readKeys(pem, { platform: createNodeKeyPlatform() }).candidates;
  if (key?.privateJwk === undefined) throw new Error('This is a public key. Only a private key can sign.');
  return key.privateJwk;
}
