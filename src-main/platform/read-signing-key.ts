import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { RsaPrivateJwk } from '../contract/entities/signing-key.ts';
import { isPrivateKeyLabel, readPemBlocks } from './pem-blocks.ts';
import { signsWhatItVerifies } from './sound-key.ts';

const needed =
  'Needed is an RSA private key of at least 2048 bits in PEM: PKCS #8 (PRIVATE KEY) or PKCS #1 (RSA PRIVATE KEY).';

/**
 * Reads the private key that the tenant is to sign with.
 *
 * @throws Error that says what was given and what is needed; never with any of the key.
 */
export function readSigningKey(privateKeyPem: string): KeyObject {
  const blocks = readPemBlocks(privateKeyPem);
  const block = blocks.find(({ label }) => isPrivateKeyLabel(label)) ?? blocks[0];
  if (block === undefined) {
    throw new Error(`The signing key is not PEM. ${needed}`);
  }
  if (block.label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(block.pem)) {
    throw new Error(
      `The signing key is encrypted. Decrypt it first: openssl pkey -in encrypted.pem -out plain.pem. ${needed}`,
    );
  }
  if (!isPrivateKeyLabel(block.label)) {
    throw new Error(`The signing key is given as ${block.label}, which holds no private key. ${needed}`);
  }
  const key = parsePrivateKey(block.pem, block.label);
  const { modulusLength } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa' || modulusLength === undefined) {
    throw new Error(`The signing key is of type ${key.asymmetricKeyType}. ${needed}`);
  }
  if (modulusLength < 2048) {
    throw new Error(`The signing key is an RSA key of ${modulusLength} bits. ${needed}`);
  }
  if (!signsWhatItVerifies(key)) {
    throw new Error(`The signing key is damaged: its public half does not verify what it signs. ${needed}`);
  }
  return key;
}

function parsePrivateKey(pem: string, label: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // Without the cause: what OpenSSL says of a secret is not for a log.
    throw new Error(`The signing key says ${label}, but what stands in it is damaged or of another kind. ${needed}`);
  }
}

/**
 * Reads the certificate that was given along with a signing key.
 *
 * @throws Error where it is no certificate, or the certificate of another key.
 */
export function readSigningCertificate(pem: string, privateKey: KeyObject): X509Certificate {
  const block = readPemBlocks(pem).find(({ label }) => label === 'CERTIFICATE');
  const certificate = block && parseCertificate(block.pem);
  if (certificate === undefined) {
    throw new Error('The certificate of the signing key cannot be read. Needed is PEM with the label CERTIFICATE.');
  }
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new Error(
      'The certificate belongs to another key. Give the one of this signing key, or none to have it made.',
    );
  }
  return certificate;
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** The key as RFC 7518 §6.3.2 writes it, with the members that the tenant keeps. */
export function exportPrivateJwk(privateKey: KeyObject): RsaPrivateJwk {
  const { n, e, d, p, q, dp, dq, qi } = privateKey.export({ format: 'jwk' });
  if (!n || !e || !d || !p || !q || !dp || !dq || !qi) {
    throw new Error(`The signing key has not the two primes of an ordinary RSA key. ${needed}`);
  }
  return { kty: 'RSA', n, e, d, p, q, dp, dq, qi };
}
