import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTenant, send } from '../../builders/running-tenant.ts';
import { entityOf, listOf, startCheckedTenant } from './expect-shape.ts';

const start = Date.parse('2026-03-02T10:00:00.000Z');

let now = start;
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant({ clock: () => now });
});
afterAll(() => tenant.close());

const list = async () =>
  listOf(await tenant.api('GET', '/keys/signing')).map((key): Record<string, unknown> => Object(key));
const rotate = async () => {
  now += 1_000;
  return entityOf(await tenant.api('POST', '/keys/signing/rotate'));
};
const revoke = (kid: unknown) => tenant.api('PUT', `/keys/signing/${kid}/revoke`);
const published = async () =>
  Object((await send(`${tenant.origin}/.well-known/jwks.json`, {})).body).keys.map((key: unknown) => Object(key).kid);
const statesOf = (keys: Record<string, unknown>[]) =>
  keys.map((key) => ['current', 'next', 'previous', 'revoked'].filter((state) => key[state] === true));

describe('signing keys', () => {
  it('are one current and one next at the start', async () => {
    const [current, next, ...others] = await list();
    expect([current?.current, next?.next, others]).toEqual([true, true, []]);
    expect(current).toMatchObject({ current_since: '2026-03-02T10:00:00.000Z' });
    expect(current?.kid).toMatch(/^[\w-]{21}$/);
    expect(next).not.toHaveProperty('current_since');
    for (const key of [current, next]) expect(key).not.toHaveProperty('privateJwk');
  });

  it('carry a certificate whose digests are those that they tell', async () => {
    const [current] = await list();
    const certificate = new X509Certificate(String(current?.cert));
    const digest = createHash('sha1').update(certificate.raw).digest('hex').toUpperCase();
    expect([current?.thumbprint, current?.fingerprint]).toEqual([digest, certificate.fingerprint]);
    expect(certificate.subject).toBe('CN=localhost');
  });

  it('are found by their kid', async () => {
    const [current] = await list();
    expect((await tenant.api('GET', `/keys/signing/${current?.kid}`)).body).toEqual(current);
    const expected = { statusCode: 404, error: 'Not Found', message: 'Signing key not found' };
    expect((await tenant.api('GET', '/keys/signing/nothing')).body).toEqual(expected);
    expect((await revoke('nothing')).body).toEqual(expected);
  });

  it('turn at a rotation: next becomes current, current previous, and a new next is answered', async () => {
    const [current, next] = await list();
    const made = await rotate();
    const after = await list();
    expect(after.map(({ kid }) => kid)).toEqual([next?.kid, made.kid, current?.kid]);
    expect(statesOf(after)).toEqual([['current'], ['next'], ['previous']]);
    expect(after[0]).toMatchObject({ current_since: '2026-03-02T10:00:01.000Z' });
    expect(after[2]).toMatchObject({
      current_since: '2026-03-02T10:00:00.000Z',
      current_until: '2026-03-02T10:00:01.000Z',
    });
    expect(await published()).toEqual(after.map(({ kid }) => kid));
  });

  it('turn once for each of two rotations that come at once', async () => {
    const before = await list();
    await Promise.all([rotate(), rotate()]);
    const after = await list();
    expect(after).toHaveLength(before.length + 2);
    expect(statesOf(after).slice(0, 2)).toEqual([['current'], ['next']]);
  });

  it('are revoked only once they are previous', async () => {
    const [current, next] = await list();
    for (const [key, state] of [
      [current, 'current'],
      [next, 'next'],
    ] as const) {
      expect((await revoke(key?.kid)).body).toEqual({
        statusCode: 400,
        error: 'Bad Request',
        message: `Only a previous signing key can be revoked, this one is ${state}. Rotate first.`,
        errorCode: 'operation_not_supported',
      });
    }
  });

  it('leave the key set at their revocation, with the tokens that they signed', async () => {
    const token = await tenant.managementToken('read:signing_keys');
    const [signer] = await list();
    await rotate();
    expect((await tenant.api('GET', '/keys/signing', undefined, token)).status).toBe(200);
    now += 1_000;
    const { status, body } = await revoke(signer?.kid);
    expect([status, body]).toEqual([200, { kid: signer?.kid, cert: signer?.cert }]);
    expect(await published()).not.toContain(signer?.kid);
    const refused = await tenant.api('GET', '/keys/signing', undefined, token);
    expect(refused).toMatchObject({ status: 401, body: { message: 'Invalid token' } });
  });
});

describe('revoked signing keys', () => {
  let revoking: RunningTenant;
  beforeAll(async () => {
    revoking = await startCheckedTenant({ clock: () => now });
  });
  afterAll(() => revoking.close());

  it('stay listed, the last three of them, and cannot come back', async () => {
    const token = async () =>
      revoking.managementToken('read:signing_keys', 'create:signing_keys', 'update:signing_keys');
    const revoked: unknown[] = [];
    for (let round = 1; round <= 5; round += 1) {
      const before = listOf(await revoking.api('GET', '/keys/signing', undefined, await token()));
      now += 1_000;
      await revoking.api('POST', '/keys/signing/rotate', undefined, await token());
      const { kid } = Object(before[0]);
      await revoking.api('PUT', `/keys/signing/${kid}/revoke`, undefined, await token());
      revoked.unshift(kid);
    }
    const after = listOf(await revoking.api('GET', '/keys/signing', undefined, await token())).map(Object);
    expect(after.filter((key) => key.revoked === true).map(({ kid }) => kid)).toEqual(revoked.slice(0, 3));
    expect(after.map(({ revoked_at }) => revoked_at).filter(Boolean)).toHaveLength(3);
    const again = await revoking.api('PUT', `/keys/signing/${revoked[0]}/revoke`, undefined, await token());
    expect(again).toMatchObject({ status: 400, body: { errorCode: 'operation_not_supported' } });
    expect((await revoking.api('GET', `/keys/signing/${revoked[4]}`, undefined, await token())).status).toBe(404);
  });
});
