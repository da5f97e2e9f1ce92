/** Rules of the Management API that people ran into, in the service's words. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClientKey } from '../../builders/client-assertion.ts';
import { type RunningTenant, startTestTenant } from '../../builders/running-tenant.ts';

let running: RunningTenant;
let bearer: string;
beforeAll(async () => {
  running = await startTestTenant();
  bearer = await running.managementToken();
});
afterAll(() => running.close());

async function call(
  method: string,
  path: string,
  body: object,
): Promise<{ status: number; message: unknown; id: string }> {
  const response = await fetch(`${running.origin}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { message, id, client_id } = Object(await response.json());
  return { status: response.status, message, id: id ?? client_id };
}

it('a grant of all permissions is not for a system API, neither new nor changed', async () => {
  const { id: client_id } = await call('POST', '/clients', { name: 'Reader' });
  const audience = `${running.origin}/api/v2/`;
  const message = '`allow_all_scopes` cannot be provided when `audience` is a system API';
  expect(await call('POST', '/client-grants', { client_id, audience, allow_all_scopes: true })).toMatchObject({
    status: 400,
    message,
  });
  const { id } = await call('POST', '/client-grants', { client_id, audience, scope: ['read:clients'] });
  expect(await call('PATCH', `/client-grants/${id}`, { allow_all_scopes: true, scope: null })).toMatchObject({
    status: 400,
    message,
  });
});

it('an address is believed of those only who say who they are', async () => {
  const trusted = { name: 'Proxy', is_token_endpoint_ip_header_trusted: true };
  const message = expect.stringContaining(
    'The flag is_token_endpoint_ip_header_trusted can only be set true on clients that require authentication',
  );
  expect(await call('POST', '/clients', trusted)).toMatchObject({ status: 400, message });
  expect(await call('POST', '/clients', { ...trusted, token_endpoint_auth_method: 'none' })).toMatchObject({
    status: 400,
    message,
  });
  const made = await call('POST', '/clients', { ...trusted, token_endpoint_auth_method: 'client_secret_post' });
  expect(made.status).toBe(201);
  expect(
    await call('PATCH', `/clients/${made.id}`, { token_endpoint_auth_method: 'none', grant_types: [] }),
  ).toMatchObject({
    status: 400,
    message,
  });
});

it('all grant types that are unknown are named', async () => {
  const grant_types = ['client_credentials', 'passwordless', 'urn:nobody'];
  expect(await call('POST', '/clients', { name: 'Odd', grant_types })).toMatchObject({
    status: 400,
    message: 'Invalid grant types: passwordless, urn:nobody',
  });
});

it('a grant type of any time is kept', async () => {
  const grant_types = [
    'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token',
    'http://auth0.com/oauth/legacy/grant-type/ro',
  ];
  expect((await call('POST', '/clients', { name: 'Old', grant_types })).status).toBe(201);
});

it('the token vault, a signed request object and an express configuration are answered as recorded', async () => {
  const { privateKey: _, ...key } = createClientKey();
  const embedded = { credential_type: 'public_key', pem: key.publicPem, alg: 'RS256' };
  const vault = { ip_allowlist: ['10.0.0.0/8'], grants: [{ connection: 'google', scopes: ['calendar'] }] };
  const { id } = await call('POST', '/clients', {
    name: 'Vault',
    token_vault_privileged_access: { ...vault, credentials: [embedded] },
  });
  const read = async () => Object((await running.api('GET', `/clients/${id}`)).body);
  const made = await read();
  expect(Object.keys(made.token_vault_privileged_access)).toEqual(['credentials', 'ip_allowlist', 'grants']);
  expect(made.token_vault_privileged_access).toEqual({
    ...vault,
    credentials: [{ id: expect.stringMatching(/^cred_/) }],
  });
  const credentials = made.token_vault_privileged_access.credentials;
  expect(
    (await call('PATCH', `/clients/${id}`, { signed_request_object: { required: true, credentials } })).status,
  ).toBe(200);
  expect((await read()).signed_request_object).toEqual({ required: true, credentials });
  expect((await call('PATCH', `/clients/${id}`, { token_vault_privileged_access: null })).status).toBe(200);
  expect(await read()).not.toHaveProperty('token_vault_privileged_access');
  const before = (await read()).signing_keys;
  await running.tenant.signingKeys.rotate();
  expect((await read()).signing_keys).toEqual(before);

  const express = await call('POST', '/clients', { name: 'Express', app_type: 'express_configuration' });
  expect(Object((await running.api('GET', `/clients/${express.id}`)).body)).toMatchObject({
    oidc_conformant: true,
    grant_types: ['authorization_code', 'client_credentials'],
    organization_usage: 'require',
    jwt_configuration: { secret_encoded: false, alg: 'RS256' },
  });
  expect(Object((await running.api('GET', `/clients/${express.id}`)).body)).not.toHaveProperty('client_secret');
});
