/** The keys of a run: those of the tenant, which an API trusts, and some that nobody ever published. */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { ResourceServer } from '../../contract/entities/resource-server.ts';
import type { PublishedKey, SigningKey } from '../../contract/entities/signing-key.ts';
import type { Jwk } from '../../jwt/ports.ts';
import { createSelfSignedCertificate } from '../../platform/signing-certificate.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import type { Signer } from './sign-bytes.ts';

const generate = promisify(generateKeyPair);

/** A key that signs, with what a key set would say of it. */
export interface CheckKey extends Signer {
  kid: string;
  key: KeyObject;
  publicJwk: Jwk;
  /** DER of a self-signed certificate, base64, as `x5c` has it. */
  x5c: string;
}

export interface CheckKeys {
  /** What good tokens are signed with: the current key, or the secret of the API. */
  own: Signer;
  /** Undefined for HS256. */
  current: CheckKey | undefined;
  next: CheckKey | undefined;
  /** A key, or a secret, that the tenant never had. */
  foreign: Signer;
  /** The same as an RSA key, for headers that carry a key. */
  foreignRsa: CheckKey;
  foreignEc: Signer & { key: KeyObject };
  /** As the JWKS serves them. */
  published: readonly PublishedKey[];
}

export async function makeCheckKeys(tenant: Tenant, api: ResourceServer): Promise<CheckKeys> {
  const { signing_alg: alg, signing_secret: secret = '' } = api;
  const published = tenant.signingKeys.published();
  const [foreignRsa, foreignEc] = await Promise.all([makeForeignKey(alg), makeForeignEcKey()]);
  if (alg === 'HS256') {
    return {
      own: { alg, key: Buffer.from(secret) },
      current: undefined,
      next: undefined,
      foreign: { alg, key: Buffer.from(tenant.random.base64url(64)) },
      foreignRsa,
      foreignEc,
      published,
    };
  }
  const keys = tenant.signingKeys.list();
  const current = toCheckKey(tenant.signingKeys.current(), alg, published);
  const next = keys.find(({ state }) => state === 'next');
  return {
    own: current,
    current,
    next: next === undefined ? undefined : toCheckKey(next, alg, published),
    foreign: foreignRsa,
    foreignRsa,
    foreignEc,
    published,
  };
}

function toCheckKey({ kid, privateJwk, cert }: SigningKey, alg: string, published: readonly PublishedKey[]): CheckKey {
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' });
  const { kty, n, e } = privateJwk;
  const served = published.find((one) => one.kid === kid);
  return {
    alg,
    key,
    kid,
    publicJwk: { ...(served ?? { kty, n, e, kid }) },
    x5c: cert.replace(/-----[^-]+-----|\s/g, ''),
  };
}

/** A kid of the same look as the tenant's. */
const foreignKid = 'Nobody-published-this';

async function makeForeignKey(alg: string): Promise<CheckKey> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  const certificate = await createSelfSignedCertificate(privateKey, 'localhost');
  const { kty = 'RSA', n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    alg: alg === 'HS256' ? 'RS256' : alg,
    key: privateKey,
    kid: foreignKid,
    publicJwk: { kty, n, e, use: 'sig', alg: 'RS256' },
    x5c: certificate.toString('base64'),
  };
}

async function makeForeignEcKey(): Promise<Signer & { key: KeyObject }> {
  const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
  return { alg: 'ES256', key: privateKey };
}

/** What a JWKS says of the public half of a key. */
export function publicJwkOf(key: KeyObject, members: Readonly<Record<string, unknown>> = {}): Jwk {
  const { kty = '', ...rest } = createPublicKey(key).export({ format: 'jwk' });
  return { kty, ...rest, ...members };
}
