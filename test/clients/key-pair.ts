/** An RSA key pair of an application that proves itself by private_key_jwt: the private half stays with the client. */
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

export interface KeyPair {
  /** PKCS #8 PEM. */
  privateKey: string;
  /** SPKI PEM, which is registered at the tenant. */
  publicKey: string;
}

const generate = promisify(generateKeyPair);

export function generatePemKeyPair(): Promise<KeyPair> {
  return generate('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}
