import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, listOf, startCheckedTenant } from './expect-shape.ts';
import { resourceServerCalls } from './resource-server-calls.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, patch, get } = resourceServerCalls(() => tenant);

describe('deleting a resource server', () => {
  it('answers 204 whether it was there or not, by id and by identifier', async () => {
    const { id } = await create();
    const { identifier } = await create();
    for (const name of [id, encodeURIComponent(String(identifier)), id, 'nothing']) {
      const { status, headers, body } = await tenant.api('DELETE', `/resource-servers/${name}`);
      expect([status, headers.get('content-type'), body]).toEqual([204, 'application/json; charset=utf-8', undefined]);
      expect((await tenant.api('GET', `/resource-servers/${name}`)).status).toBe(404);
    }
  });

  it('removes the grants for it and no others', async () => {
    const { id, identifier } = await create();
    const { identifier: other } = await create();
    const { client_id } = entityOf(await tenant.api('POST', '/clients', { name: 'Holder' }));
    const gone = entityOf(await tenant.api('POST', '/client-grants', { client_id, audience: identifier }));
    const stays = entityOf(await tenant.api('POST', '/client-grants', { client_id, audience: other }));
    await tenant.api('DELETE', `/resource-servers/${id}`);
    expect((await tenant.api('GET', `/client-grants/${gone.id}`)).status).toBe(404);
    expect(listOf(await tenant.api('GET', `/client-grants?client_id=${client_id}`))).toEqual([stays]);
  });

  it('frees the identifier', async () => {
    const { id, identifier } = await create();
    await tenant.api('DELETE', `/resource-servers/${id}`);
    expect(await create({ identifier })).toMatchObject({ identifier });
  });
});

describe('the APIs of the service itself', () => {
  const managementApi = () => get(encodeURIComponent(`${tenant.origin}/api/v2/`));

  it('shows the Management API as a system API', async () => {
    const { scopes, ...shown } = await managementApi();
    expect(shown).toEqual({
      id: expect.any(String),
      name: 'Auth0 Management API',
      identifier: `${tenant.origin}/api/v2/`,
      is_system: true,
      allow_offline_access: false,
      skip_consent_for_verifiable_first_party_clients: false,
      subject_type_authorization: { client: { policy: 'require_client_grant' }, user: { policy: 'allow_all' } },
      token_lifetime: 86_400,
      token_lifetime_for_web: 7_200,
      signing_alg: 'RS256',
    });
    expect(scopes).toContainEqual({ value: 'read:client_grants', description: 'Read Client Grants' });
  });

  it('lets two of its properties be changed and refuses the others', async () => {
    const { id } = await managementApi();
    const changed = { token_lifetime: 43_200, skip_consent_for_verifiable_first_party_clients: true };
    expect(await patch(id, changed)).toMatchObject(changed);
    for (const update of [{ name: 'Mine' }, { scopes: [] }, { token_lifetime: 60, signing_alg: 'HS256' }]) {
      expect((await tenant.api('PATCH', `/resource-servers/${id}`, update)).body).toEqual({
        statusCode: 400,
        error: 'Bad Request',
        message: 'System resource servers cannot be patched.',
        errorCode: 'operation_not_supported',
      });
    }
  });

  it('refuses to delete it', async () => {
    const { id } = await managementApi();
    expect((await tenant.api('DELETE', `/resource-servers/${id}`)).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'System resource servers cannot be deleted.',
      errorCode: 'operation_not_supported',
    });
  });

  it.each([
    ['urn:auth0:express-configure', 'Auth0 Express Configuration API', 300, 7_200],
    ['/me/', 'Auth0 My Account API', 600, 600],
  ])('makes the API of the reserved identifier %s, whatever was sent', async (reserved, name, lifetime, forWeb) => {
    const identifier = reserved.startsWith('/') ? tenant.origin + reserved : reserved;
    const created = await create({
      identifier,
      name: 'Mine',
      token_lifetime: 5,
      token_lifetime_for_web: 5,
      scopes: [],
    });
    expect(created).toMatchObject({ name, identifier, is_system: true, token_lifetime: lifetime });
    expect(created).toMatchObject({ token_lifetime_for_web: forWeb });
    expect((await tenant.api('PATCH', `/resource-servers/${created.id}`, { name: 'Mine' })).status).toBe(400);
    const sentByTools = { name, token_lifetime: 60, proof_of_possession: { mechanism: 'dpop', required: false } };
    expect(await patch(created.id, sentByTools)).toMatchObject(sentByTools);
    expect((await tenant.api('DELETE', `/resource-servers/${created.id}`)).status).toBe(204);
    expect((await tenant.api('GET', `/resource-servers/${created.id}`)).status).toBe(404);
  });

  it('gives My Account what the real service starts it with', async () => {
    const created = await create({ identifier: `${tenant.origin}/me/`, name: 'Mine' });
    expect(created).toMatchObject({
      allow_offline_access: true,
      skip_consent_for_verifiable_first_party_clients: true,
      proof_of_possession: { mechanism: 'dpop', required: false },
      subject_type_authorization: { user: { policy: 'require_client_grant' }, client: { policy: 'deny_all' } },
      scopes: [
        { value: 'create:me:connected_accounts', description: 'Create Connected Accounts' },
        { value: 'read:me:connected_accounts', description: 'Read Connected Accounts' },
        { value: 'delete:me:connected_accounts', description: 'Delete Connected Accounts' },
      ],
    });
    expect((await tenant.api('DELETE', `/resource-servers/${created.id}`)).status).toBe(204);
  });

  it('refuses every other identifier of its own', async () => {
    const { origin } = tenant;
    for (const identifier of ['urn:auth0:anything', `${origin}/`, origin, `${origin}/my-api`, '/my-api']) {
      expect((await tenant.api('POST', '/resource-servers', { identifier })).body).toMatchObject({
        statusCode: 400,
        message: 'The selected identifier is reserved.',
      });
    }
    expect(await tenant.api('POST', '/resource-servers', { identifier: `${origin}/api/v2/` })).toMatchObject({
      status: 409,
    });
  });
});
