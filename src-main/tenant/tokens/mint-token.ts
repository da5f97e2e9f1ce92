/** Any token that a test needs. */
import { base64url } from 'jose';
import type { MintKey, MintRequest } from '../../contract/entities/mint-request.ts';
import type { SigningKey, SigningKeyState } from '../../contract/entities/signing-key.ts';
import { signEdited } from '../../jwt/edit/sign-edited.ts';
import { isJwk } from '../../jwt/keys/key-candidate.ts';
import type { Jwk } from '../../jwt/ports.ts';
import type { Tenant } from '../create-tenant.ts';
import type { SigningKeys } from '../signing-keys/service.ts';
import { TenantError } from '../tenant-error.ts';
import { apiSecretOf } from './debug-token.ts';

interface Minter {
  tenant: Tenant;
  /** With its trailing slash. */
  issuer: string;
  /** A private key from PEM. @throws Error in words */
  readPrivateKey(pem: string): Promise<Jwk>;
}

interface ChosenKey {
  jwk: Jwk;
  alg?: string;
  kid?: string;
}

/**
 * Well formed and correctly signed by the key that was asked for, but for the breakage.
 * @throws {TenantError} where the tenant has no such key, or the key cannot sign with the header's `alg`
 */
export async function mintToken(request: MintRequest, minter: Minter): Promise<string> {
  const now = Math.floor(minter.tenant.clock() / 1_000);
  const { claims, header, without = [], breakage } = request;
  const payload = { iss: minter.issuer, iat: now, exp: now + 3_600, ...claims };
  try {
    const { jwk, alg, kid } = await chooseKey(request.key ?? 'current', minter);
    return await signEdited({
      header: {
        ...(alg === undefined ? {} : { alg }),
        typ: 'JWT',
        ...(kid === undefined ? {} : { kid }),
        ...header,
      },
      payload: Object.fromEntries(Object.entries(payload).filter(([name]) => !without.includes(name))),
      key: jwk,
      breakage,
      now,
    });
  } catch (error) {
    if (error instanceof TenantError || !(error instanceof Error)) throw error;
    throw new TenantError('invalid_body', error.message, { field: 'key' });
  }
}

async function chooseKey(key: MintKey, { tenant, readPrivateKey }: Minter): Promise<ChosenKey> {
  if (key === 'unpublished') return { ...(await makeUnpublished(tenant)), alg: 'RS256' };
  if (typeof key === 'string') return ofTenant(findKey(key, tenant.signingKeys));
  if ('kid' in key) return ofTenant(tenant.signingKeys.get(key.kid));
  if ('secret' in key) return { jwk: { kty: 'oct', k: base64url.encode(key.secret) }, alg: 'HS256' };
  if ('api' in key) return { jwk: apiSecretOf(tenant, key.api), alg: 'HS256' };
  const jwk = 'pem' in key ? await readPrivateKey(key.pem) : key.jwk;
  if (!isJwk(jwk)) throw new Error('The JWK has no kty: it is none.');
  return { jwk, ...(typeof jwk.kid === 'string' ? { kid: jwk.kid } : {}) };
}

function ofTenant({ kid, privateJwk }: SigningKey): ChosenKey {
  return { jwk: { ...privateJwk }, alg: 'RS256', kid };
}

function findKey(wanted: Exclude<SigningKeyState, 'revoked'>, signingKeys: SigningKeys): SigningKey {
  const found = signingKeys.list().find(({ state }) => state === wanted);
  if (found === undefined) throw new Error(`The tenant has no ${wanted} signing key. Rotate the keys first.`);
  return found;
}

const kidLength = 21;

async function makeUnpublished({ keys, random }: Tenant): Promise<{ jwk: Jwk; kid: string }> {
  const { privateJwk } = await keys.generateSigningKey('unpublished');
  return { jwk: { ...privateJwk }, kid: random.base64url(kidLength) };
}
