import type { Jwk } from '../jwt/ports.ts';

/**
 * A private key in PEM (PKCS #8, PKCS #1, SEC 1, OpenSSH). Few tests bring one: its readers are loaded with the first.
 * @throws Error in words where it is none
 */
export async function readPrivateKey(pem: string): Promise<Jwk> {
  const { privateKeyOfPem } = await import('./debugger/private-key-of-pem.ts');
  return privateKeyOfPem(pem);
}
