/** Key formats and signatures by node:crypto, for what jose does not read or refuses to verify. */
import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  type KeyObject,
  publicDecrypt,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import type { Jwk, KeyPlatform, RawVerification } from '../../jwt/ports.ts';
import { readCertificate, readDer, readPem } from './read-key-text.ts';

export function createNodeKeyPlatform(): KeyPlatform {
  return {
    readPem,
    readDer,
    readCertificate,
    writePublicKey(jwk) {
      const key = toPublicKey(jwk);
      const spellings = {
        spkiPem: key.export({ type: 'spki', format: 'pem' }).toString(),
        spkiDer: new Uint8Array(key.export({ type: 'spki', format: 'der' })),
      };
      if (key.asymmetricKeyType !== 'rsa') return spellings;
      return {
        ...spellings,
        pkcs1Pem: key.export({ type: 'pkcs1', format: 'pem' }).toString(),
        pkcs1Der: new Uint8Array(key.export({ type: 'pkcs1', format: 'der' })),
      };
    },
    verify: verifyRaw,
    isSignatureOfKey,
    digest: (algorithm, bytes) =>
      new Uint8Array(createHash(algorithm.replace('-', '').toLowerCase()).update(bytes).digest()),
  };
}

const known = new WeakMap<Jwk, KeyObject>();

function toPublicKey(jwk: Jwk): KeyObject {
  const key = known.get(jwk) ?? createPublicKey({ key: { ...jwk }, format: 'jwk' });
  known.set(jwk, key);
  return key;
}

function verifyRaw({ alg, jwk, data, signature, ecdsaForm = 'ieee-p1363' }: RawVerification): boolean {
  const hash = /^[HRPE]S(256|384|512)K?$/.exec(alg)?.[1];
  if (alg.startsWith('HS') && hash !== undefined) return isHmac(`sha${hash}`, jwk, data, signature);
  const key = toPublicKey(jwk);
  if (/^(?:EdDSA|Ed25519|Ed448)$/.test(alg)) return verify(null, data, key, signature);
  if (hash === undefined) throw new Error(`The algorithm ${alg} is not supported.`);
  if (alg.startsWith('ES')) return verify(`sha${hash}`, data, { key, dsaEncoding: ecdsaForm }, signature);
  if (alg.startsWith('RS')) return verify(`sha${hash}`, data, key, signature);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify(`sha${hash}`, data, { key, ...padding }, signature);
}

function isHmac(hash: string, { k }: Jwk, data: Uint8Array, signature: Uint8Array): boolean {
  const expected = createHmac(hash, Buffer.from(String(k), 'base64url'))
    .update(data)
    .digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

/** RFC 8017 §9.2: what the public key makes of the signature begins with the padding, and then a DigestInfo. */
function isSignatureOfKey(jwk: Jwk, signature: Uint8Array): boolean {
  if (jwk.kty !== 'RSA') return false;
  try {
    return publicDecrypt({ key: toPublicKey(jwk), padding: constants.RSA_PKCS1_PADDING }, signature)[0] === 0x30;
  } catch {
    return false;
  }
}
