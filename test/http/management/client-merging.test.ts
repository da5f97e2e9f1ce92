/** How an update of a client meets what is kept, as the real service was recorded to answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { clientCalls } from './client-calls.ts';
import { startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, patch, get } = clientCalls(() => tenant);

const rotating = { rotation_type: 'rotating', expiration_type: 'expiring' } as const;

describe('an object in an update', () => {
  it.each<[field: string, before: object, update: object, after: object]>([
    [
      'jwt_configuration',
      { secret_encoded: false, lifetime_in_seconds: 36_000 },
      { alg: 'RS256' },
      { alg: 'RS256', lifetime_in_seconds: 36_000, secret_encoded: false },
    ],
    [
      'native_social_login',
      { apple: { enabled: true }, google: { enabled: true }, facebook: { enabled: true } },
      { facebook: { enabled: false } },
      { apple: { enabled: true }, google: { enabled: true }, facebook: { enabled: false } },
    ],
    [
      'mobile',
      { ios: { team_id: 'team', app_bundle_identifier: 'app' } },
      { ios: { team_id: 'other' }, android: { app_package_name: 'app' } },
      { ios: { team_id: 'other' }, android: { app_package_name: 'app' } },
    ],
    [
      'refresh_token',
      { ...rotating, leeway: 5 },
      { ...rotating, token_lifetime: 600 },
      { leeway: 5, token_lifetime: 600 },
    ],
    ['signed_request_object', { required: false }, { required: true }, { required: true }],
    [
      'session_transfer',
      { allow_refresh_token: true, delegation: { allow_delegated_access: true } },
      { delegation: null, enforce_device_binding: 'asn' },
      { allow_refresh_token: true, enforce_device_binding: 'asn' },
    ],
  ])('completes %s with what is kept', async (field, before, update, after) => {
    const { client_id } = await create({ [field]: before });
    expect((await patch(client_id, { [field]: update }))[field]).toMatchObject(after);
    expect(Object.keys(Object((await get(client_id))[field]))).not.toContain('delegation');
  });

  it('replaces addons whole', async () => {
    const { client_id } = await create({ addons: { box: {}, slack: { team: 'one' } } });
    expect(await patch(client_id, { addons: { slack: { team: 'two' } } })).toHaveProperty('addons');
    expect((await get(client_id)).addons).toEqual({ slack: { team: 'two' } });
  });
});

describe('null in an update', () => {
  it.each<[field: string, value: unknown]>([
    ['addons', { box: {} }],
    ['async_approval_notification_channels', ['email']],
    ['fedcm_login', { google: { is_enabled: true } }],
    ['identity_assertion_authorization_grant', { active: true }],
    ['organization_discovery_methods', ['email']],
    ['session_transfer', { allow_refresh_token: true }],
    ['skip_non_verifiable_callback_uri_confirmation_prompt', true],
    ['token_endpoint_auth_method', 'client_secret_post'],
    ['token_quota', { client_credentials: { enforce: true } }],
    ['callbacks', ['https://a.example']],
    ['jwt_configuration', { alg: 'RS256' }],
  ])('removes %s', async (field, value) => {
    const { client_id } = await create({ [field]: value });
    expect(await get(client_id)).toHaveProperty(field);
    expect(await patch(client_id, { [field]: null })).not.toHaveProperty(field);
    expect(await get(client_id)).not.toHaveProperty(field);
  });

  it.each(['name', 'grant_types'])('does not remove %s, which every client has', async (field) => {
    const { client_id } = await create();
    expect((await tenant.api('PATCH', `/clients/${client_id}`, { [field]: null })).status).toBe(400);
  });

  it('is refused for what no client has', async () => {
    const { client_id } = await create();
    expect((await tenant.api('PATCH', `/clients/${client_id}`, { no_such_thing: null })).status).toBe(400);
  });
});

describe('backchannel logout', () => {
  it('shows its addresses by the older name too, and goes by either', async () => {
    const backchannel_logout_urls = ['https://app.example/logout'];
    const oidc_logout = { backchannel_logout_urls, backchannel_logout_initiators: { mode: 'all' } };
    const { client_id, ...created } = await create({ oidc_logout });
    expect(created).toMatchObject({ oidc_logout, oidc_backchannel_logout: { backchannel_logout_urls } });
    const after = await patch(client_id, { oidc_backchannel_logout: null });
    expect(after).not.toHaveProperty('oidc_logout');
    expect(after).not.toHaveProperty('oidc_backchannel_logout');
  });
});
