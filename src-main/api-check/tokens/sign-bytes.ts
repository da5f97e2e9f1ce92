/** Tokens of exactly these bytes: battery cases differ in order, spelling and repetition, which no JSON library would write. */
import { constants, createHmac, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto';

export type Bytes = string | Uint8Array;

/** Who signs: a key with the algorithm it signs by, whatever the header says. */
export interface Signer {
  alg: string;
  /** Bytes of a secret for HS256 and its kin. */
  key: KeyObject | Uint8Array;
  kid?: string;
}

const digests: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };

export function encode(part: Bytes): string {
  return Buffer.from(part).toString('base64url');
}

/** RFC 7515 §7.1: the compact form of a header and a payload as they are given. */
export function signBytes(header: Bytes, payload: Bytes, signer: Signer): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signatureOf(input, signer).toString('base64url')}`;
}

/** The signature over a signing input, RFC 7518 §3. */
export function signatureOf(input: Bytes, { alg, key }: Signer): Buffer {
  const digest = digests[alg.slice(2)] ?? 'sha256';
  const data = Buffer.from(input);
  if (key instanceof Uint8Array) return createHmac(digest, key).update(data).digest();
  return sign(digest, data, { key, ...formOf(alg) });
}

function formOf(alg: string): Omit<SignKeyObjectInput, 'key'> {
  if (alg.startsWith('PS')) {
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  }
  return alg.startsWith('ES') ? { dsaEncoding: 'ieee-p1363' } : {};
}
