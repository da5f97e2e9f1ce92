/** What the screens of the APIs ask and do. */
import { expect, it } from 'vitest';
import { openCalls } from './console-calls.ts';

it('what is typed for a new API is checked, remarked on, and refused as its creation would be', async () => {
  const { call, refusal } = await openCalls();
  const check = (name: string, identifier: string) => call('resourceServers.checkNew', { name, identifier });
  expect(await check('', '')).toEqual({});
  expect(await check('<', 'https://appointments.example/')).toEqual({
    name: expect.stringContaining('< or >'),
    identifier: expect.stringContaining('has this identifier already'),
  });
  expect(await check('Twin', 'https://appointments.example')).toEqual({
    remark: expect.stringContaining('differs only by the slash'),
  });
  expect(await check('Spaces', 'not an address')).toHaveProperty('identifier');
  const taken = { identifier: 'https://appointments.example/' };
  expect(await refusal('resourceServers.create', taken)).toMatchObject({ code: 'resource_server_conflict' });
});

it('the list is searched, sorted and paged, the Management API first', async () => {
  const { call } = await openCalls();
  for (const name of ['B', 'A']) await call('resourceServers.create', { name, identifier: `urn:${name}` });
  const search = { filter: '', start: 0, count: 10 };
  const sort = { column: 'name', isDescending: false } as const;
  const names = async (wish: object) =>
    (await call('resourceServers.search', { ...search, ...wish })).rows.map(({ name }) => name);
  expect(await names({ sort })).toEqual(['Auth0 Management API', 'A', 'Appointments API', 'B']);
  expect(await names({ sort: { ...sort, isDescending: true } })).toEqual([
    'Auth0 Management API',
    'B',
    'Appointments API',
    'A',
  ]);
  expect(await names({ filter: 'WRITE:appointments' })).toEqual(['Appointments API']);
  expect(await call('resourceServers.search', { ...search, start: 2, count: 1 })).toMatchObject({
    total: 4,
    found: 4,
    rows: [{ name: 'B' }],
  });
  expect((await call('resourceServers.list', {})).length).toBe(4);
});

it('a test application comes with its grant, and an API says what goes with it', async () => {
  const { call, refusal } = await openCalls();
  const scopes = [{ value: 'read:orders' }, { value: 'write:orders' }];
  const { id } = await call('resourceServers.create', { name: 'Orders', identifier: 'urn:orders', scopes });
  const made = await call('resourceServers.createTestApplication', { id });
  const grants = await call('clientGrants.list', {});
  expect(grants.find((grant) => grant.id === made.grant_id)).toMatchObject({
    client_id: made.client_id,
    scope: ['read:orders', 'write:orders'],
  });
  await call('tokens.request', { client_id: made.client_id, audience: 'urn:orders' });
  expect(await call('resourceServers.describeRemoval', { id })).toMatchObject({
    grants: 1,
    applications: ['Orders (Test Application)'],
    recentTokens: 1,
    validUntil: expect.any(String),
  });
  await call('resourceServers.remove', { id });
  expect(await refusal('resourceServers.get', { id })).toMatchObject({ code: 'inexistent_resource_server' });
  expect(await call('clientGrants.list', {})).not.toContainEqual(expect.objectContaining({ audience: 'urn:orders' }));
});

it('the next token is previewed with the form as it stands, and nothing is kept of it', async () => {
  const { call, refusal } = await openCalls();
  const [api] = (await call('resourceServers.list', {})).filter(({ name }) => name === 'Appointments API');
  const id = api?.id ?? '';
  const update = { token_lifetime: 60, token_lifetime_for_web: 60, token_dialect: 'rfc9068_profile' } as const;
  const { header, payload, client } = await call('resourceServers.previewToken', { id, update });
  expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(60);
  expect(client?.name).toBe('Nightly Job');
  expect(await call('resourceServers.get', { id })).toMatchObject({ token_lifetime: 86_400 });
  const wrong = { token_lifetime: 60, token_lifetime_for_web: 90 };
  const refused = await refusal('resourceServers.previewToken', { id, update: wrong });
  expect(await refusal('resourceServers.update', { id, update: wrong })).toEqual(refused);
  expect(await call('resourceServers.update', { id, update })).toMatchObject({ token_lifetime: 60 });
});

it('grants are made, changed, removed, and come back under the id that they had', async () => {
  const { call, refusal } = await openCalls();
  const { client_id } = await call('clients.create', { name: 'Job', grant_types: ['client_credentials'] });
  const audience = 'https://appointments.example/';
  const { id } = await call('clientGrants.create', { client_id, audience, scope: ['read:appointments'] });
  const delegated = await call('clientGrants.create', { client_id, audience, scope: [], subject_type: 'user' });
  expect(delegated).toMatchObject({ subject_type: 'user' });
  const grant = await call('clientGrants.update', { id, update: { scope: ['write:appointments'] } });
  expect(grant.scope).toEqual(['write:appointments']);
  await call('clientGrants.remove', { id });
  expect(await call('clientGrants.restore', { grant })).toEqual(grant);
  expect(await refusal('clientGrants.restore', { grant })).toMatchObject({ code: 'client_grant_conflict' });
});

it('the operations of the Management API say which permission each takes', async () => {
  const { call } = await openCalls();
  const operations = await call('managementApi.operations', {});
  expect(operations).toContainEqual(
    expect.objectContaining({ method: 'POST', path: '/resource-servers', anyScope: ['create:resource_servers'] }),
  );
});
