import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { clientCalls } from './client-calls.ts';
import { listOf, startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, get } = clientCalls(() => tenant);

describe('reading clients', () => {
  it('says so where there is none', async () => {
    const expected = {
      statusCode: 404,
      error: 'Not Found',
      message: 'The client does not exist',
      errorCode: 'inexistent_client',
    };
    expect((await tenant.api('GET', '/clients/nobody')).body).toEqual(expected);
    expect((await tenant.api('PATCH', '/clients/nobody', { name: 'Somebody' })).body).toEqual(expected);
    expect((await tenant.api('POST', '/clients/nobody/rotate-secret')).body).toEqual(expected);
  });

  it('shows secrets to read:client_keys only', async () => {
    const { client_id } = await create({ encryption_key: { pub: 'pub' } });
    const keys = await get(client_id, await tenant.managementToken('read:client_keys'));
    expect(keys).toMatchObject({ client_secret: expect.any(String), signing_keys: [{}], encryption_key: {} });
    for (const scope of ['read:clients', 'read:client_credentials']) {
      const shown = await get(client_id, await tenant.managementToken(scope));
      expect(shown).toMatchObject({ client_id, name: 'Orders worker' });
      for (const name of ['client_secret', 'signing_keys', 'encryption_key']) expect(shown).not.toHaveProperty(name);
    }
  });

  it('shows no secret in the answer to an update by update:clients alone', async () => {
    const { client_id } = await create();
    const token = await tenant.managementToken('update:clients');
    const { body } = await tenant.api('PATCH', `/clients/${client_id}`, { name: 'Renamed' }, token);
    expect(body).toMatchObject({ name: 'Renamed' });
    expect(body).not.toHaveProperty('client_secret');
  });

  it('refuses secret fields by name without read:client_keys', async () => {
    const { client_id } = await create();
    const token = await tenant.managementToken('read:clients');
    for (const path of [`/clients/${client_id}`, '/clients']) {
      const { status, body } = await tenant.api(
        'GET',
        `${path}?fields=name,client_secret,signing_keys`,
        undefined,
        token,
      );
      expect([status, Object(body).errorCode]).toEqual([403, 'insufficient_scope']);
      expect(Object(body).message).toContain('The fields are: client_secret,signing_keys.');
    }
    const without = `/clients/${client_id}?fields=client_secret&include_fields=false`;
    expect((await tenant.api('GET', without, undefined, token)).status).toBe(200);
  });

  it('keeps the fields that the query names, and the tenant beside them', async () => {
    const { client_id, name, ...rest } = await create();
    const chosen = async (query: string) => (await tenant.api('GET', `/clients/${client_id}?${query}`)).body;
    expect(await chosen('fields=client_id')).toEqual({ tenant: 'tokenbench', client_id });
    expect(await chosen('fields=name,client_id&include_fields=true')).toEqual({
      tenant: 'tokenbench',
      client_id,
      name,
    });
    expect(await chosen('fields=name,client_id&include_fields=false')).toEqual(rest);
  });
});

describe('listing clients', () => {
  let listing: RunningTenant;
  const names = Array.from({ length: 58 }, (_, index) => `Client ${index}`);
  beforeAll(async () => {
    listing = await startCheckedTenant({
      seed: {
        clients: names.map((name, index) => ({
          name,
          ...(index % 10 === 0 ? { app_type: 'spa' as const } : {}),
          ...(index === 7 ? { app_type: 'native' as const, is_first_party: false } : {}),
        })),
      },
    });
  });
  afterAll(() => listing.close());

  const everyone = ['All Applications', ...names, 'Administrator'];
  const list = async (query: string) => (await listing.api('GET', `/clients?${query}`)).body;
  const namesOf = (body: unknown): unknown[] =>
    (Array.isArray(body) ? body : Object(body).clients).map((client: unknown) => Object(client).name);

  it('answers a bare array of at most 50, the global client first', async () => {
    expect(namesOf(await list(''))).toEqual(everyone.slice(0, 50));
    expect(namesOf(await list('page=1'))).toEqual(everyone.slice(50));
  });

  it('tells totals where they are asked for', async () => {
    const body = await list('page=2&per_page=25&include_totals=true');
    expect(Object.keys(Object(body))).toEqual(['total', 'start', 'limit', 'clients']);
    expect(body).toMatchObject({ total: 60, start: 50, limit: 25 });
    expect(namesOf(body)).toEqual(everyone.slice(50));
    expect(await list('per_page=0&include_totals=true')).toEqual({ total: 60, start: 0, limit: 0, clients: [] });
  });

  it('pages by checkpoint without totals', async () => {
    const first = await list('take=45&include_totals=true');
    expect(Object.keys(Object(first))).toEqual(['clients', 'next']);
    const rest = await list(`take=45&from=${Object(first).next}`);
    expect(Object.keys(Object(rest))).toEqual(['clients']);
    expect([...namesOf(first), ...namesOf(rest)]).toEqual(everyone);
  });

  it('leaves out the global client as the deploy tool asks', async () => {
    const body = await list('page=0&per_page=100&include_totals=true&is_global=false');
    expect(namesOf(body)).toEqual(everyone.slice(1));
    expect(body).toMatchObject({ total: 59 });
  });

  it('filters by type, party and name, by checkpoint too', async () => {
    const singlePage = names.filter((_, index) => index % 10 === 0);
    expect(namesOf(await list('app_type=spa'))).toEqual(singlePage);
    expect(namesOf(await list('app_type=native,spa'))).toEqual(['Client 0', 'Client 7', ...singlePage.slice(1)]);
    expect(namesOf(await list('is_first_party=false'))).toEqual(['Client 7']);
    expect(namesOf(await list('app_type=native&is_first_party=true'))).toEqual([]);
    expect(namesOf(await list('q=client%201&per_page=3'))).toEqual(['Client 1', 'Client 10', 'Client 11']);
    expect(namesOf(await list('external_client_id=https://client.example'))).toEqual([]);
    const first = await list('app_type=spa&take=4');
    expect(namesOf(await list(`app_type=spa&take=4&from=${Object(first).next}`))).toEqual(singlePage.slice(4));
  });

  it('keeps or drops fields in lists', async () => {
    expect(await list('fields=client_id&include_fields=true&is_global=true')).toEqual([
      { tenant: 'tokenbench', client_id: expect.any(String) },
    ]);
    const [first] = listOf(await listing.api('GET', '/clients?fields=signing_keys,client_secret&include_fields=false'));
    expect(first).not.toHaveProperty('client_secret');
    expect(first).toHaveProperty('name');
  });

  it.each(['app_type=mobile', 'is_global=maybe', 'per_page=101', 'external_client_id=', 'take=0', 'from=lost'])(
    'refuses %s',
    async (query) => {
      expect(await list(query)).toMatchObject({ statusCode: 400, errorCode: 'invalid_query_string' });
    },
  );
});
