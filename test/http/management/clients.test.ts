import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { clientCalls } from './client-calls.ts';
import { entityOf, startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, get, refusal } = clientCalls(() => tenant);

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

  it('gives a strict third-party client an id with a prefix, and a permissive one a usual id', async () => {
    const thirdParty = { is_first_party: false };
    expect(await create({ ...thirdParty, third_party_security_mode: 'strict' })).toMatchObject({
      client_id: expect.stringMatching(/^tpc_[0-9A-Za-z]{22}$/),
      jwt_configuration: { secret_encoded: false, alg: 'RS256', lifetime_in_seconds: 3_600 },
    });
    expect(await create(thirdParty)).toMatchObject({
      client_id: expect.stringMatching(/^[0-9A-Za-z]{32}$/),
      third_party_security_mode: 'permissive',
    });
  });

  it('completes session transfer that is given in part', async () => {
    const given = { enforce_online_refresh_tokens: true, enforce_cascade_revocation: true };
    expect((await create({ session_transfer: given })).session_transfer).toEqual({
      ...given,
      can_create_session_transfer_token: false,
      allowed_authentication_methods: [],
      enforce_device_binding: 'ip',
      allow_refresh_token: false,
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
