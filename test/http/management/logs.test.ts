import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTenant, send } from '../../builders/running-tenant.ts';
import { listOf, startCheckedTenant } from './expect-shape.ts';

const audience = 'urn:example:orders';

let now = Date.parse('2026-03-02T10:11:12.345Z');
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant({
    clock: () => now,
    seed: {
      resourceServers: [{ identifier: audience, scopes: [{ value: 'read:orders' }] }],
      clients: [{ name: 'Orders worker' }],
      clientGrants: [{ client_id: 'Orders worker', audience, scope: ['read:orders'] }],
    },
  });
});
afterAll(() => tenant.close());

const list = async (query = '') =>
  listOf(await tenant.api('GET', `/logs${query}`)).map((event): Record<string, unknown> => Object(event));
const newest = async () => (await list('?per_page=1'))[0] ?? {};
const worker = () => {
  const { client_id, client_secret = '' } = tenant.client('Orders worker');
  return { grant_type: 'client_credentials', client_id, client_secret };
};

describe('what is logged', () => {
  it('is a token that was issued', async () => {
    await tenant.requestToken({ ...worker(), audience });
    const { client_id } = tenant.client('Orders worker');
    expect(await newest()).toMatchObject({
      type: 'seccft',
      date: '2026-03-02T10:11:12.345Z',
      client_id,
      client_name: 'Orders worker',
      audience,
      scope: 'read:orders',
      hostname: new URL(tenant.origin).host,
      details: { request: { method: 'post', path: '/oauth/token' }, response: { statusCode: 200 } },
    });
  });

  it('is a token that was refused, with the reason', async () => {
    await tenant.requestToken({ ...worker(), client_secret: 'wrong', audience });
    expect(await newest()).toMatchObject({
      type: 'feccft',
      client_name: 'Orders worker',
      description: 'Unauthorized',
      details: { response: { statusCode: 401 }, hint: expect.any(String) },
    });
  });

  it.each([
    ['POST', '/resource-servers', { identifier: 'urn:example:logged' }, 'Create a resource server', 201],
    ['PATCH', '/tenants/settings', { friendly_name: 'Acme' }, 'Update tenant settings', 200],
    ['DELETE', '/resource-servers/urn:example:logged', undefined, 'Delete a resource server', 204],
  ] as const)('is a write of the Management API: %s %s', async (method, path, body, description, statusCode) => {
    await tenant.api(method, path, body);
    expect(await newest()).toMatchObject({
      type: 'sapi',
      description,
      client_name: 'Administrator',
      details: {
        request: { method: method.toLowerCase(), path: `/api/v2${path}`, ...(body === undefined ? {} : { body }) },
        response: { statusCode },
      },
    });
  });

  it('is a write that was refused, in the words of the answer', async () => {
    await tenant.api('POST', '/clients', { name: '<b>' });
    expect(await newest()).toMatchObject({
      type: 'fapi',
      description: expect.stringContaining('String does not match pattern: ^[^<>]+$'),
      details: { response: { statusCode: 400 } },
    });
  });

  it('is a read that shows a secret, and no other read', async () => {
    const { client_id } = tenant.client('Orders worker');
    await tenant.api('GET', `/clients/${client_id}`);
    const reading = await newest();
    expect(reading).toMatchObject({ type: 'mgmt_api_read', description: 'Get a client' });
    await tenant.api('GET', `/clients/${client_id}?fields=name`);
    await tenant.api('GET', '/client-grants');
    await tenant.api('GET', '/clients/nobody');
    expect(await newest()).toEqual(reading);
  });

  it.each([
    ['/users', 'The real service has GET /api/v2/users, this tenant does not.'],
    ['/nonsense', 'Neither the real service nor this tenant is known to have GET /api/v2/nonsense.'],
  ])('is the unknown path %s, and whether the real service has it', async (path, description) => {
    expect((await tenant.api('GET', path)).body).toEqual({ statusCode: 404, error: 'Not Found', message: 'Not Found' });
    expect(await newest()).toMatchObject({ type: 'fapi', description, details: { response: { statusCode: 404 } } });
  });

  it('is neither discovery nor the key set', async () => {
    const before = await newest();
    await send(`${tenant.origin}/.well-known/jwks.json`, {});
    await send(`${tenant.origin}/.well-known/openid-configuration`, {});
    expect(await newest()).toEqual(before);
  });

  it('holds no secret', async () => {
    const { client_secret = '' } = tenant.client('Orders worker');
    const administrator = tenant.client('Administrator').client_secret ?? '';
    await tenant.requestToken({ ...worker(), audience });
    await tenant.api('GET', `/clients/${tenant.client('Orders worker').client_id}`);
    const text = JSON.stringify(await list('?per_page=100'));
    expect(text).not.toContain(client_secret);
    expect(text).not.toContain(administrator);
    // RFC 7515 §3.1: no token keeps its signature.
    expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]{20}/);
  });
});

describe('reading the log', () => {
  let reading: RunningTenant;
  beforeAll(async () => {
    reading = await startCheckedTenant({ clock: () => now });
    for (let index = 0; index < 60; index += 1) {
      now += 1_000;
      await reading.api('POST', '/resource-servers', { identifier: `urn:logged:${index}` });
    }
    await reading.api('POST', '/clients', { name: '' });
  });
  afterAll(() => reading.close());

  const read = async (query = '') =>
    listOf(await reading.api('GET', `/logs${query}`)).map((event): Record<string, unknown> => Object(event));
  const identifiersOf = (events: Record<string, unknown>[]) =>
    events.map(({ details }) => Object(details).request.body?.identifier);
  const identifiers = Array.from({ length: 60 }, (_, index) => `urn:logged:${index}`);
  const newestFirst = identifiers.toReversed();

  it('shows the newest 50 first, each with an id that sorts by time', async () => {
    const events = await read();
    expect(events).toHaveLength(50);
    const ids = events.map(({ log_id }) => String(log_id));
    expect(ids.toSorted().toReversed()).toEqual(ids);
    expect(events[0]).toMatchObject({ type: 'fapi' });
    expect(identifiersOf(events.slice(1))).toEqual(newestFirst.slice(0, 49));
    for (const { _id, log_id } of events) expect(_id).toBe(log_id);
  });

  it('pages by number, with totals where they are asked for', async () => {
    expect(identifiersOf(await read('?page=1&per_page=20'))).toEqual(newestFirst.slice(19, 39));
    const { body } = await reading.api('GET', '/logs?page=1&per_page=5&include_totals=true');
    expect(body).toMatchObject({ start: 5, limit: 5, length: 5, total: 62, logs: [{}, {}, {}, {}, {}] });
    expect((await reading.api('GET', '/logs?per_page=0')).body).toEqual([]);
  });

  it('shows what came after an id, oldest first', async () => {
    const [last] = await read('?page=41&per_page=1');
    expect(identifiersOf([last ?? {}])).toEqual(['urn:logged:19']);
    expect(identifiersOf(await read(`?from=${last?.log_id}&take=5`))).toEqual(identifiers.slice(20, 25));
    const rest = await read(`?from=${last?.log_id}&take=100`);
    expect(rest).toHaveLength(41);
    expect(rest.at(-1)).toMatchObject({ type: 'fapi' });
    expect(await read(`?from=${rest.at(-1)?.log_id}`)).toEqual([]);
  });

  it('sorts as the query says', async () => {
    const oldestFirst = await read('?sort=date:1&q=type:sapi&per_page=3');
    expect(identifiersOf(oldestFirst)).toEqual(identifiers.slice(0, 3));
    const byType = await read('?sort=type:1&per_page=100');
    const types = byType.map(({ type }) => String(type));
    expect(types).toEqual(types.toSorted());
    expect((await reading.api('GET', '/logs?sort=log_id:1')).status).toBe(400);
    expect((await reading.api('GET', '/logs?sort=date')).status).toBe(400);
  });

  it('finds by the query language', async () => {
    const found = async (q: string) => (await read(`?per_page=100&q=${encodeURIComponent(q)}`)).length;
    expect(await found('type:"fapi"')).toBe(1);
    expect(await found('type:fapi OR type:seccft')).toBe(2);
    expect(await found('type:sapi AND description:"Create a resource server"')).toBe(60);
    expect(await found('NOT type:sapi')).toBe(2);
    expect(await found('type:(fapi OR seccft)')).toBe(2);
    expect(await found('date:[2020-01-01 TO *]')).toBe(62);
    expect(await found('client_name:Admin*')).toBe(62);
    expect(await read('?per_page=100&search=type:fapi')).toHaveLength(1);
    expect((await reading.api('GET', `/logs?q=${encodeURIComponent('(type:sapi')}`)).body).toMatchObject({
      statusCode: 400,
      errorCode: 'invalid_query_string',
    });
  });

  it('keeps or drops fields', async () => {
    expect(await read('?fields=type,client_name&per_page=1')).toEqual([{ type: 'fapi', client_name: 'Administrator' }]);
    const [rest] = await read('?fields=details&include_fields=false&per_page=1');
    expect(['details' in (rest ?? {}), 'type' in (rest ?? {})]).toEqual([false, true]);
  });

  it('finds one by its id', async () => {
    const [event] = await read('?per_page=1');
    expect((await reading.api('GET', `/logs/${event?.log_id}`)).body).toEqual(event);
    expect((await reading.api('GET', '/logs/90020200101')).body).toEqual({
      statusCode: 404,
      error: 'Not Found',
      message: 'Log not found.',
    });
  });

  it.each(['per_page=101', 'page=-1', 'take=0', 'take=101'])('refuses %s', async (query) => {
    expect((await reading.api('GET', `/logs?${query}`)).body).toMatchObject({ errorCode: 'invalid_query_string' });
  });
});
