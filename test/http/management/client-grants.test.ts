import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, listOf, startCheckedTenant } from './expect-shape.ts';

const audience = 'https://api.example/orders';
const hour = 3_600_000;

let now = Date.parse('2026-03-02T10:00:00.000Z');
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant({
    clock: () => now,
    seed: {
      resourceServers: [
        { identifier: audience, scopes: [{ value: 'read:orders' }, { value: 'write:orders' }] },
        { identifier: 'urn:example:bare' },
      ],
    },
  });
});
afterAll(() => tenant.close());

const newClient = async () => String(entityOf(await tenant.api('POST', '/clients', { name: 'Worker' })).client_id);
const create = async (properties: object = {}) =>
  entityOf(await tenant.api('POST', '/client-grants', { client_id: await newClient(), audience, ...properties }));
const patch = async (id: unknown, update: object) =>
  entityOf(await tenant.api('PATCH', `/client-grants/${id}`, update));
const refusal = async (body: object) => (await tenant.api('POST', '/client-grants', body)).body;

describe('creating a client grant', () => {
  it('answers the grant in the order of the service', async () => {
    const client_id = await newClient();
    const { status, body } = await tenant.api('POST', '/client-grants', {
      scope: ['read:orders'],
      audience,
      client_id,
    });
    expect(status).toBe(201);
    expect(JSON.stringify({ ...Object(body), id: 'id' })).toBe(
      JSON.stringify({ id: 'id', client_id, audience, scope: ['read:orders'], subject_type: 'client' }),
    );
  });

  it('answers every field as it was sent', async () => {
    const sent = {
      scope: ['write:orders', 'read:orders'],
      organization_usage: 'allow',
      allow_any_organization: true,
      subject_type: 'user',
      authorization_details_types: ['payment'],
      allow_all_scopes: false,
    };
    const created = await create(sent);
    expect(created).toMatchObject(sent);
    expect(Object.keys(created)).toEqual([
      'id',
      'client_id',
      'audience',
      'scope',
      'organization_usage',
      'allow_any_organization',
      'subject_type',
      'authorization_details_types',
      'allow_all_scopes',
    ]);
    expect((await tenant.api('GET', `/client-grants/${created.id}`)).body).toEqual(created);
  });

  it('takes a grant without scopes', async () => {
    expect(await create()).toMatchObject({ scope: [] });
    expect(await create({ scope: [] })).toMatchObject({ scope: [] });
    expect(await create({ audience: 'urn:example:bare', scope: [] })).toMatchObject({ audience: 'urn:example:bare' });
  });

  it('shows no scopes beside allow_all_scopes', async () => {
    const created = await create({ allow_all_scopes: true });
    expect(created).toMatchObject({ allow_all_scopes: true });
    expect(created).not.toHaveProperty('scope');
  });

  it('makes the default for third-party clients without a client', async () => {
    const created = entityOf(
      await tenant.api('POST', '/client-grants', {
        default_for: 'third_party_clients',
        audience,
        scope: ['read:orders'],
      }),
    );
    expect(created).toMatchObject({ default_for: 'third_party_clients', scope: ['read:orders'] });
    expect(created).not.toHaveProperty('client_id');
    expect(listOf(await tenant.api('GET', '/client-grants?default_for=third_party_clients'))).toEqual([created]);
  });

  it('needs either a client or default_for', async () => {
    expect(await refusal({ audience })).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: "Payload validation error: 'Missing required property: client_id'.",
      errorCode: 'invalid_body',
    });
    expect(await refusal({ audience, client_id: 'x', default_for: 'third_party_clients' })).toMatchObject({
      statusCode: 400,
      message: 'Cannot set both client_id and default_for.',
    });
  });

  it('refuses scopes beside allow_all_scopes', async () => {
    expect(await refusal({ audience, client_id: 'x', scope: ['read:orders'], allow_all_scopes: true })).toMatchObject({
      statusCode: 400,
      message: 'Cannot set both scope and allow_all_scopes.',
    });
  });

  it('refuses a scope that the API does not define', async () => {
    const client_id = await newClient();
    expect(await refusal({ audience, client_id, scope: ['read:orders', 'drop:orders'] })).toMatchObject({
      statusCode: 400,
      message: 'Scopes not defined by the resource server: drop:orders. Add them to the resource server first.',
      errorCode: 'invalid_body',
    });
  });

  it('answers 404 for an API or a client that does not exist, after the body was checked', async () => {
    expect(await refusal({ audience: 'urn:nothing', client_id: 'nobody' })).toEqual({
      statusCode: 404,
      error: 'Not Found',
      message: 'No resource with identifier urn:nothing',
    });
    expect(await refusal({ audience, client_id: 'nobody' })).toMatchObject({
      statusCode: 404,
      message: 'Client not found',
    });
    expect(await refusal({ audience: 'urn:nothing', client_id: 'nobody', scope: 'read' })).toMatchObject({
      statusCode: 400,
    });
  });

  it('takes one grant for each client, API and subject type', async () => {
    const client_id = await newClient();
    await create({ client_id });
    await create({ client_id, subject_type: 'user' });
    await create({ client_id, audience: 'urn:example:bare' });
    expect(await refusal({ client_id, audience })).toEqual({
      statusCode: 409,
      error: 'Conflict',
      message: `A client grant already exists between ${client_id} and ${audience}`,
      errorCode: 'client_grant_conflict',
    });
    expect(await refusal({ client_id, audience, subject_type: 'user' })).toMatchObject({ statusCode: 409 });
  });

  it('refuses a client of type express_configuration', async () => {
    const { client_id } = entityOf(
      await tenant.api('POST', '/clients', { name: 'Express', app_type: 'express_configuration' }),
    );
    expect(await refusal({ client_id, audience })).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'Client of type express_configuration cannot be used',
      errorCode: 'validation_error',
    });
  });

  it('takes the Management API under every address of the tenant, and the older spelling of its scopes', async () => {
    const { port } = new URL(tenant.origin);
    const created = await create({
      audience: `http://127.0.0.1:${port}/api/v2/`,
      scope: ['create:client_grant', 'create:resource_server'],
    });
    expect(created).toMatchObject({ audience: `${tenant.origin}/api/v2/` });
  });

  it('takes a client whose grant types lack client_credentials', async () => {
    const { client_id } = entityOf(
      await tenant.api('POST', '/clients', { name: 'Web', grant_types: ['authorization_code'] }),
    );
    expect(await create({ client_id })).toMatchObject({ client_id });
  });
});

describe('changing a client grant', () => {
  it('replaces the scopes as a whole', async () => {
    const { id, ...rest } = await create({ scope: ['read:orders'], organization_usage: 'deny' });
    expect(await patch(id, { scope: ['write:orders'] })).toEqual({ id, ...rest, scope: ['write:orders'] });
    expect(await patch(id, { scope: [] })).toMatchObject({ scope: [], organization_usage: 'deny' });
    expect(await patch(id, { scope: null })).toMatchObject({ scope: [] });
  });

  it('goes to all scopes and back', async () => {
    const { id } = await create({ scope: ['read:orders'] });
    const all = await patch(id, { allow_all_scopes: true });
    expect([all.allow_all_scopes, 'scope' in all]).toEqual([true, false]);
    expect((await tenant.api('PATCH', `/client-grants/${id}`, { scope: ['read:orders'] })).body).toMatchObject({
      statusCode: 400,
      message: 'Cannot set both scope and allow_all_scopes.',
    });
    expect(await patch(id, { allow_all_scopes: false, scope: [] })).toMatchObject({
      allow_all_scopes: false,
      scope: [],
    });
    expect(await patch(id, { allow_all_scopes: null, scope: ['read:orders'] })).not.toHaveProperty('allow_all_scopes');
  });

  it('clears what null may clear', async () => {
    const { id } = await create({ organization_usage: 'require', allow_any_organization: true });
    const after = await patch(id, { organization_usage: null, allow_any_organization: null });
    expect(after).not.toHaveProperty('organization_usage');
    expect(after).not.toHaveProperty('allow_any_organization');
  });

  it.each(['client_id', 'audience', 'subject_type', 'default_for', 'id'])('refuses another %s', async (property) => {
    const { id } = await create();
    expect((await tenant.api('PATCH', `/client-grants/${id}`, { [property]: 'user' })).body).toMatchObject({
      statusCode: 400,
      message: `Payload validation error: 'Additional properties not allowed: ${property}'.`,
    });
  });

  it('lets the subject type through that the grant has: the deploy tool sends it back', async () => {
    const { id } = await create({ scope: [] });
    expect(await patch(id, { scope: ['read:orders'], subject_type: 'client' })).toMatchObject({
      scope: ['read:orders'],
      subject_type: 'client',
    });
  });

  it('refuses a scope that the API does not define, and an empty body', async () => {
    const { id } = await create();
    expect((await tenant.api('PATCH', `/client-grants/${id}`, { scope: ['x'] })).status).toBe(400);
    expect((await tenant.api('PATCH', `/client-grants/${id}`, {})).body).toMatchObject({
      message: "Payload validation error: 'Too few properties defined (0), minimum 1'.",
    });
  });
});

describe('finding client grants', () => {
  it('says so where there is none', async () => {
    const expected = {
      statusCode: 404,
      error: 'Not Found',
      message: 'The grant does not exist.',
      errorCode: 'inexistent_client_grant',
    };
    expect((await tenant.api('GET', '/client-grants/cgr_0000000000000000')).body).toEqual(expected);
    expect((await tenant.api('PATCH', '/client-grants/cgr_0000000000000000', { scope: [] })).body).toEqual(expected);
    expect((await tenant.api('GET', '/client-grants/cgr_0000000000000000/organizations')).body).toEqual(expected);
  });

  it('has no organizations for a grant', async () => {
    const { id } = await create();
    expect((await tenant.api('GET', `/client-grants/${id}/organizations`)).body).toEqual({ organizations: [] });
  });

  it('finds by client, API, subject type and organization, alone and together', async () => {
    const client_id = await newClient();
    const one = await create({ client_id, allow_any_organization: true });
    const two = await create({ client_id, subject_type: 'user', allow_any_organization: false });
    const three = await create({ client_id, audience: 'urn:example:bare' });
    const found = async (query: string) =>
      listOf(await tenant.api('GET', `/client-grants?client_id=${client_id}${query}`));
    const encoded = encodeURIComponent(audience);
    expect(await found('')).toEqual([one, two, three]);
    expect(await found(`&audience=${encoded}`)).toEqual([one, two]);
    expect(await found('&subject_type=user')).toEqual([two]);
    expect(await found('&allow_any_organization=true')).toEqual([one]);
    expect(await found(`&audience=${encoded}&subject_type=client&include_totals=false`)).toEqual([one]);
    expect(await found('&audience=urn:nothing')).toEqual([]);
    expect(listOf(await tenant.api('GET', '/client-grants?client_id=nobody'))).toEqual([]);
    const everyoneOfBare = listOf(await tenant.api('GET', '/client-grants?audience=urn:example:bare&per_page=100'));
    expect(everyoneOfBare).toContainEqual(three);
  });

  it('tells totals beside a filter, as Terraform asks for them', async () => {
    const client_id = await newClient();
    const grant = await create({ client_id });
    const query = `audience=${encodeURIComponent(audience)}&client_id=${client_id}&include_totals=true&per_page=50`;
    expect((await tenant.api('GET', `/client-grants?${query}`)).body).toEqual({
      total: 1,
      start: 0,
      limit: 50,
      client_grants: [grant],
    });
  });

  it.each([
    'subject_type=anyone',
    'default_for=everyone',
    'allow_any_organization=false',
    'take=0',
    'take=101',
    'from=lost',
  ])('refuses %s', async (query) => {
    expect((await tenant.api('GET', `/client-grants?${query}`)).body).toMatchObject({
      statusCode: 400,
      errorCode: 'invalid_query_string',
    });
  });
});

describe('listing client grants', () => {
  let listing: RunningTenant;
  const identifiers = Array.from({ length: 60 }, (_, index) => `urn:listed:${String(59 - index).padStart(2, '0')}`);
  beforeAll(async () => {
    listing = await startCheckedTenant({
      clock: () => now,
      seed: {
        resourceServers: identifiers.map((identifier) => ({ identifier })),
        clients: [{ name: 'Worker' }],
        clientGrants: identifiers.map((identifier) => ({ client_id: 'Worker', audience: identifier })),
      },
    });
  });
  afterAll(() => listing.close());

  const audiences = (grants: unknown): unknown[] =>
    (Array.isArray(grants) ? grants : Object(grants).client_grants).map((grant: unknown) => Object(grant).audience);
  const list = async (query: string) => (await listing.api('GET', `/client-grants?${query}`)).body;

  it('pages by number, by the name of the application and by audience whatever was made first', async () => {
    const sorted = identifiers.toReversed();
    expect(audiences(await list(''))).toEqual([`${listing.origin}/api/v2/`, ...sorted.slice(0, 49)]);
    expect(audiences(await list('page=1'))).toEqual(sorted.slice(49));
    expect(await list('page=3&per_page=7&include_totals=true')).toMatchObject({ total: 61, start: 21, limit: 7 });
  });

  it('pages by checkpoint, without totals whatever else is asked', async () => {
    const first = await list('take=40&include_totals=true&per_page=5&page=2');
    expect(Object.keys(Object(first))).toEqual(['client_grants', 'next']);
    expect(audiences(first)).toEqual(identifiers.slice(0, 40));
    const rest = await list(`take=40&from=${Object(first).next}`);
    expect(Object.keys(Object(rest))).toEqual(['client_grants']);
    expect(audiences(rest)).toEqual([...identifiers.slice(40), `${listing.origin}/api/v2/`]);
  });

  it('takes 50 at a checkpoint unless told otherwise', async () => {
    const { next } = Object(await list('take=1'));
    expect(audiences(await list(`from=${next}`))).toEqual(identifiers.slice(1, 51));
  });

  it('pages by checkpoint through a filter', async () => {
    const client_id = listing.client('Worker').client_id;
    const first = await list(`take=59&client_id=${client_id}`);
    const rest = await list(`take=59&client_id=${client_id}&from=${Object(first).next}`);
    expect([...audiences(first), ...audiences(rest)]).toEqual(identifiers);
    expect(await list(`take=60&client_id=${client_id}`)).not.toHaveProperty('next');
  });

  it('keeps its place when the grant at the checkpoint is gone', async () => {
    const first = await list('take=3');
    await listing.api('DELETE', `/client-grants/${Object(first).client_grants[2].id}`);
    expect(audiences(await list(`take=2&from=${Object(first).next}`))).toEqual(identifiers.slice(3, 5));
  });

  it('forgets a checkpoint after 24 hours', async () => {
    const start = now;
    const { next } = Object(await list('take=1'));
    const token = () => listing.managementToken('read:client_grants');
    const at = async () =>
      (await listing.api('GET', `/client-grants?take=1&from=${next}`, undefined, await token())).status;
    now = start + 24 * hour;
    expect(await at()).toBe(200);
    now += 1;
    expect(await at()).toBe(400);
    now = start;
  });
});

describe('deleting a client grant', () => {
  it('answers 204 whether it was there or not', async () => {
    const { id, client_id } = await create();
    for (let time = 1; time <= 2; time += 1)
      expect((await tenant.api('DELETE', `/client-grants/${id}`)).status).toBe(204);
    expect((await tenant.api('GET', `/client-grants/${id}`)).status).toBe(404);
    expect(await create({ client_id })).toMatchObject({ client_id });
  });
});
