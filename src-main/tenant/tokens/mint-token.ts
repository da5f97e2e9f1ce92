import { base64url, importJWK, type JWTPayload } from 'jose';
import type { SigningKey, SigningKeyState } from '../../contract/entities/signing-key.ts';
import { type JoseHeader, signJwt } from '../../jwt/sign.ts';
import type { Clock, Keys } from '../ports.ts';
import type { SigningKeys } from '../signing-keys/service.ts';

/** A key to sign with: one of the tenant's by its state or kid, one that nobody published, or a secret (HS256). */
export type MintKey = Exclude<SigningKeyState, 'revoked'> | 'unpublished' | { kid: string } | { secret: string };

export interface MintRequest {
  /** Laid over `iss`, `iat` and `exp` (in an hour); `undefined` leaves one out. */
  claims?: Readonly<Record<string, unknown>> | undefined;
  /** Laid over `alg`, `typ` and `kid`. */
  header?: Readonly<Record<string, unknown>> | undefined;
  /** The current key, unless said otherwise. */
  key?: MintKey | undefined;
}

interface Minter {
  signingKeys: SigningKeys;
  keys: Keys;
  clock: Clock;
  issuer: string;
}

/**
 * Any token that a test needs, well formed and correctly signed by the key that was asked for.
 * @throws {Error} where the tenant has no such key, or the key cannot sign with the header's `alg`
 */
export async function mintToken(request: MintRequest, { signingKeys, keys, clock, issuer }: Minter): Promise<string> {
  const now = Math.floor(clock() / 1_000);
  const claims: JWTPayload = { iss: issuer, iat: now, exp: now + 3_600, ...request.claims };
  const { key = 'current' } = request;
  if (typeof key === 'object' && 'secret' in key) {
    const header: JoseHeader = { alg: 'HS256', typ: 'JWT', ...request.header };
    return signJwt(claims, header, await importJWK({ kty: 'oct', k: base64url.encode(key.secret) }, header.alg));
  }
  const signingKey = key === 'unpublished' ? await makeUnpublished(signingKeys, keys) : findKey(key, signingKeys);
  const header: JoseHeader = { alg: 'RS256', typ: 'JWT', kid: signingKey.kid, ...request.header };
  return signJwt(claims, header, await importJWK({ ...signingKey.privateJwk }, header.alg));
}

function findKey(wanted: Exclude<SigningKeyState, 'revoked'> | { kid: string }, signingKeys: SigningKeys): SigningKey {
  if (typeof wanted === 'object') return signingKeys.get(wanted.kid);
  const found = signingKeys.list().find(({ state }) => state === wanted);
  if (found === undefined) throw new Error(`The tenant has no ${wanted} signing key. Rotate the keys first.`);
  return found;
}

async function makeUnpublished(signingKeys: SigningKeys, keys: Keys): Promise<SigningKey> {
  return signingKeys.make(await keys.generateSigningKey('unpublished'), 'next');
}
