import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, listOf, startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const create = async (properties: object = {}) =>
  entityOf(await tenant.api('POST', '/clients', { name: 'Orders worker', ...properties }));
const patch = async (id: unknown, update: object) => entityOf(await tenant.api('PATCH', `/clients/${id}`, update));
const get = async (id: unknown, token?: string) =>
  entityOf(await tenant.api('GET', `/clients/${id}`, undefined, token));
const refusal = async (body: object) => (await tenant.api('POST', '/clients', body)).body;

const usual = {
  rotation_type: 'non-rotating',
  expiration_type: 'non-expiring',
  leeway: 0,
  token_lifetime: 2_592_000,
  idle_token_lifetime: 1_296_000,
  infinite_token_lifetime: true,
  infinite_idle_token_lifetime: true,
};

describe('creating a client', () => {
  it('fills in what the smallest body leaves out', async () => {
    const { client_id, client_secret, signing_keys, ...rest } = await create();
    expect(client_id).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(client_secret).toMatch(/^[\w-]{64}$/);
    expect(signing_keys).toMatchObject([{ subject: '/CN=localhost' }]);
    expect(rest).toEqual({
      tenant: 'tokenbench',
      global: false,
      is_token_endpoint_ip_header_trusted: false,
      name: 'Orders worker',
      is_first_party: true,
      oidc_conformant: false,
      sso_disabled: false,
      cross_origin_auth: false,
      cross_origin_authentication: false,
      refresh_token: usual,
      callback_url_template: false,
      jwt_configuration: { lifetime_in_seconds: 36_000, secret_encoded: false },
      grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
      custom_login_page_on: true,
    });
  });

  it.each<[title: string, sent: object, made: object]>([
    [
      'a machine-to-machine client',
      { app_type: 'non_interactive' },
      { app_type: 'non_interactive', refresh_token: usual },
    ],
    [
      'a public client no client_credentials',
      { token_endpoint_auth_method: 'none' },
      { grant_types: ['authorization_code', 'implicit', 'refresh_token'], refresh_token: usual },
    ],
    [
      'a native client, which is public, no client_credentials',
      { app_type: 'native' },
      { grant_types: ['authorization_code', 'implicit', 'refresh_token'], refresh_token: usual },
    ],
    [
      'a client with client_secret_post longer refresh tokens',
      { token_endpoint_auth_method: 'client_secret_post' },
      { refresh_token: { ...usual, token_lifetime: 31_557_600, idle_token_lifetime: 2_592_000 } },
    ],
    [
      'a client with client_secret_basic longer refresh tokens',
      { token_endpoint_auth_method: 'client_secret_basic' },
      { refresh_token: { ...usual, token_lifetime: 31_557_600, idle_token_lifetime: 2_592_000 } },
    ],
    [
      'a resource_server client no grant types',
      { app_type: 'resource_server' },
      { grant_types: [], oidc_conformant: true, jwt_configuration: { alg: 'RS256', secret_encoded: false } },
    ],
    [
      'an express_configuration client its two grant types',
      { app_type: 'express_configuration' },
      {
        grant_types: ['authorization_code', 'client_credentials'],
        oidc_conformant: true,
        jwt_configuration: { alg: 'RS256', secret_encoded: false },
      },
    ],
    [
      'a third-party single-page application rotating refresh tokens',
      { app_type: 'spa', is_first_party: false },
      {
        oidc_conformant: true,
        is_first_party: false,
        refresh_token: {
          ...usual,
          rotation_type: 'rotating',
          expiration_type: 'expiring',
          infinite_token_lifetime: false,
          infinite_idle_token_lifetime: false,
        },
      },
    ],
    [
      'a strict third-party client authorization codes only',
      { app_type: 'regular_web', is_first_party: false, third_party_security_mode: 'strict' },
      {
        grant_types: ['authorization_code'],
        refresh_token: { ...usual, expiration_type: 'expiring', infinite_idle_token_lifetime: false },
      },
    ],
    [
      'ID tokens no lifetime where the request names an algorithm',
      { jwt_configuration: { alg: 'RS256' } },
      { jwt_configuration: { alg: 'RS256', secret_encoded: false } },
    ],
  ])('gives %s', async (_title, sent, made) => {
    expect(await create(sent)).toMatchObject({ ...sent, ...made });
  });

  it('gives a third-party client an id with a prefix', async () => {
    expect(await create({ is_first_party: false })).toMatchObject({
      client_id: expect.stringMatching(/^tpc_[0-9A-Za-z]{28}$/),
    });
  });

  it('answers every field as it was sent', async () => {
    const sent = {
      description: 'Works on orders',
      app_type: 'regular_web',
      logo_uri: 'https://app.example/logo.png',
      callbacks: ['https://app.example/callback', 'com.example.app:/callback'],
      allowed_logout_urls: ['https://app.example'],
      allowed_origins: ['https://app.example'],
      web_origins: ['https://app.example'],
      allowed_clients: [],
      client_aliases: ['orders'],
      grant_types: ['authorization_code', 'client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
      client_metadata: { team: 'orders' },
      oidc_conformant: true,
      is_token_endpoint_ip_header_trusted: true,
      sso_disabled: true,
      cross_origin_authentication: true,
      custom_login_page_on: false,
      custom_login_page: '<html></html>',
      initiate_login_uri: 'https://app.example/login',
      jwt_configuration: { lifetime_in_seconds: 600, secret_encoded: false, alg: 'PS256', scopes: {} },
      encryption_key: { pub: 'pub', cert: 'cert', subject: 'subject' },
      refresh_token: { rotation_type: 'rotating', expiration_type: 'expiring', leeway: 5, token_lifetime: 600 },
      default_organization: { organization_id: 'org_1', flows: ['client_credentials'] },
      organization_usage: 'allow',
      organization_require_behavior: 'no_prompt',
      organization_discovery_methods: ['email'],
      compliance_level: 'fapi1_adv_pkj_par',
      par_request_expiry: 60,
      redirection_policy: 'allow_always',
      require_proof_of_possession: true,
      require_pushed_authorization_requests: true,
      skip_non_verifiable_callback_uri_confirmation_prompt: true,
      token_exchange: { allow_any_profile_of_type: ['custom_authentication'] },
      token_quota: { client_credentials: { enforce: true, per_day: 100, per_hour: 10 } },
      session_transfer: { can_create_session_transfer_token: true },
      addons: { samlp: { audience: 'urn:aud' }, oag: {} },
      mobile: { ios: { team_id: 'team' } },
      native_social_login: { apple: { enabled: true } },
      oidc_logout: { backchannel_logout_urls: ['https://app.example/out'] },
      async_approval_notification_channels: ['email'],
    };
    const created = await create(sent);
    expect(created).toMatchObject(sent);
    expect(created).toMatchObject({ cross_origin_auth: true });
    expect(await get(created.client_id)).toEqual(created);
  });

  it('lets two clients share a name but no alias', async () => {
    await create({ name: 'Twin', client_aliases: ['alias-a', 'alias-b'] });
    await create({ name: 'Twin' });
    expect(await refusal({ name: 'Twin', client_aliases: ['alias-b'] })).toEqual({
      statusCode: 409,
      error: 'Conflict',
      message: 'Another client exists with the same alias.',
      errorCode: 'alias_conflict',
    });
    const { client_id } = await create({ name: 'Twin' });
    const body = { client_aliases: ['alias-a'] };
    expect((await tenant.api('PATCH', `/clients/${client_id}`, body)).body).toMatchObject({ statusCode: 409 });
  });

  it('refuses an alias that two creations take at once', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => tenant.api('POST', '/clients', { name: 'Racer', client_aliases: ['racer'] })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it.each(['none', undefined])('refuses client_credentials to a public client (%s)', async (method) => {
    const properties = method === undefined ? { app_type: 'native' } : { token_endpoint_auth_method: method };
    expect(await refusal({ name: 'Public', grant_types: ['client_credentials'], ...properties })).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'Invalid grant types: client_credentials',
      errorCode: 'invalid_body',
    });
  });

  it('refuses a client_id in the body', async () => {
    expect(await refusal({ name: 'Mine', client_id: 'mine' })).toMatchObject({
      message: "Payload validation error: 'Additional properties not allowed: client_id'.",
    });
  });

  it('links a resource_server client with its API', async () => {
    const identifier = 'urn:example:linked';
    const api = entityOf(await tenant.api('POST', '/resource-servers', { identifier }));
    const linking = { name: 'Linked', app_type: 'resource_server', resource_server_identifier: identifier };
    const client = await create(linking);
    expect(client).toMatchObject(linking);
    const linked = async () => entityOf(await tenant.api('GET', `/resource-servers/${api.id}`)).client_id;
    expect(await linked()).toBe(client.client_id);
    expect(await refusal(linking)).toMatchObject({ statusCode: 409 });
    expect(await refusal({ ...linking, resource_server_identifier: 'urn:nothing' })).toMatchObject({
      statusCode: 400,
      message: 'No resource with identifier urn:nothing',
    });
    expect(await refusal({ ...linking, app_type: 'spa' })).toMatchObject({ statusCode: 400 });
    await tenant.api('DELETE', `/clients/${client.client_id}`);
    expect(await linked()).toBeUndefined();
  });
});

describe('changing a client', () => {
  it('keeps what is not named and replaces what is', async () => {
    const before = await create({ callbacks: ['https://a.example'], mobile: { ios: { team_id: 'team' } } });
    const after = await patch(before.client_id, { callbacks: [], mobile: { android: { app_package_name: 'app' } } });
    expect(after).toEqual({ ...before, callbacks: [], mobile: { android: { app_package_name: 'app' } } });
    expect(await get(before.client_id)).toEqual(after);
  });

  it('takes cross_origin_auth for the newer name, which counts where both are given', async () => {
    const { client_id, ...created } = await create({ cross_origin_auth: true });
    expect(created).toMatchObject({ cross_origin_auth: true, cross_origin_authentication: true });
    const both = { cross_origin_auth: true, cross_origin_authentication: false };
    expect(await patch(client_id, both)).toMatchObject({
      cross_origin_auth: false,
      cross_origin_authentication: false,
    });
  });

  it('keeps how secrets are encoded where an update of the token configuration does not say', async () => {
    const { client_id } = await create({ jwt_configuration: { secret_encoded: true, alg: 'HS256' } });
    const after = await patch(client_id, { jwt_configuration: { lifetime_in_seconds: 60, alg: 'RS256' } });
    expect(JSON.stringify(after.jwt_configuration)).toBe(
      '{"alg":"RS256","lifetime_in_seconds":60,"secret_encoded":true}',
    );
  });

  it('merges metadata by key, takes null as removal, and keeps an empty object', async () => {
    const { client_id } = await create({ client_metadata: { one: '1', two: '2' } });
    expect((await patch(client_id, { client_metadata: { two: 'II', three: '3' } })).client_metadata).toEqual({
      one: '1',
      two: 'II',
      three: '3',
    });
    const empty = await patch(client_id, { client_metadata: { one: null, two: null, three: null } });
    expect(empty.client_metadata).toEqual({});
    expect(await get(client_id)).toMatchObject({ client_metadata: {} });
  });

  it('keeps metadata to ten keys, those kept included', async () => {
    const nine = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`key${index}`, 'value']));
    const { client_id } = await create({ client_metadata: nine });
    await patch(client_id, { client_metadata: { ten: 'value' } });
    expect(
      (await tenant.api('PATCH', `/clients/${client_id}`, { client_metadata: { eleven: 'value' } })).body,
    ).toMatchObject({
      statusCode: 400,
      message: 'client_metadata can have 10 keys at most, not 11.',
    });
    await patch(client_id, { client_metadata: { key0: null, eleven: 'value' } });
  });

  it('clears what null may clear', async () => {
    const clearable = {
      compliance_level: 'none',
      default_organization: { organization_id: 'org_1', flows: ['client_credentials'] },
      organization_usage: 'allow',
      organization_require_behavior: 'no_prompt',
      organization_discovery_methods: ['email'],
      par_request_expiry: 60,
      token_quota: { client_credentials: { enforce: true } },
      token_exchange: { allow_any_profile_of_type: ['custom_authentication'] },
      session_transfer: { can_create_session_transfer_token: true },
      encryption_key: { pub: 'pub' },
      token_endpoint_auth_method: 'client_secret_post',
    };
    const { client_id } = await create(clearable);
    const after = await patch(client_id, Object.fromEntries(Object.keys(clearable).map((name) => [name, null])));
    expect(Object.keys(clearable).filter((name) => name in after)).toEqual([]);
  });

  it('needs both members of default_organization', async () => {
    const { client_id } = await create();
    const body = { default_organization: { organization_id: 'org_1' } };
    expect((await tenant.api('PATCH', `/clients/${client_id}`, body)).body).toMatchObject({
      statusCode: 400,
      message: "Payload validation error: 'Missing required property: flows' on property default_organization.",
    });
  });

  it('may set the secret, which then works', async () => {
    const { client_id } = await create({ name: 'Given secret' });
    expect(await patch(client_id, { client_secret: 'given' })).toMatchObject({ client_secret: 'given' });
    const audience = 'urn:example:secret';
    await tenant.api('POST', '/resource-servers', { identifier: audience });
    await tenant.api('POST', '/client-grants', { client_id, audience });
    expect(await tenant.token('Given secret', audience)).toMatch(/^ey/);
  });

  it('refuses to make a client with client_credentials public', async () => {
    const { client_id } = await create();
    expect(
      (await tenant.api('PATCH', `/clients/${client_id}`, { token_endpoint_auth_method: 'none' })).body,
    ).toMatchObject({
      statusCode: 400,
      message: 'Invalid grant types: client_credentials',
    });
  });

  it('refuses an empty body and the linked API', async () => {
    const { client_id } = await create();
    expect((await tenant.api('PATCH', `/clients/${client_id}`, {})).status).toBe(400);
    const body = { resource_server_identifier: 'urn:other' };
    expect((await tenant.api('PATCH', `/clients/${client_id}`, body)).status).toBe(400);
  });

  it('makes a new secret and refuses the old one', async () => {
    const { client_id, client_secret } = await create();
    const { status, body } = await tenant.api('POST', `/clients/${client_id}/rotate-secret`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      client_id,
      name: 'Orders worker',
      client_secret: expect.stringMatching(/^[\w-]{64}$/),
    });
    expect(Object(body).client_secret).not.toBe(client_secret);
    expect(await get(client_id)).toEqual(body);
    const grant = { grant_type: 'client_credentials', client_id: String(client_id), audience: 'urn:nothing' };
    expect(await tenant.requestToken({ ...grant, client_secret: String(client_secret) })).toMatchObject({
      status: 401,
      body: { error: 'access_denied', error_description: 'Unauthorized' },
    });
    expect(await tenant.requestToken({ ...grant, client_secret: Object(body).client_secret })).toMatchObject({
      status: 403,
    });
  });
});

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

describe('the global client', () => {
  const globalClient = async () => Object(listOf(await tenant.api('GET', '/clients?is_global=true')).at(0));

  it('is exactly one, with no type and no grant types shown', async () => {
    const found = listOf(await tenant.api('GET', '/clients?is_global=true'));
    expect(found).toMatchObject([
      {
        name: 'All Applications',
        global: true,
        is_first_party: true,
        callbacks: [],
        client_secret: expect.any(String),
      },
    ]);
    expect(found[0]).not.toHaveProperty('app_type');
    expect(found[0]).not.toHaveProperty('grant_types');
  });

  it('holds the login page', async () => {
    const { client_id } = await globalClient();
    const page = { custom_login_page: '<html></html>', custom_login_page_on: true };
    expect(await patch(client_id, page)).toMatchObject(page);
  });

  it('cannot be deleted and gets no tokens', async () => {
    const { client_id, client_secret } = await globalClient();
    expect((await tenant.api('DELETE', `/clients/${client_id}`)).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'Global client cannot be deleted.',
      errorCode: 'operation_not_supported',
    });
    const audience = `${tenant.origin}/api/v2/`;
    const answer = await tenant.requestToken({ grant_type: 'client_credentials', client_id, client_secret, audience });
    expect(answer.status).toBe(401);
  });
});

describe('deleting a client', () => {
  it('answers 204 whether it was there or not', async () => {
    const { client_id } = await create();
    for (let time = 1; time <= 2; time += 1) {
      expect((await tenant.api('DELETE', `/clients/${client_id}`)).status).toBe(204);
    }
    expect((await tenant.api('GET', `/clients/${client_id}`)).status).toBe(404);
  });

  it('removes its grants and no others', async () => {
    const audience = 'urn:example:shared';
    await tenant.api('POST', '/resource-servers', { identifier: audience });
    const [gone, stays] = [await create(), await create()];
    await tenant.api('POST', '/client-grants', { client_id: gone.client_id, audience });
    await tenant.api('POST', '/client-grants', { client_id: gone.client_id, audience, subject_type: 'user' });
    const grant = entityOf(await tenant.api('POST', '/client-grants', { client_id: stays.client_id, audience }));
    await tenant.api('DELETE', `/clients/${gone.client_id}`);
    expect(listOf(await tenant.api('GET', `/client-grants?audience=${audience}`))).toEqual([grant]);
  });
});
