/** The JSON Web Key Set: RFC 7517 §5, with the service's members, caching and rotation. */
import { createHash, X509Certificate } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import { type RunningTenant, send, startTestTenant } from '../../builders/running-tenant.ts';

let running: RunningTenant;
beforeAll(async () => {
  running = await startTestTenant({
    sample: true,
    seed: {
      resourceServers: [
        { identifier: 'urn:symmetric', signing_alg: 'HS256', signing_secret: 'a-secret-that-stays-inside' },
        { identifier: 'urn:any', scopes: [{ value: 'read' }] },
      ],
      clients: [{ name: 'Reader', grant_types: ['client_credentials'] }],
      clientGrants: [{ client_id: 'Reader', audience: 'urn:any', scope: ['read'] }],
    },
  });
});
afterAll(() => running.close());

const fetchSet = (origin = running.origin) => send(`${origin}/.well-known/jwks.json`, {});
const keysOf = (body: unknown): JWK[] => Object(body).keys;
const kidsOf = (body: unknown) => keysOf(body).map(({ kid }) => kid);
const isValid = async (token: string, body: unknown) =>
  jwtVerify(token, createLocalJWKSet({ keys: keysOf(body) })).then(
    () => true,
    () => false,
  );

describe('the key set', () => {
  it('jw-content-type, jw-cache: is JSON, and fresh for fifteen seconds', async () => {
    const { status, headers } = await fetchSet();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('public, max-age=15, stale-while-revalidate=15, stale-if-error=86400');
    expect(headers.has('pragma')).toBe(false);
  });

  it('jw-public, jw-no-hs: holds public members of RSA keys only, in the service’s order', async () => {
    const { body } = await fetchSet();
    expect(Object.keys(Object(body))).toEqual(['keys']);
    for (const key of keysOf(body)) {
      expect(Object.keys(key)).toEqual(['kty', 'use', 'n', 'e', 'kid', 'x5t', 'x5c', 'alg']);
    }
    expect(JSON.stringify(body)).not.toContain('a-secret-that-stays-inside');
  });

  it('jw-kid: holds the current key and the next, each with a kid of its own', async () => {
    const { body } = await fetchSet();
    const { kid } = running.tenant.signingKeys.current();
    expect(kidsOf(body)).toHaveLength(2);
    expect(new Set(kidsOf(body)).size).toBe(2);
    expect(kidsOf(body)[0]).toBe(kid);
    for (const one of kidsOf(body)) expect(one).toMatch(/^[\w-]{21}$/);
  });

  it('jw-use-alg: says what each key is for, in base64url without padding or a leading zero byte', async () => {
    for (const { use, alg, kty, e, n = '' } of keysOf((await fetchSet()).body)) {
      expect({ use, alg, kty, e }).toEqual({ use: 'sig', alg: 'RS256', kty: 'RSA', e: 'AQAB' });
      expect(n).toMatch(/^[\w-]{342}$/);
      const bytes = Buffer.from(n, 'base64url');
      expect(bytes).toHaveLength(256);
      expect(bytes[0]).toBeGreaterThanOrEqual(128);
    }
  });

  it('jw-use-alg: leaves alg out where the tenant’s flag says so', async () => {
    running.tenant.settings.update({ flags: { remove_alg_from_jwks: true } });
    const without = await fetchSet();
    running.tenant.settings.update({ flags: { remove_alg_from_jwks: false } });
    for (const key of keysOf(without.body)) expect(key).not.toHaveProperty('alg');
    for (const key of keysOf((await fetchSet()).body)) expect(key).toHaveProperty('alg');
  });

  it('jw-x5c: holds one certificate of each key, and x5t its SHA-1', async () => {
    for (const { n, e, x5c = [], x5t } of keysOf((await fetchSet()).body)) {
      expect(x5c).toHaveLength(1);
      expect(x5c[0]).toMatch(/^[A-Za-z0-9+/]+=*$/);
      const der = Buffer.from(x5c[0] ?? '', 'base64');
      const jwk = new X509Certificate(der).publicKey.export({ format: 'jwk' });
      expect({ n: jwk.n, e: jwk.e }).toEqual({ n, e });
      expect(x5t).toBe(createHash('sha1').update(der).digest('base64url'));
    }
  });

  it('jw-kid: is the same after a restart', async () => {
    const store = createMemoryStore();
    const sets: unknown[] = [];
    for (let start = 0; start < 2; start += 1) {
      const restarted = await startTestTenant({ store });
      sets.push((await fetchSet(restarted.origin)).body);
      await restarted.close();
    }
    expect(sets[1]).toEqual(sets[0]);
  });
});

describe('jw-rotate', () => {
  it('next becomes current, the current one stays as previous, and the ETag is another', async () => {
    const before = await fetchSet();
    const [current, next] = kidsOf(before.body);
    const old = await running.token('Reader', 'urn:any');
    const rotated = await running.api('POST', '/keys/signing/rotate');
    expect(rotated.status).toBe(201);
    const after = await fetchSet();
    expect(kidsOf(after.body)).toEqual([next, Object(rotated.body).kid, current]);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(decodeProtectedHeader(await running.token('Reader', 'urn:any')).kid).toBe(next);
    expect(await isValid(old, after.body)).toBe(true);
  });

  it('a revoked key is gone from the next answer on, and what it signed is worth nothing', async () => {
    const before = await fetchSet();
    const [current] = kidsOf(before.body);
    const old = await running.token('Reader', 'urn:any');
    const oldManagementToken = await running.managementToken('read:clients');
    await running.api('POST', '/keys/signing/rotate');
    // With a token of the new key: the old one's ends here.
    const fresh = await running.managementToken('update:signing_keys');
    const revoked = await running.api('PUT', `/keys/signing/${current}/revoke`, undefined, fresh);
    expect([revoked.status, Object(revoked.body).kid]).toEqual([200, current]);
    const after = await fetchSet();
    expect(kidsOf(after.body)).not.toContain(current);
    expect(await isValid(old, before.body)).toBe(true);
    expect(await isValid(old, after.body)).toBe(false);
    expect((await running.api('GET', '/clients', undefined, oldManagementToken)).status).toBe(401);
  });

  it('jw-while-rotating: who asks meanwhile gets the old set or the new one, never half', async () => {
    const token = await running.managementToken('create:signing_keys', 'update:signing_keys');
    const before = (await fetchSet()).body;
    let isRotating = true;
    const rotation = running.api('POST', '/keys/signing/rotate', undefined, token).then(() => {
      isRotating = false;
    });
    const seen: unknown[] = [];
    while (isRotating) seen.push((await fetchSet()).body);
    await rotation;
    const after = (await fetchSet()).body;
    expect(after).not.toEqual(before);
    const possible = [JSON.stringify(before), JSON.stringify(after)];
    for (const body of seen) expect(possible).toContain(JSON.stringify(body));
  });

  it('jw-while-rotating: two rotations at once are two rotations', async () => {
    const token = await running.managementToken('create:signing_keys', 'update:signing_keys');
    const [, next] = kidsOf((await fetchSet()).body);
    const answers = await Promise.all([1, 2].map(() => running.api('POST', '/keys/signing/rotate', undefined, token)));
    const made = answers.map(({ body }) => Object(body).kid);
    expect(new Set(made).size).toBe(2);
    const kids = kidsOf((await fetchSet()).body);
    expect(kids.slice(0, 2).sort()).toEqual([...made].sort());
    expect(kids[2]).toBe(next);
    expect(running.tenant.signingKeys.list().filter(({ state }) => state === 'current')).toHaveLength(1);
  });
});
