import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { listOf, startCheckedTenant } from './expect-shape.ts';
import { resourceServerCalls } from './resource-server-calls.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, patch, get } = resourceServerCalls(() => tenant);

describe('finding resource servers', () => {
  it('finds one by its id and by its identifier', async () => {
    const identifier = 'https://api.example/some-path?with=query&and/slashes';
    const created = await create({ identifier });
    expect(await get(created.id)).toEqual(created);
    expect(await get(encodeURIComponent(identifier))).toEqual(created);
    expect(await get('https:%2F%2Fapi.example%2Fsome-path%3Fwith=query&and%2Fslashes')).toEqual(created);
    expect(await patch(encodeURIComponent(identifier), { name: 'By identifier' })).toMatchObject({ id: created.id });
  });

  it('finds one by an identifier of 600 characters that need encoding', async () => {
    const identifier = `urn:${'/'.repeat(596)}`;
    const { id } = await create({ identifier });
    expect(await get(encodeURIComponent(identifier))).toMatchObject({ id });
  });

  it('says so where there is none', async () => {
    for (const method of ['GET', 'PATCH']) {
      expect((await tenant.api(method, '/resource-servers/nothing', method === 'PATCH' ? {} : undefined)).body).toEqual(
        {
          statusCode: 404,
          error: 'Not Found',
          message: 'The resource server does not exist',
          errorCode: 'inexistent_resource_server',
        },
      );
    }
  });

  it('keeps or drops the fields that the query names', async () => {
    const { id, identifier, ...rest } = await create();
    const chosen = await tenant.api('GET', `/resource-servers/${id}?fields=id,identifier&include_fields=true`);
    expect(chosen.body).toEqual({ id, identifier });
    expect((await tenant.api('GET', `/resource-servers/${id}?fields=id,identifier`)).body).toEqual({ id, identifier });
    const dropped = await tenant.api('GET', `/resource-servers/${id}?fields=id,identifier&include_fields=false`);
    expect(dropped.body).toEqual(rest);
    const listed = listOf(await tenant.api('GET', '/resource-servers?fields=identifier&per_page=2'));
    expect(listed.map((one) => Object.keys(Object(one)))).toEqual([['identifier'], ['identifier']]);
  });
});

describe('listing resource servers', () => {
  let listing: RunningTenant;
  const identifiers = Array.from({ length: 54 }, (_, index) => `urn:listed:${index}`);
  beforeAll(async () => {
    listing = await startCheckedTenant({
      seed: { resourceServers: identifiers.map((identifier) => ({ identifier })) },
    });
  });
  afterAll(() => listing.close());

  const identifiersOf = (body: unknown) => listFrom(body).map((one) => Object(one).identifier);
  const listFrom = (body: unknown): unknown[] => (Array.isArray(body) ? body : Object(body).resource_servers);

  it('answers a bare array of at most 50, the Management API first', async () => {
    const { body } = await listing.api('GET', '/resource-servers');
    expect(identifiersOf(body)).toEqual([`${listing.origin}/api/v2/`, ...identifiers.slice(0, 49)]);
  });

  it('tells totals where they are asked for', async () => {
    const { body } = await listing.api('GET', '/resource-servers?page=1&per_page=50&include_totals=true');
    expect(Object.keys(Object(body))).toEqual(['total', 'start', 'limit', 'resource_servers']);
    expect(body).toMatchObject({ total: 55, start: 50, limit: 50 });
    expect(identifiersOf(body)).toEqual(identifiers.slice(49));
  });

  it.each([
    ['page=0&per_page=2', 0, 2],
    ['page=2&per_page=20', 40, 55],
    ['page=7&per_page=100', 55, 55],
  ])('pages by %s', async (query, start, end) => {
    const everything = [`${listing.origin}/api/v2/`, ...identifiers];
    const { body } = await listing.api('GET', `/resource-servers?${query}`);
    expect(identifiersOf(body)).toEqual(everything.slice(start, end));
  });

  it('finds those of up to ten identifiers', async () => {
    const query = 'identifiers=urn:listed:7&identifiers=urn:listed:3&identifiers=urn:nothing';
    expect(identifiersOf((await listing.api('GET', `/resource-servers?${query}`)).body)).toEqual([
      'urn:listed:7',
      'urn:listed:3',
    ]);
    const own = encodeURIComponent(`${listing.origin}/api/v2/`);
    expect(identifiersOf((await listing.api('GET', `/resource-servers?identifiers=${own}`)).body)).toHaveLength(1);
    const eleven = identifiers
      .slice(0, 11)
      .map((identifier) => `identifiers=${identifier}`)
      .join('&');
    expect((await listing.api('GET', `/resource-servers?${eleven}`)).body).toMatchObject({
      errorCode: 'invalid_query_string',
    });
  });

  it.each([
    ['per_page=0', "'Value 0 is less than minimum 1' on property per_page (Number of results per page.)."],
    ['per_page=101', "'Value 101 is greater than maximum 100' on property per_page (Number of results per page.)."],
    ['page=-1', "'Value -1 is less than minimum 0' on property page"],
    ['page=first', "'Expected type integer but found type string' on property page"],
    ['include_totals=perhaps', "'Expected type boolean but found type string' on property include_totals."],
  ])('refuses %s', async (query, rule) => {
    const { status, body } = await listing.api('GET', `/resource-servers?${query}`);
    expect(status).toBe(400);
    expect(Object(body).message).toContain(`Query validation error: ${rule}`);
    expect(body).toMatchObject({ error: 'Bad Request', errorCode: 'invalid_query_string' });
  });
});
