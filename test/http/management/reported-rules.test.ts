/** Rules of the Management API that people ran into, in the service's words. */
import { afterAll, beforeAll, expect, it } from 'vitest';
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
