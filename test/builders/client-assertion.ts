/** Key pairs of clients, and the assertions they sign for `private_key_jwt` (RFC 7523). */
import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { type CompactJWSHeaderParameters, CompactSign } from 'jose';

export interface ClientKey {
  privateKey: KeyObject;
  /** SPKI, what a client registers. */
  publicPem: string;
  /** RFC 7638 thumbprint, which the tenant takes as the credential's `kid`. */
  kid: string;
}

export function createClientKey(): ClientKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { e, kty, n } = publicKey.export({ format: 'jwk' });
  return {
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    kid: createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url'),
  };
}

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Claims of a good assertion at a time in seconds; `undefined` in `changes` leaves one out. */
export function assertionClaims(
  clientId: string,
  audience: string,
  now: number,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + 60, ...changes };
}

/** A compact JWS of any claims under any header, `alg` RS256 unless the header says otherwise. */
export function signClaims(
  claims: object,
  key: KeyObject | Uint8Array,
  header: Partial<CompactJWSHeaderParameters> = {},
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'RS256', ...header })
    .sign(key);
}
