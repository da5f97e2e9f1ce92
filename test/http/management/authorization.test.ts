import { decodeJwt, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientCredentialRoutes } from '../../../src-main/http/management/client-credentials.ts';
import { clientGrantRoutes } from '../../../src-main/http/management/client-grants.ts';
import { clientRoutes } from '../../../src-main/http/management/clients.ts';
import { logRoutes } from '../../../src-main/http/management/logs.ts';
import { resourceServerRoutes } from '../../../src-main/http/management/resource-servers.ts';
import { settingsRoutes } from '../../../src-main/http/management/settings.ts';
import { signingKeyRoutes } from '../../../src-main/http/management/signing-keys.ts';
import { managementApiScopes } from '../../../src-main/tenant/resource-servers/management-api-scopes.ts';
import { type RunningTenant, send } from '../../builders/running-tenant.ts';
import { entityOf, startCheckedTenant } from './expect-shape.ts';
import { operations, pathToNothing, titleOf, unfitBody } from './operations.ts';

const audience = 'urn:example:orders';
const day = 86_400_000;

let now = Date.parse('2026-03-02T10:11:12.345Z');
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant({
    clock: () => now,
    seed: {
      resourceServers: [{ identifier: audience }],
      clients: [{ name: 'Worker' }, { name: 'Configurator' }],
      clientGrants: [
        { client_id: 'Worker', audience },
        { client_id: 'Configurator', audience: '/api/v2/', scope: ['create:resource_server', 'create:client_grant'] },
      ],
    },
  });
});
afterAll(() => tenant.close());

const withHeader = (authorization?: string) =>
  send(`${tenant.origin}/api/v2/clients`, authorization === undefined ? {} : { headers: { authorization } });
const withToken = (token: string) => withHeader(`Bearer ${token}`);

describe('the scopes of an operation', () => {
  it('are told for every operation that the tenant serves', () => {
    const served = [
      ...resourceServerRoutes(tenant.tenant),
      ...clientGrantRoutes(tenant.tenant),
      ...clientRoutes(tenant.tenant),
      ...clientCredentialRoutes(tenant.tenant),
      ...signingKeyRoutes(tenant.tenant),
      ...settingsRoutes(tenant.tenant),
      ...logRoutes(tenant.tenant),
    ].map(({ method, path }) => `${method} ${path}`);
    expect(operations.map(titleOf).toSorted()).toEqual(served.toSorted());
  });

  it.each(operations.map((operation) => [titleOf(operation), operation] as const))('%s', async (_title, operation) => {
    const { method, scopes, needsAll = false } = operation;
    const [path, body] = [pathToNothing(operation), unfitBody(operation)];
    const sets = needsAll ? [scopes] : scopes.map((scope) => [scope]).filter(([scope]) => isDefined(scope));
    for (const set of sets) {
      const { status } = await tenant.api(method, path, body, await tenant.managementToken(...set));
      expect([200, 201, 204, 400, 404]).toContain(status);
    }
    const others = managementApiScopes.map(({ value }) => value).filter((value) => !scopes.includes(value));
    const refusals = needsAll ? [others, ...scopes.map((scope) => [scope])] : [others];
    for (const set of refusals) {
      const refused = await tenant.api(method, path, body, await tenant.managementToken(...set));
      expect(refused.body).toEqual({
        statusCode: 403,
        error: 'Forbidden',
        message: `Insufficient scope, expected ${needsAll ? 'all' : 'any'} of: ${scopes.join(', ')}`,
        errorCode: 'insufficient_scope',
      });
    }
  });

  it('may be granted in the singular spelling of older instructions', async () => {
    const token = await tenant.token('Configurator', `${tenant.origin}/api/v2/`);
    expect(decodeJwt(token).scope).toBe('create:resource_server create:client_grant');
    const api = await tenant.api('POST', '/resource-servers', { identifier: 'urn:example:singular' }, token);
    expect(api.status).toBe(201);
    const { client_id } = tenant.client('Worker');
    const grant = { client_id, audience: 'urn:example:singular' };
    expect((await tenant.api('POST', '/client-grants', grant, token)).status).toBe(201);
    expect((await tenant.api('GET', '/client-grants', undefined, token)).status).toBe(403);
  });
});

describe('the bearer token', () => {
  it('must be there', async () => {
    const { status, headers, body } = await withHeader();
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(body).toEqual({ statusCode: 401, error: 'Unauthorized', message: 'Missing authentication' });
  });

  it.each([
    'Bearer',
    'Bearer opaque',
    'Bearer a.b',
    'Basic YTpi',
    'Token a.b.c',
    'Bearer a.b.c d',
    'Bearer a.b.c.d.e',
    'a.b.c',
  ])('must stand in the header as the service reads it, unlike "%s"', async (authorization) => {
    expect((await withHeader(authorization)).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'Bad HTTP authentication header format',
      errorCode: 'Bearer',
    });
  });

  it('must be a token', async () => {
    const { status, headers, body } = await withHeader('Bearer a.b.c');
    expect([status, headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token", error_description="Invalid token"',
    ]);
    expect(body).toEqual({
      statusCode: 401,
      error: 'Unauthorized',
      message: 'Invalid token',
      attributes: { error: 'Invalid token' },
    });
  });

  it('must be for the Management API', async () => {
    expect((await withToken(await tenant.token('Worker', audience))).body).toMatchObject({
      statusCode: 401,
      message: `Bad audience: ${audience}`,
    });
  });

  it('must not have expired', async () => {
    const token = await tenant.managementToken('read:clients');
    now += day - 1_000;
    expect((await withToken(token)).status).toBe(200);
    now += 1_000;
    expect((await withToken(token)).body).toMatchObject({
      statusCode: 401,
      message: 'Expired token received for JSON Web Token validation',
    });
    now -= day;
  });

  it('must be signed by the tenant', async () => {
    const token = await tenant.managementToken('read:clients');
    const [header, payload] = token.split('.');
    const other = await tenant.token('Worker', audience);
    expect((await withToken(`${header}.${payload}.${other.split('.')[2]}`)).body).toMatchObject({
      statusCode: 401,
      message: 'Invalid signature received for JSON Web Token validation',
    });
    const { privateKey } = await generateKeyPair('RS256');
    const foreign = await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'RS256', kid: 'foreign' })
      .sign(privateKey);
    expect((await withToken(foreign)).body).toMatchObject({ statusCode: 401, message: 'Invalid token' });
  });

  it.each(['none', 'HS256'])('must not say alg %s', async (alg) => {
    const token = await tenant.managementToken('read:clients');
    const [header = '', payload] = token.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const unsigned = Buffer.from(JSON.stringify({ alg, kid })).toString('base64url');
    expect((await withToken(`${unsigned}.${payload}.`)).body).toMatchObject({
      statusCode: 401,
      message: 'Invalid token',
    });
  });

  it('may come from any address of the tenant', async () => {
    const { port } = new URL(tenant.origin);
    const token = await tenant.token('Administrator', `http://127.0.0.1:${port}/api/v2/`);
    expect((await withToken(token)).status).toBe(200);
  });
});

describe('the order of the checks', () => {
  it('is bearer, scope, body, existence, conflict', async () => {
    const token = await tenant.managementToken('read:clients');
    const path = '/client-grants/nothing';
    const bare = await send(`${tenant.origin}/api/v2${path}`, { method: 'PATCH', body: '{' });
    expect(bare.status).toBe(401);
    expect((await tenant.api('PATCH', path, { surplus: 1 }, token)).status).toBe(403);
    expect((await tenant.api('PATCH', path, { surplus: 1 })).status).toBe(400);
    expect((await tenant.api('PATCH', path, { scope: [] })).status).toBe(404);
    const client = entityOf(await tenant.api('POST', '/clients', { name: 'Ordered' }));
    const grant = { client_id: client.client_id, audience };
    expect((await tenant.api('POST', '/client-grants', grant)).status).toBe(201);
    expect((await tenant.api('POST', '/client-grants', { ...grant, scope: ['x'] })).status).toBe(400);
    expect((await tenant.api('POST', '/client-grants', grant)).status).toBe(409);
  });
});

function isDefined(scope: string | undefined): boolean {
  return managementApiScopes.some(({ value }) => value === scope);
}
