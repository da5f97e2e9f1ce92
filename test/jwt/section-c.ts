/** What the rows of the reference's section C are shown with: tokens that are wrong in one way, a tenant that knows some of it. */
import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import { expect, it } from 'vitest';
import type { TokenReport } from '../../src-main/contract/entities/token-report.ts';
import { type KnownApi, type KnownParties, nobody } from '../../src-main/jwt/ports.ts';
import { createSelfSignedCertificate } from '../../src-main/platform/signing-certificate.ts';
import { aPair, aToken, encodePart, type Given, inspect, now, secret, signTexts, someClaims } from './inspect.ts';

export const api: KnownApi = {
  id: '1',
  name: 'Orders',
  identifier: 'https://orders.example/',
  signingAlg: 'HS256',
  isRfc9068: false,
  hasPermissions: false,
  isSystem: false,
  scopes: [{ value: 'read:orders' }, { value: 'write:orders' }],
};

export const tenant = 'https://issuer.example/';

export function aTenant(more: Partial<KnownApi> = {}, others: Partial<KnownParties> = {}): KnownParties {
  return {
    ...nobody,
    issuers: [tenant],
    isOwnIssuer: (issuer) => issuer === tenant,
    findApi: (audience) => (audience === api.identifier ? { ...api, ...more } : undefined),
    apiIdentifiers: () => [api.identifier],
    findClient: (id) => (id === 'shipping' ? { client_id: id, name: 'Shipping' } : undefined),
    grantedScopes: () => ['read:orders'],
    ...others,
  };
}

export async function claims(more: object, given: Given = {}): Promise<TokenReport> {
  return inspect(await aToken(someClaims(more)), { secret, ...given });
}

export async function header(more: object, given: Given = {}): Promise<TokenReport> {
  return inspect(await aToken(someClaims(), more), { secret, ...given });
}

export async function raw(payload: string | Uint8Array): Promise<TokenReport> {
  return inspect(await signTexts({ alg: 'HS256' }, payload), { secret });
}

export function hmac(input: string, key: string | Buffer, hash = 'sha256'): string {
  return `${input}.${createHmac(hash, key).update(input).digest('base64url')}`;
}

export async function withSecret(text: string): Promise<TokenReport> {
  return inspect(hmac(`${encodePart({ alg: 'HS256' })}.${encodePart(someClaims())}`, text), { secret: text });
}

export const rsa = await aPair('RS256');
export const ec = await aPair('ES256');
export const publicPem = createPublicKey({ key: { ...rsa.publicJwk }, format: 'jwk' })
  .export({ type: 'spki', format: 'pem' })
  .toString();
export const pkcs1Pem = createPublicKey({ key: { ...rsa.publicJwk }, format: 'jwk' })
  .export({ type: 'pkcs1', format: 'pem' })
  .toString();
export const confused = `${encodePart({ alg: 'HS256', kid: 'one' })}.${encodePart(someClaims())}`;

export async function withRsa(modulusLength: number, publicExponent = 65_537): Promise<TokenReport> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  const input = `${encodePart({ alg: 'RS256' })}.${encodePart(someClaims())}`;
  return inspect(`${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`, {
    key: publicKey.export({ format: 'jwk' }),
  });
}

export async function encrypted(plaintext: string, more: object = {}): Promise<TokenReport> {
  const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true });
  const token = await new CompactEncrypt(Buffer.from(plaintext))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', ...more })
    .encrypt(publicKey);
  return inspect(token, { key: await exportJWK(privateKey) });
}

export const jweHeader = (more: object) => inspect(`${encodePart({ enc: 'A128GCM', ...more })}.YQ.YQ.YQ.YQ`);

export async function withCertificate(more: object = {}, own = rsa): Promise<TokenReport> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = await createSelfSignedCertificate(privateKey, 'other.example');
  return inspect(await own.sign(someClaims(), { x5c: [certificate.toString('base64')] }), {
    key: own.publicJwk,
    ...more,
  });
}

export type Row = [id: string, what: string, level: 'danger' | 'warn' | 'note', report: () => Promise<TokenReport>];

export function inspectIdToken(more: object = {}): Promise<TokenReport> {
  return signTexts(
    { alg: 'HS256', typ: 'JWT' },
    { iss: tenant, sub: 'auth0|1', aud: 'abc', iat: now, exp: now + 60, nonce: 'n', ...more },
  ).then((token) => inspect(token, { secret }));
}

export function withSpareBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return `${token.slice(0, -1)}${alphabet[alphabet.indexOf(token.at(-1) ?? 'A') + 1]}`;
}

/** Each row warns, at its level, in a sentence. */
export function watchRows(rows: readonly Row[]): void {
  it.each(rows)('%s: %s (%s)', async (id, _what, level, makeReport) => {
    const { warnings } = await makeReport();
    const found = warnings.filter(({ code }) => code === id);
    expect(found.map((one) => one.level)).toContain(level);
    for (const { text } of found) expect(text).toMatch(/^[A-Z/a-z].*\.$/s);
  });
}
