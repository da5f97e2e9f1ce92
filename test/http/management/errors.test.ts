/** Every error status that the service documents for an operation, provoked once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type RunningTenant, send } from '../../builders/running-tenant.ts';
import * as shapes from './answer-shapes.ts';
import { entityOf, expectShape, listOf, startCheckedTenant } from './expect-shape.ts';
import { operations, pathToNothing, titleOf, unfitBody } from './operations.ts';

const audience = 'urn:example:orders';
let tenant: RunningTenant;
let limited: RunningTenant;
let place: { api: string; grant: string; client: string; globalClient: string };

beforeAll(async () => {
  [tenant, limited] = await Promise.all([startCheckedTenant(), startCheckedTenant({ rateLimit: 1 })]);
  const api = entityOf(await tenant.api('POST', '/resource-servers', { identifier: audience }));
  const client = entityOf(await tenant.api('POST', '/clients', { name: 'Worker', client_aliases: ['taken'] }));
  const grant = entityOf(await tenant.api('POST', '/client-grants', { client_id: client.client_id, audience }));
  const [globalClient] = listOf(await tenant.api('GET', '/clients?is_global=true'));
  place = {
    api: `/resource-servers/${api.id}`,
    grant: `/client-grants/${grant.id}`,
    client: `/clients/${client.client_id}`,
    globalClient: `/clients/${Object(globalClient).client_id}`,
  };
});
afterAll(async () => {
  await tenant.close();
  await limited.close();
});

const clientId = () => place.client.replace('/clients/', '');

/** `method path` → status → what provokes it. An unknown path parameter is 404 unless a row says otherwise. */
const provocations: Record<string, Record<number, () => Promise<Answer>>> = {
  'GET /resource-servers': { 400: () => tenant.api('GET', '/resource-servers?per_page=0') },
  'POST /resource-servers': {
    400: () => tenant.api('POST', '/resource-servers', {}),
    409: () => tenant.api('POST', '/resource-servers', { identifier: audience }),
  },
  'GET /resource-servers/:id': { 400: () => tenant.api('GET', `${place.api}?include_fields=x`) },
  'PATCH /resource-servers/:id': {
    400: () => tenant.api('PATCH', place.api, { identifier: 'urn:other' }),
    404: () => tenant.api('PATCH', '/resource-servers/nothing', {}),
  },
  'DELETE /resource-servers/:id': {
    400: () => tenant.api('DELETE', `/resource-servers/${encodeURIComponent(`${tenant.origin}/api/v2/`)}`),
  },
  'GET /client-grants': { 400: () => tenant.api('GET', '/client-grants?take=0') },
  'POST /client-grants': {
    400: () => tenant.api('POST', '/client-grants', { audience }),
    404: () => tenant.api('POST', '/client-grants', { audience: 'urn:nothing', client_id: clientId() }),
    409: () => tenant.api('POST', '/client-grants', { audience, client_id: clientId() }),
  },
  'PATCH /client-grants/:id': {
    400: () => tenant.api('PATCH', place.grant, {}),
    404: () => tenant.api('PATCH', '/client-grants/nothing', { scope: [] }),
  },
  'GET /clients': { 400: () => tenant.api('GET', '/clients?app_type=mobile') },
  'POST /clients': {
    400: () => tenant.api('POST', '/clients', {}),
    409: () => tenant.api('POST', '/clients', { name: 'Worker', client_aliases: ['taken'] }),
  },
  'GET /clients/:id': { 400: () => tenant.api('GET', `${place.client}?include_fields=x`) },
  'PATCH /clients/:id': {
    400: () => tenant.api('PATCH', place.client, {}),
    404: () => tenant.api('PATCH', '/clients/nothing', { name: 'Nobody' }),
  },
  'DELETE /clients/:id': { 400: () => tenant.api('DELETE', place.globalClient) },
  'POST /clients/:client_id/credentials': {
    400: () => tenant.api('POST', `${place.client}/credentials`, { credential_type: 'public_key' }),
    404: () =>
      tenant.api('POST', '/clients/nothing/credentials', { credential_type: 'cert_subject_dn', subject_dn: 'CN=a' }),
  },
  'PATCH /clients/:client_id/credentials/:credential_id': {
    400: () => tenant.api('PATCH', `${place.client}/credentials/nothing`, {}),
    404: () => tenant.api('PATCH', `${place.client}/credentials/nothing`, { expires_at: null }),
  },
  'GET /tenants/settings': { 400: () => tenant.api('GET', '/tenants/settings?include_fields=x') },
  'PATCH /tenants/settings': { 400: () => tenant.api('PATCH', '/tenants/settings', {}) },
  'GET /logs': { 400: () => tenant.api('GET', '/logs?per_page=101') },
};

describe.each(operations.map((operation) => [titleOf(operation), operation] as const))('%s', (title, operation) => {
  const { method, errors } = operation;
  const call = (authorization?: string) =>
    send(`${tenant.origin}/api/v2${pathToNothing(operation)}`, {
      method,
      headers: authorization === undefined ? {} : { authorization },
    });

  it.each(errors)('answers %d', async (status) => {
    const provoke =
      provocations[title]?.[status] ??
      (status === 404
        ? () => tenant.api(method, pathToNothing(operation))
        : // Operations without a body and a query have but one thing that can be malformed.
          () => call('Bearer opaque'));
    const answer = await provoke();
    expect(answer.status).toBe(status);
    expectShape(answer, shapes.errorShape);
  });

  it('answers 401 without a token', async () => {
    expect((await call()).status).toBe(401);
  });

  it('answers 403 without its scope', async () => {
    const token = await tenant.managementToken('read:custom_domains');
    expect((await tenant.api(method, pathToNothing(operation), unfitBody(operation), token)).status).toBe(403);
  });

  it('answers 429 beyond the limit', async () => {
    // One request a second: of four at once two are too many at least, wherever the second ends.
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => limited.api(method, pathToNothing(operation), unfitBody(operation))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(refused[0]?.body).toEqual({
      statusCode: 429,
      error: 'Too Many Requests',
      message: 'Global limit has been reached',
      errorCode: 'too_many_requests',
    });
  });
});

describe('every write', () => {
  const writes = operations.filter(({ method, path }) => /POST|PATCH/.test(method) && !path.includes('rotate'));

  it.each(writes.map((operation) => [titleOf(operation), operation] as const))(
    '%s refuses properties that it does not know, all of them by name',
    async (_title, operation) => {
      const answer = await tenant.api(operation.method, pathToNothing(operation), {
        ...smallest(operation.path),
        surplus: 1,
        more: 2,
      });
      expect(answer.body).toEqual({
        statusCode: 400,
        error: 'Bad Request',
        message: "Payload validation error: 'Additional properties not allowed: surplus,more'.",
        errorCode: 'invalid_body',
      });
    },
  );

  it('refuses a body that is no JSON, without repeating it', async () => {
    const token = await tenant.managementToken('create:clients');
    const answer = await send(`${tenant.origin}/api/v2/clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"name":"secret',
    });
    expect(answer.status).toBe(400);
    expectShape(answer, shapes.errorShape);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('refuses a body of another type', async () => {
    const token = await tenant.managementToken('create:clients');
    const answer = await send(`${tenant.origin}/api/v2/clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      body: '{"name":"Plain"}',
    });
    expect(answer.status).toBe(415);
    expectShape(answer, shapes.errorShape);
  });
});

describe('unknown paths', () => {
  it.each(['/', '/users', '/clients/a/b', '/resource-servers/a/b', '/keys', '/nonsense'])(
    '%s is not found',
    async (path) => {
      expect((await tenant.api('GET', path)).body).toEqual({
        statusCode: 404,
        error: 'Not Found',
        message: 'Not Found',
      });
    },
  );
});

/** What an operation at least requires, so that only the surplus is wrong. */
function smallest(path: string): object {
  if (path === '/resource-servers') return { identifier: 'urn:example:surplus' };
  if (path === '/client-grants') return { audience };
  if (path === '/clients') return { name: 'Surplus' };
  return path.endsWith('/credentials') ? { credential_type: 'public_key' } : {};
}
