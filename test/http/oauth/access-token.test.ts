/** The access token itself: header and claims by token dialect, signature by algorithm, lifetime, encryption. */
import { generateKeyPairSync } from 'node:crypto';
import {
  calculateJwkThumbprint,
  compactDecrypt,
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  importJWK,
  jwtVerify,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenDialects } from '../../../src-main/contract/entities/resource-server.ts';
import type { Seed } from '../../../src-main/contract/seed.ts';
import { accessTokenOf, type OrdersTenant, startOrdersTenant, worker } from './orders-tenant.ts';

const now = Date.parse('2026-03-02T10:11:12.345Z');
const iat = Math.floor(now / 1_000);

const scopes = [{ value: 'read:things' }, { value: 'write:things' }];
const signingSecret = 'signing-secret-of-32-characters!';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encryptionPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

const dialects = tokenDialects.flatMap((dialect) => [true, false].map((rbac) => ({ dialect, rbac })));
const dialectAudience = (dialect: string, rbac: boolean) => `urn:${dialect}:${rbac}`;
const algorithms = ['RS256', 'RS512', 'PS256'] as const;
const encryptions = ['RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'] as const;
const lifetimes = [0, 1, 600, 86_400, 2_592_000];

type Api = NonNullable<Seed['resourceServers']>[number];

const apis: Api[] = [
  ...dialects.map(
    ({ dialect, rbac }): Api => ({
      identifier: dialectAudience(dialect, rbac),
      scopes,
      token_dialect: dialect,
      enforce_policies: rbac,
    }),
  ),
  ...algorithms.map((alg): Api => ({ identifier: `urn:alg:${alg}`, scopes, signing_alg: alg })),
  { identifier: 'urn:alg:HS256', scopes, signing_alg: 'HS256', signing_secret: signingSecret },
  { identifier: 'urn:rfc9068:HS256', scopes, signing_alg: 'HS256', token_dialect: 'rfc9068_profile' },
  ...encryptions.map(
    (alg): Api => ({
      identifier: `urn:enc:${alg}`,
      scopes,
      token_encryption: { format: 'compact-nested-jwe', encryption_key: { alg, pem: encryptionPem, kid: 'enc-1' } },
    }),
  ),
  ...lifetimes.map((token_lifetime): Api => ({ identifier: `urn:lifetime:${token_lifetime}`, token_lifetime })),
  { identifier: 'urn:no-scopes' },
];

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant(
    {
      resourceServers: apis,
      clientGrants: apis.map(({ identifier: audience, scopes: defined = [] }) => ({
        client_id: worker.client_id,
        audience,
        scope: defined.map(({ value }) => value),
      })),
    },
    { clock: () => now },
  );
});
afterAll(() => running.close());

const issue = async (audience: string, scope?: string) => accessTokenOf(await running.ask({ audience, scope }));
const published = () => createLocalJWKSet({ keys: running.tenant.signingKeys.published() });

describe('claims and header', () => {
  it.each(dialects)('of the dialect $dialect with RBAC $rbac are the service’s, and no others', async (row) => {
    const { dialect, rbac } = row;
    const audience = dialectAudience(dialect, rbac);
    const isRfc9068 = dialect.startsWith('rfc9068');
    const token = await issue(audience, 'read:things');
    const { payload, protectedHeader } = await jwtVerify(token, published(), { currentDate: new Date(now) });
    expect(protectedHeader).toEqual({
      alg: 'RS256',
      typ: isRfc9068 ? 'at+jwt' : 'JWT',
      kid: running.tenant.signingKeys.current().kid,
    });
    expect(payload).toEqual({
      iss: `${running.origin}/`,
      sub: `${worker.client_id}@clients`,
      aud: audience,
      iat,
      exp: iat + 86_400,
      scope: 'read:things',
      ...(isRfc9068
        ? { client_id: worker.client_id, jti: expect.stringMatching(/^[A-Za-z0-9]{22}$/) }
        : { gty: 'client-credentials', azp: worker.client_id }),
      ...(rbac && dialect.endsWith('_authz') ? { permissions: ['read:things'] } : {}),
    });
  });

  it('hold no scope where nothing is granted, and neither does the answer', async () => {
    const answer = await running.ask({ audience: 'urn:no-scopes' });
    expect(Object.keys(Object(answer.body))).toEqual(['access_token', 'expires_in', 'token_type']);
    expect(decodeJwt(accessTokenOf(answer))).not.toHaveProperty('scope');
  });

  it('are times in whole seconds, whatever the milliseconds of the clock', async () => {
    const { iat: issuedAt, exp } = decodeJwt(await issue('urn:alg:RS256'));
    expect([issuedAt, exp].every(Number.isInteger)).toBe(true);
  });
});

describe('signatures', () => {
  it.each(algorithms)('%s verifies with the published key', async (alg) => {
    const token = await issue(`urn:alg:${alg}`);
    expect(decodeProtectedHeader(token)).toEqual({ alg, typ: 'JWT', kid: running.tenant.signingKeys.current().kid });
    // The set says RS256 of its keys; a verifier of another algorithm is told the key, as the service's users do it.
    const [key] = running.tenant.signingKeys.published();
    const { payload } = await jwtVerify(token, await importJWK({ ...key, alg }, alg), {
      algorithms: [alg],
      currentDate: new Date(now),
    });
    expect(payload.scope).toBe('read:things write:things');
  });

  it('HS256 verifies with the signing secret of the API, and names no key', async () => {
    const token = await issue('urn:alg:HS256');
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' });
    const secret = new TextEncoder().encode(signingSecret);
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], currentDate: new Date(now) });
    expect(payload.aud).toBe('urn:alg:HS256');
  });

  it('HS256 in the RFC 9068 profile verifies with the secret that the tenant made', async () => {
    const token = await issue('urn:rfc9068:HS256');
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'at+jwt' });
    const { signing_secret = '' } = running.tenant.resourceServers.get('urn:rfc9068:HS256');
    await jwtVerify(token, new TextEncoder().encode(signing_secret), { currentDate: new Date(now) });
  });

  it('HS256 does not verify with the secret of another API', async () => {
    const token = await issue('urn:rfc9068:HS256');
    const secret = new TextEncoder().encode(signingSecret);
    await expect(jwtVerify(token, secret, { currentDate: new Date(now) })).rejects.toThrow(/signature/);
  });
});

describe('lifetime', () => {
  it.each(lifetimes)('%i seconds: exp − iat, and expires_in as a number', async (lifetime) => {
    const answer = await running.ask({ audience: `urn:lifetime:${lifetime}` });
    expect(answer.body).toMatchObject({ expires_in: lifetime });
    const claims = decodeJwt(accessTokenOf(answer));
    expect(Number(claims.exp) - Number(claims.iat)).toBe(lifetime);
  });
});

describe('token_encryption', () => {
  it.each(encryptions)('%s wraps the signed token in a JWE for the API’s key', async (alg) => {
    const token = await issue(`urn:enc:${alg}`);
    expect(token.split('.')).toHaveLength(5);
    const { plaintext, protectedHeader } = await compactDecrypt(token, privateKey);
    expect(protectedHeader).toEqual({ alg, enc: 'A256GCM', typ: 'JWT', cty: 'JWT', kid: 'enc-1' });
    const inner = new TextDecoder().decode(plaintext);
    const { payload } = await jwtVerify(inner, published(), {
      issuer: `${running.origin}/`,
      audience: `urn:enc:${alg}`,
      currentDate: new Date(now),
    });
    expect(payload.azp).toBe(worker.client_id);
  });

  it('shows the thumbprint of the key in place of the key', async () => {
    const { body } = await running.api('GET', `/resource-servers/${encodeURIComponent('urn:enc:RSA-OAEP-256')}`);
    const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
    expect(Object(body).token_encryption).toEqual({
      format: 'compact-nested-jwe',
      encryption_key: {
        alg: 'RSA-OAEP-256',
        kid: 'enc-1',
        thumbprint_sha256: await calculateJwkThumbprint({ kty: 'RSA', e, n }),
      },
    });
  });

  it('ends when it is cleared', async () => {
    const path = `/resource-servers/${encodeURIComponent('urn:enc:RSA-OAEP-512')}`;
    await running.api('PATCH', path, { token_encryption: null });
    expect((await issue('urn:enc:RSA-OAEP-512')).split('.')).toHaveLength(3);
  });
});
