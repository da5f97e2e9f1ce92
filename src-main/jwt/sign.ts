/** Signing and wrapping of JSON Web Tokens by jose; keys are imported once and passed in. */
import { CompactEncrypt, CompactSign, importJWK, importSPKI, type JWTPayload } from 'jose';
import type { RsaPrivateJwk, RsaPublicJwk } from '../contract/entities/signing-key.ts';
import { utf8 } from './encoding.ts';

/** A key as jose takes it: an asymmetric key, or the bytes of a secret. */
export type SigningCryptoKey = Awaited<ReturnType<typeof importJWK>>;

export interface JoseHeader {
  alg: string;
  typ?: string;
  kid?: string;
  [parameter: string]: unknown;
}

export async function importJwk(jwk: RsaPublicJwk | RsaPrivateJwk, algorithm: string): Promise<SigningCryptoKey> {
  return importJWK({ ...jwk }, algorithm);
}

/** RFC 7515 §7.1 compact serialization of the claims, byte for byte as `JSON.stringify` writes them. */
export async function signJwt(claims: JWTPayload, header: JoseHeader, key: SigningCryptoKey): Promise<string> {
  return new CompactSign(utf8(JSON.stringify(claims))).setProtectedHeader(header).sign(key);
}

/**
 * A signed token inside a JWE for the API's key: RFC 7519 §11.2, "nested JWT", with `cty` as §5.2 asks.
 * @param spki Public key of the API, SPKI PEM.
 */
export async function encryptJwt(token: string, spki: string, algorithm: string, kid?: string): Promise<string> {
  const key = await importSPKI(spki, algorithm);
  return new CompactEncrypt(utf8(token))
    .setProtectedHeader({
      alg: algorithm,
      enc: 'A256GCM',
      typ: 'JWT',
      cty: 'JWT',
      ...(kid === undefined ? {} : { kid }),
    })
    .encrypt(key);
}
