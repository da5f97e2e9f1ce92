/** Public keys and certificates in PEM, as a client registers them. */
import { generateKeyPairSync } from 'node:crypto';
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';

/** A new RSA public key; `modulusLength` in bits. */
export function aPublicKey(modulusLength = 2048): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

export function anEllipticPublicKey(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** A self-signed certificate for `CN={commonName}`. */
export async function aCertificate(commonName = 'client.example'): Promise<string> {
  const { cert } = await createNodeKeys().generateSigningKey(commonName);
  return cert;
}
