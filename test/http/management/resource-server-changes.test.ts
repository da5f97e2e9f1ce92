import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPublicKey } from '../../builders/key-material.ts';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, startCheckedTenant } from './expect-shape.ts';
import { resourceServerCalls } from './resource-server-calls.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, patch, get } = resourceServerCalls(() => tenant);

describe('changing a resource server', () => {
  it('keeps what is not named and replaces what is', async () => {
    const { id, ...before } = await create({ name: 'Orders', scopes: [{ value: 'a' }, { value: 'b' }] });
    expect(await patch(id, { scopes: [{ value: 'c', description: 'C' }] })).toEqual({
      id,
      ...before,
      scopes: [{ value: 'c', description: 'C' }],
    });
    expect(await patch(id, { scopes: [] })).toMatchObject({ name: 'Orders', scopes: [] });
    expect(await patch(id, {})).toMatchObject({ name: 'Orders', scopes: [] });
  });

  it('clears what null may clear', async () => {
    const cleared = {
      consent_policy: 'transactional-authorization-with-mfa',
      authorization_details: [{ type: 'payment' }],
      proof_of_possession: { mechanism: 'mtls', required: false },
      authorization_policy: { policy_id: 'policy' },
    };
    const { id } = await create(cleared);
    const nulls = Object.fromEntries(Object.keys(cleared).map((name) => [name, null]));
    const after = await patch(id, nulls);
    for (const name of Object.keys(cleared)) expect(after).not.toHaveProperty(name);
  });

  it('replaces an object as a whole', async () => {
    const { id } = await create({
      proof_of_possession: { mechanism: 'dpop', required: true, required_for: 'all_clients' },
    });
    expect(
      (await patch(id, { proof_of_possession: { mechanism: 'mtls', required: false } })).proof_of_possession,
    ).toEqual({
      mechanism: 'mtls',
      required: false,
    });
  });

  it('goes from HS256 to RS256 and back with another secret', async () => {
    const { id, signing_secret } = await create({ signing_alg: 'HS256' });
    expect(await patch(id, { signing_alg: 'RS256' })).not.toHaveProperty('signing_secret');
    const back = await patch(id, { signing_alg: 'HS256' });
    expect(back.signing_secret).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(back.signing_secret).not.toBe(signing_secret);
    expect(await patch(id, { name: 'Named' })).toMatchObject({ signing_secret: back.signing_secret });
  });

  it.each(['access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'])(
    'takes the dialect %s',
    async (token_dialect) => {
      const { id } = await create();
      expect(await patch(id, { token_dialect, enforce_policies: true })).toMatchObject({ token_dialect });
    },
  );

  it('refuses another identifier', async () => {
    const { id } = await create();
    expect((await tenant.api('PATCH', `/resource-servers/${id}`, { identifier: 'urn:other' })).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: "Payload validation error: 'Additional properties not allowed: identifier'.",
      errorCode: 'invalid_body',
    });
  });

  it('loses no change of two that come at once', async () => {
    const { id } = await create();
    const pem = aPublicKey();
    const token_encryption = { format: 'compact-nested-jwe', encryption_key: { alg: 'RSA-OAEP-256', pem } };
    await Promise.all([
      patch(id, { token_encryption }),
      patch(id, { name: 'Named' }),
      patch(id, { token_lifetime: 60_000 }),
    ]);
    expect(await get(id)).toMatchObject({ name: 'Named', token_lifetime: 60_000, token_encryption: {} });
  });

  it('takes a removed scope out of the grants that hold it', async () => {
    const { id, identifier } = await create({ scopes: [{ value: 'a' }, { value: 'b' }] });
    const { client_id } = entityOf(await tenant.api('POST', '/clients', { name: 'Holder' }));
    const grant = entityOf(
      await tenant.api('POST', '/client-grants', { client_id, audience: identifier, scope: ['a', 'b'] }),
    );
    await patch(id, { scopes: [{ value: 'b' }] });
    expect((await tenant.api('GET', `/client-grants/${grant.id}`)).body).toMatchObject({ scope: ['b'] });
  });
});
