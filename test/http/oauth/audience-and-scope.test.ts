/** Which API a token is for, and which scopes it carries. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accessTokenOf,
  lastHint,
  type OrdersTenant,
  orders,
  ordersScopes,
  refusalOf,
  startOrdersTenant,
  worker,
} from './orders-tenant.ts';

const everything = 'https://everything.example/';
const partner = { client_id: 'partner', client_secret: 'partner-secret' };
const manager = { client_id: 'manager', client_secret: 'manager-secret' };

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    resourceServers: [{ identifier: everything, scopes: [{ value: 'one' }, { value: 'two' }] }],
    clients: [
      { ...partner, name: 'Partner', is_first_party: false, grant_types: ['client_credentials'] },
      { ...manager, name: 'Manager', grant_types: ['client_credentials'] },
    ],
    clientGrants: [
      { client_id: worker.client_id, audience: everything, allow_all_scopes: true },
      { default_for: 'third_party_clients', audience: everything, scope: ['one'] },
      { client_id: manager.client_id, audience: '/api/v2/', scope: ['read:clients', 'create:resource_servers'] },
    ],
  });
});
afterAll(() => running.close());

const scopeOf = async (change: Record<string, string | undefined>) => {
  const answer = await running.ask(change);
  const { scope } = decodeJwt(accessTokenOf(answer));
  expect(Object(answer.body).scope).toBe(scope);
  return scope;
};

describe('default_audience', () => {
  it('is taken where the request names none, and only there', async () => {
    running.tenant.settings.update({ default_audience: everything });
    const claims = async (audience?: string) => decodeJwt(accessTokenOf(await running.ask({ audience })));
    expect((await claims()).aud).toBe(everything);
    expect((await claims('')).aud).toBe(everything);
    expect((await claims(orders)).aud).toBe(orders);
  });

  it('gives no access that a grant does not give', async () => {
    running.tenant.settings.update({ default_audience: orders });
    expect(refusalOf(await running.ask({ ...partner, audience: undefined }))).toEqual([403, 'unauthorized_client']);
  });

  it('empty is none', async () => {
    running.tenant.settings.update({ default_audience: '' });
    expect(refusalOf(await running.ask({ audience: undefined }))).toEqual([403, 'access_denied']);
  });
});

describe('resource_parameter_profile', () => {
  it('audience: cc-resource: the parameter resource is passed over', async () => {
    expect(refusalOf(await running.ask({ audience: undefined, resource: orders }))).toEqual([403, 'access_denied']);
    expect(decodeJwt(accessTokenOf(await running.ask({ resource: everything }))).aud).toBe(orders);
  });

  describe('compatibility', () => {
    beforeAll(() => running.tenant.settings.update({ resource_parameter_profile: 'compatibility' }));
    afterAll(() => running.tenant.settings.update({ resource_parameter_profile: 'audience' }));

    it('cc-resource: resource stands for the audience, RFC 8707', async () => {
      expect(decodeJwt(accessTokenOf(await running.ask({ audience: undefined, resource: orders }))).aud).toBe(orders);
    });

    it('cc-resource: audience goes before resource', async () => {
      expect(decodeJwt(accessTokenOf(await running.ask({ resource: everything }))).aud).toBe(orders);
    });

    it.each([
      ['cc-resource-fragment', 'https://orders.example/#part'],
      ['cc-resource-relative', '/orders'],
      ['cc-resource-relative', 'orders'],
    ])('%s: %s is refused as an invalid target, RFC 8707 §2', async (_row, resource) => {
      expect(refusalOf(await running.ask({ audience: undefined, resource }))).toEqual([400, 'invalid_target']);
    });
  });
});

describe('scope', () => {
  it('without the parameter is everything that the grant holds, in its order', async () => {
    expect(await scopeOf({})).toBe('read:orders write:orders');
  });

  it.each([
    ['a part of the grant', 'write:orders', 'write:orders'],
    ['cc-scope-order: the order asked for', 'write:orders read:orders', 'write:orders read:orders'],
    ['cc-scope-duplicate: each once', 'read:orders read:orders write:orders read:orders', 'read:orders write:orders'],
    ['one scope between several spaces', '  read:orders   write:orders ', 'read:orders write:orders'],
    ['nothing but spaces counts as none', '   ', 'read:orders write:orders'],
  ])('%s', async (_what, scope, granted) => {
    expect(await scopeOf({ scope })).toBe(granted);
  });

  it.each([
    ['cc-scope-unknown', 'drop:orders', 'drop:orders'],
    ['cc-scope-not-granted', 'read:orders delete:orders', 'delete:orders'],
    ['cc-scope-case', 'READ:orders', 'READ:orders'],
  ])('%s: %s is refused by name', async (_row, scope, missing) => {
    const answer = await running.ask({ scope });
    expect(refusalOf(answer)).toEqual([403, 'access_denied']);
    expect(Object(answer.body).error_description).toBe(`Client has not been granted scopes: ${missing}`);
  });

  it.each([
    ['a quotation mark', 'read:"orders"'],
    ['a backslash', 'read:\\orders'],
    ['a tab', 'read:orders\twrite:orders'],
    ['a line end', 'read:orders\nwrite:orders'],
    ['a letter beyond ASCII', 'read:aufträge'],
    ['NUL', 'read:orders\0'],
  ])('cc-scope-syntax: %s is refused as an invalid scope, RFC 6749 §3.3', async (_what, scope) => {
    expect(refusalOf(await running.ask({ scope }))).toEqual([400, 'invalid_scope']);
  });

  it('cc-openid: openid and offline_access get neither an ID token nor a refresh token', async () => {
    const answer = await running.ask({ scope: 'openid offline_access' });
    expect(refusalOf(answer)).toEqual([403, 'access_denied']);
  });

  it('of a grant for all scopes is what the API defines, and follows it', async () => {
    expect(await scopeOf({ audience: everything })).toBe('one two');
    expect(await scopeOf({ audience: everything, scope: 'two' })).toBe('two');
    const scopes = [{ value: 'one' }, { value: 'two' }, { value: 'three' }];
    await running.tenant.resourceServers.update(everything, { scopes });
    expect(await scopeOf({ audience: everything })).toBe('one two three');
    await running.tenant.resourceServers.update(everything, { scopes: scopes.slice(0, 2) });
    expect(refusalOf(await running.ask({ audience: everything, scope: 'three' }))).toEqual([403, 'access_denied']);
  });

  it('that the API no longer defines is in no token, though a grant held it', async () => {
    const scopes = (values: string[]) => ({ scopes: values.map((value) => ({ value })) });
    await running.tenant.resourceServers.update(orders, scopes(['read:orders']));
    expect(await scopeOf({})).toBe('read:orders');
    await running.tenant.resourceServers.update(orders, scopes(ordersScopes));
  });
});

describe('scopes of the Management API', () => {
  const ask = (scope?: string) => scopeOf({ ...manager, audience: `${running.origin}/api/v2/`, scope });

  it('are asked for in the plural of the service or the singular of older instructions', async () => {
    expect(await ask('create:resource_servers')).toBe('create:resource_servers');
    expect(await ask('create:resource_server read:clients')).toBe('create:resource_server read:clients');
  });

  it('in the singular open the same routes', async () => {
    const token = accessTokenOf(
      await running.ask({ ...manager, audience: `${running.origin}/api/v2/`, scope: 'create:resource_server' }),
    );
    const { status } = await running.api('POST', '/resource-servers', { identifier: 'urn:singular' }, token);
    expect(status).toBe(201);
  });

  it('that were not granted are refused in either spelling', async () => {
    for (const scope of ['create:client_grant', 'create:client_grants']) {
      const answer = await running.ask({ ...manager, audience: `${running.origin}/api/v2/`, scope });
      expect(refusalOf(answer)).toEqual([403, 'access_denied']);
    }
  });

  it('are reached by the address of the tenant in any of its spellings', async () => {
    const { port } = new URL(running.origin);
    const audience = `http://127.0.0.1:${port}/api/v2/`;
    expect(decodeJwt(accessTokenOf(await running.ask({ ...manager, audience }))).aud).toBe(audience);
  });
});

describe('third-party clients', () => {
  it('get what the default grant for them holds', async () => {
    expect(await scopeOf({ ...partner, audience: everything })).toBe('one');
  });

  it('get no more than that', async () => {
    expect(refusalOf(await running.ask({ ...partner, audience: everything, scope: 'two' }))).toEqual([
      403,
      'access_denied',
    ]);
  });

  it('are refused where neither a default nor a grant of their own is', async () => {
    expect(refusalOf(await running.ask({ ...partner, audience: orders }))).toEqual([403, 'unauthorized_client']);
  });

  it('get what a grant of their own holds, in place of the default', async () => {
    const grant = running.tenant.clientGrants.create({
      client_id: partner.client_id,
      audience: everything,
      scope: ['two'],
    });
    expect(await scopeOf({ ...partner, audience: everything })).toBe('two');
    running.tenant.clientGrants.remove(grant.id);
  });

  it('alone have the default: a first-party client without a grant is refused', async () => {
    expect(refusalOf(await running.ask({ ...manager, audience: everything }))).toEqual([403, 'access_denied']);
  });

  it('are refused like everybody where the policy of the API is deny_all', async () => {
    const policy = (client: 'deny_all' | 'require_client_grant') => ({
      subject_type_authorization: { client: { policy: client }, user: { policy: 'allow_all' as const } },
    });
    await running.tenant.resourceServers.update(everything, policy('deny_all'));
    expect(refusalOf(await running.ask({ ...partner, audience: everything }))).toEqual([403, 'access_denied']);
    expect(refusalOf(await running.ask({ audience: everything }))).toEqual([403, 'access_denied']);
    await running.tenant.resourceServers.update(everything, policy('require_client_grant'));
    expect(await scopeOf({ ...partner, audience: everything })).toBe('one');
  });
});

describe('grants for users', () => {
  it('give a client nothing for itself', async () => {
    running.tenant.clientGrants.create({
      client_id: manager.client_id,
      audience: orders,
      scope: ['read:orders'],
      subject_type: 'user',
    });
    expect(refusalOf(await running.ask({ ...manager, audience: orders }))).toEqual([403, 'access_denied']);
  });
});

describe('cc-audience-slash', () => {
  it('an audience that differs by its slash is unknown, and the log names the near miss', async () => {
    const answer = await running.ask({ audience: 'https://orders.example' });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: 'access_denied',
      error_description: 'Service not enabled within domain: https://orders.example',
    });
    expect(await lastHint(running)).toBe(
      `There is no API with this identifier, but one that differs by the slash at its end: ${orders}`,
    );
  });
});
