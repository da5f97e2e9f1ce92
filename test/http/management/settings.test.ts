import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const get = async (query = '') => entityOf(await tenant.api('GET', `/tenants/settings${query}`));
const patch = async (update: object) => entityOf(await tenant.api('PATCH', '/tenants/settings', update));
const refusal = async (update: object) => (await tenant.api('PATCH', '/tenants/settings', update)).body;

describe('the settings', () => {
  it('are those of a small tenant at the start', async () => {
    expect(await get()).toEqual({
      allowed_logout_urls: [],
      change_password: { enabled: false, html: '' },
      default_audience: '',
      default_directory: '',
      enabled_locales: ['en'],
      error_page: { html: '', show_log_link: false, url: '' },
      flags: {
        allow_changing_enable_sso: false,
        allow_legacy_delegation_grant_types: false,
        allow_legacy_ro_grant_types: false,
        change_pwd_flow_v1: false,
        disable_impersonation: true,
        enable_apis_section: false,
        enable_client_connections: false,
        enable_custom_domain_in_emails: false,
        enable_dynamic_client_registration: false,
        enable_legacy_logs_search_v2: false,
        enable_public_signup_user_exists_error: true,
        enable_sso: true,
        new_universal_login_experience_enabled: true,
        universal_login: true,
        use_scope_descriptions_for_consent: false,
        revoke_refresh_token_grant: false,
        disable_clickjack_protection_headers: false,
        enable_pipeline2: false,
      },
      friendly_name: 'tokenbench',
      guardian_mfa_page: { enabled: false, html: '' },
      idle_session_lifetime: 72,
      picture_url: '',
      sandbox_version: '22',
      session_lifetime: 168,
      support_email: '',
      support_url: '',
      universal_login: {},
      session_cookie: { mode: 'non-persistent' },
      resource_parameter_profile: 'audience',
      sandbox_versions_available: ['22', '18', '12'],
    });
  });

  it('keep or drop the fields that the query names', async () => {
    expect(await get('?fields=friendly_name,default_audience')).toEqual({
      friendly_name: 'tokenbench',
      default_audience: '',
    });
    const rest = await get('?fields=flags&include_fields=false');
    expect(['flags' in rest, 'friendly_name' in rest]).toEqual([false, true]);
    expect((await tenant.api('GET', '/tenants/settings?include_fields=perhaps')).status).toBe(400);
  });

  it('are neither created nor deleted', async () => {
    expect((await tenant.api('POST', '/tenants/settings', {})).status).toBe(404);
    expect((await tenant.api('DELETE', '/tenants/settings')).status).toBe(404);
  });
});

describe('changing the settings', () => {
  it('answers other members than the next read, as the service does', async () => {
    const answered = await patch({ friendly_name: 'Acme' });
    const { sandbox_versions_available, flags, ...read } = await get();
    expect(answered).toEqual({
      ...read,
      flags: {
        ...Object(flags),
        enforce_client_authentication_on_passwordless_start: true,
        cannot_change_enforce_client_authentication_on_passwordless_start: true,
      },
    });
    expect(read.friendly_name).toBe('Acme');
    expect(sandbox_versions_available).toHaveLength(3);
  });

  it('merges flags one by one and replaces everything else', async () => {
    const before = Object(await get()).flags;
    await patch({ flags: { enable_apis_section: true } });
    await patch({ flags: { remove_alg_from_jwks: false } });
    expect(Object(await get()).flags).toEqual({ ...before, enable_apis_section: true, remove_alg_from_jwks: false });
    await patch({ error_page: { url: 'https://acme.example/error' } });
    expect(await get()).toMatchObject({ error_page: { url: 'https://acme.example/error' } });
    expect(Object(await get()).error_page).not.toHaveProperty('html');
    await patch({ enabled_locales: ['nl', 'en'] });
    expect(await get()).toMatchObject({ enabled_locales: ['nl', 'en'] });
  });

  it('keeps every field as it was sent', async () => {
    const sent = {
      picture_url: 'https://acme.example/logo.png',
      support_email: 'help@acme.example',
      support_url: 'https://acme.example/help',
      default_audience: 'urn:orders',
      default_directory: 'Users',
      default_redirection_uri: 'https://acme.example',
      allowed_logout_urls: ['https://acme.example'],
      sandbox_version: '18',
      ephemeral_session_lifetime: 5,
      idle_ephemeral_session_lifetime: 4,
      oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
      resource_parameter_profile: 'compatibility',
      session_cookie: { mode: 'persistent' },
      sessions: { oidc_logout_prompt_enabled: true },
      mtls: { enable_endpoint_aliases: true },
      device_flow: { charset: 'digits', mask: '***' },
      country_codes: { list: ['NL'], mode: 'deny' },
      default_token_quota: { clients: { client_credentials: { enforce: true, per_day: 5 } } },
      change_password: { enabled: true, html: '<html></html>' },
      guardian_mfa_page: { enabled: true, html: '' },
      universal_login: { colors: { primary: '#123456' } },
      acr_values_supported: ['urn:acr'],
      dynamic_client_registration_security_mode: 'strict',
      client_id_metadata_document_supported: true,
      customize_mfa_in_postlogin_action: true,
      pushed_authorization_requests_supported: true,
      skip_non_verifiable_callback_uri_confirmation_prompt: false,
      allow_organization_name_in_authentication_api: true,
      authorization_response_iss_parameter_supported: true,
      phone_consolidated_experience: true,
      enable_ai_guide: true,
    };
    expect(await patch(sent)).toMatchObject(sent);
    expect(await get()).toMatchObject(sent);
  });

  it('clears what null may clear', async () => {
    await patch({ mtls: { enable_endpoint_aliases: true }, device_flow: { mask: '***' } });
    const after = await patch({ mtls: null, device_flow: null });
    expect(['mtls' in after, 'device_flow' in after]).toEqual([false, false]);
  });

  it.each([
    'session_lifetime',
    'idle_session_lifetime',
    'ephemeral_session_lifetime',
    'idle_ephemeral_session_lifetime',
  ])('takes %s in minutes and answers it in hours and their fractions', async (lifetime) => {
    const answered = await patch({ [`${lifetime}_in_minutes`]: 181 });
    expect(answered[lifetime]).toBe(3.0166666666666666);
    expect(answered).not.toHaveProperty(`${lifetime}_in_minutes`);
    expect((await get())[lifetime]).toBe(3.0166666666666666);
    expect(await refusal({ [lifetime]: 3, [`${lifetime}_in_minutes`]: 180 })).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: `Cannot set both ${lifetime} and ${lifetime}_in_minutes`,
      errorCode: 'invalid_body',
    });
  });

  it('refuses an empty update, unknown settings and unknown flags', async () => {
    expect(await refusal({})).toMatchObject({
      statusCode: 400,
      message: "Payload validation error: 'Too few properties defined (0), minimum 1'.",
    });
    expect(await refusal({ sandbox_versions_available: ['22'] })).toMatchObject({
      message: "Payload validation error: 'Additional properties not allowed: sandbox_versions_available'.",
    });
    expect(await refusal({ flags: { enable_everything: true } })).toMatchObject({
      message: "Payload validation error: 'Additional properties not allowed: enable_everything' on property flags.",
    });
  });

  it('changes nothing where one field is refused', async () => {
    const before = await get();
    expect(await refusal({ friendly_name: 'Changed', support_email: 'nobody' })).toMatchObject({ statusCode: 400 });
    expect(await get()).toEqual(before);
  });
});
