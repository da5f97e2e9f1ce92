import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { clientCalls } from './client-calls.ts';
import { startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, patch, get } = clientCalls(() => tenant);

describe('changing a client', () => {
  it('keeps what is not named and replaces what is', async () => {
    const before = await create({ callbacks: ['https://a.example'], web_origins: ['https://a.example'] });
    const after = await patch(before.client_id, { callbacks: [] });
    expect(after).toEqual({ ...before, callbacks: [] });
    expect(await get(before.client_id)).toEqual(after);
  });

  it('takes cross_origin_auth for the newer name, which counts where both are given', async () => {
    const { client_id, ...created } = await create({ cross_origin_auth: true });
    expect(created).toMatchObject({ cross_origin_auth: true, cross_origin_authentication: true });
    const both = { cross_origin_auth: true, cross_origin_authentication: false };
    expect(await patch(client_id, both)).toMatchObject({
      cross_origin_auth: false,
      cross_origin_authentication: false,
    });
  });

  it('keeps how secrets are encoded where an update of the token configuration does not say', async () => {
    const { client_id } = await create({ jwt_configuration: { secret_encoded: true, alg: 'HS256' } });
    const after = await patch(client_id, { jwt_configuration: { lifetime_in_seconds: 60, alg: 'RS256' } });
    expect(JSON.stringify(after.jwt_configuration)).toBe(
      '{"alg":"RS256","lifetime_in_seconds":60,"secret_encoded":true}',
    );
  });

  it('merges metadata by key, takes null as removal, and keeps an empty object', async () => {
    const { client_id } = await create({ client_metadata: { one: '1', two: '2' } });
    expect((await patch(client_id, { client_metadata: { two: 'II', three: '3' } })).client_metadata).toEqual({
      one: '1',
      two: 'II',
      three: '3',
    });
    const empty = await patch(client_id, { client_metadata: { one: null, two: null, three: null } });
    expect(empty.client_metadata).toEqual({});
    expect(await get(client_id)).toMatchObject({ client_metadata: {} });
  });

  it('keeps metadata to ten keys, those kept included', async () => {
    const nine = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`key${index}`, 'value']));
    const { client_id } = await create({ client_metadata: nine });
    await patch(client_id, { client_metadata: { ten: 'value' } });
    expect(
      (await tenant.api('PATCH', `/clients/${client_id}`, { client_metadata: { eleven: 'value' } })).body,
    ).toMatchObject({
      statusCode: 400,
      message: 'client_metadata can have 10 keys at most, not 11.',
    });
    await patch(client_id, { client_metadata: { key0: null, eleven: 'value' } });
  });

  it('clears what null may clear', async () => {
    const clearable = {
      compliance_level: 'none',
      default_organization: { organization_id: 'org_1', flows: ['client_credentials'] },
      organization_usage: 'allow',
      organization_require_behavior: 'no_prompt',
      organization_discovery_methods: ['email'],
      par_request_expiry: 60,
      token_quota: { client_credentials: { enforce: true } },
      token_exchange: { allow_any_profile_of_type: ['custom_authentication'] },
      session_transfer: { can_create_session_transfer_token: true },
      encryption_key: { pub: 'pub' },
      token_endpoint_auth_method: 'client_secret_post',
    };
    const { client_id } = await create(clearable);
    const after = await patch(client_id, Object.fromEntries(Object.keys(clearable).map((name) => [name, null])));
    expect(Object.keys(clearable).filter((name) => name in after)).toEqual([]);
  });

  it('needs both members of default_organization', async () => {
    const { client_id } = await create();
    const body = { default_organization: { organization_id: 'org_1' } };
    expect((await tenant.api('PATCH', `/clients/${client_id}`, body)).body).toMatchObject({
      statusCode: 400,
      message: "Payload validation error: 'Missing required property: flows' on property default_organization.",
    });
  });

  it('may set the secret, which then works', async () => {
    const { client_id } = await create({ name: 'Given secret' });
    expect(await patch(client_id, { client_secret: 'given' })).toMatchObject({ client_secret: 'given' });
    const audience = 'urn:example:secret';
    await tenant.api('POST', '/resource-servers', { identifier: audience });
    await tenant.api('POST', '/client-grants', { client_id, audience });
    expect(await tenant.token('Given secret', audience)).toMatch(/^ey/);
  });

  it('refuses to make a client with client_credentials public', async () => {
    const { client_id } = await create();
    expect(
      (await tenant.api('PATCH', `/clients/${client_id}`, { token_endpoint_auth_method: 'none' })).body,
    ).toMatchObject({
      statusCode: 400,
      message: 'Invalid grant types: client_credentials',
    });
  });

  it('refuses an empty body and the linked API', async () => {
    const { client_id } = await create();
    expect((await tenant.api('PATCH', `/clients/${client_id}`, {})).status).toBe(400);
    const body = { resource_server_identifier: 'urn:other' };
    expect((await tenant.api('PATCH', `/clients/${client_id}`, body)).status).toBe(400);
  });

  it('makes a new secret and refuses the old one', async () => {
    const { client_id, client_secret } = await create();
    const { status, body } = await tenant.api('POST', `/clients/${client_id}/rotate-secret`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      client_id,
      name: 'Orders worker',
      client_secret: expect.stringMatching(/^[\w-]{64}$/),
    });
    expect(Object(body).client_secret).not.toBe(client_secret);
    expect(await get(client_id)).toEqual(body);
    const grant = { grant_type: 'client_credentials', client_id: String(client_id), audience: 'urn:nothing' };
    expect(await tenant.requestToken({ ...grant, client_secret: String(client_secret) })).toMatchObject({
      status: 401,
      body: { error: 'access_denied', error_description: 'Unauthorized' },
    });
    expect(await tenant.requestToken({ ...grant, client_secret: Object(body).client_secret })).toMatchObject({
      status: 403,
    });
  });
});
