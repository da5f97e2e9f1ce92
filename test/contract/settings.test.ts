import { describe, expect, it } from 'vitest';
import { updateSettingsSchema } from '../../src-main/contract/entities/settings.ts';
import { describeLimits } from './describe-limits.ts';
import { least, limit, longest, most, oneOf, refusalOf } from './limits.ts';

const quota = () => ({ client_credentials: { enforce: true, per_day: 100, per_hour: 10 } });

const full = {
  friendly_name: 'Acme',
  picture_url: 'https://acme.example/logo.png',
  support_email: 'help@acme.example',
  support_url: 'https://acme.example/help',
  default_audience: 'urn:orders',
  default_directory: 'Users',
  default_redirection_uri: 'https://acme.example',
  allowed_logout_urls: ['https://acme.example'],
  enabled_locales: ['en', 'de'],
  session_lifetime: 168,
  idle_session_lifetime: 72,
  ephemeral_session_lifetime: 72,
  idle_ephemeral_session_lifetime: 24,
  session_lifetime_in_minutes: 181,
  idle_session_lifetime_in_minutes: 181,
  ephemeral_session_lifetime_in_minutes: 181,
  idle_ephemeral_session_lifetime_in_minutes: 181,
  sandbox_version: '22',
  legacy_sandbox_version: '12',
  flags: { enable_apis_section: true },
  oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
  resource_parameter_profile: 'compatibility',
  session_cookie: { mode: 'persistent' },
  sessions: { oidc_logout_prompt_enabled: true },
  mtls: { enable_endpoint_aliases: true },
  device_flow: { charset: 'base20', mask: '****-****' },
  country_codes: { list: ['NL'], mode: 'allow' },
  default_token_quota: { clients: quota(), organizations: quota() },
  change_password: { enabled: true, html: '' },
  guardian_mfa_page: { enabled: true, html: '' },
  error_page: { html: '', show_log_link: true, url: 'https://acme.example/error' },
  acr_values_supported: ['urn:acr'],
  dynamic_client_registration_security_mode: 'strict',
  universal_login: { colors: { primary: '#123456' } },
};

const format = (name: string, value: string) => `Object didn't pass validation for format ${name}: ${value}`;
const lifetimes = ['session', 'idle_session', 'ephemeral_session', 'idle_ephemeral_session'];

describeLimits('the update of the settings', {
  schema: updateSettingsSchema,
  smallest: { friendly_name: '' },
  full,
  limits: [
    limit('picture_url', '', 'logo.png', format('absolute-uri-or-empty', 'logo.png')),
    limit('support_url', '', 'acme.example', format('absolute-uri-or-empty', 'acme.example')),
    limit('support_email', '', 'acme.example', format('email-or-empty', 'acme.example')),
    limit(
      'default_redirection_uri',
      '',
      'http://acme.example',
      format('absolute-https-uri-or-empty', 'http://acme.example'),
    ),
    limit('allowed_logout_urls[0]', 'https://*.acme.example', '/out', format('url-with-placeholders', '/out')),
    ...oneOf('enabled_locales[0]', 'en', 'pt-BR', 'zh-TW'),
    limit('enabled_locales', ['nl'], [], 'Array is too short (0), minimum 1'),
    ...lifetimes.flatMap((name) => [
      least(`${name}_lifetime`, 1),
      least(`${name}_lifetime_in_minutes`, 1),
      limit(`${name}_lifetime`, 2, 1.5, 'Expected type integer but found type number'),
    ]),
    longest('sandbox_version', 8),
    longest('legacy_sandbox_version', 8),
    limit('flags.enable_apis_section', false, 'on', 'Expected type boolean but found type string'),
    ...oneOf('resource_parameter_profile', 'audience', 'compatibility'),
    ...oneOf('session_cookie.mode', 'persistent', 'non-persistent'),
    ...oneOf('device_flow.charset', 'base20', 'digits'),
    longest('device_flow.mask', 20),
    limit('country_codes.list[0]', 'DE', 'Germany', 'String does not match pattern: ^[A-Z]{2}$'),
    ...oneOf('country_codes.mode', 'allow', 'deny'),
    ...['clients', 'organizations'].flatMap((holder) => {
      const place = `default_token_quota.${holder}.client_credentials`;
      return [
        least(`${place}.per_day`, 1),
        most(`${place}.per_day`, 2_147_483_647),
        least(`${place}.per_hour`, 1),
        most(`${place}.per_hour`, 2_147_483_647),
        limit(place, { enforce: true }, {}, 'Too few properties defined (0), minimum 1'),
      ];
    }),
    limit('default_token_quota', { clients: quota() }, {}, 'Too few properties defined (0), minimum 1'),
    limit('error_page.url', '', 'error.html', format('absolute-uri-or-empty', 'error.html')),
    limit('acr_values_supported[0]', 'urn:acr', '', format('acr', '')),
    ...oneOf('dynamic_client_registration_security_mode', 'strict', 'permissive'),
  ],
  required: ['session_cookie.mode', 'default_token_quota.clients.client_credentials'],
  cleared: [
    'acr_values_supported',
    'allow_organization_name_in_authentication_api',
    'authorization_response_iss_parameter_supported',
    'change_password',
    'country_codes',
    'customize_mfa_in_postlogin_action',
    'default_token_quota',
    'device_flow',
    'error_page',
    'guardian_mfa_page',
    'mtls',
    'pushed_authorization_requests_supported',
    'session_cookie',
    'sessions',
    'skip_non_verifiable_callback_uri_confirmation_prompt',
  ],
  closed: [
    '',
    'flags',
    'oidc_logout',
    'session_cookie',
    'sessions',
    'mtls',
    'device_flow',
    'country_codes',
    'default_token_quota',
    'default_token_quota.clients.client_credentials',
    'change_password',
    'guardian_mfa_page',
    'error_page',
  ],
  needsSomething: true,
});

describe('the flags of the settings', () => {
  const flags = `allow_changing_enable_sso allow_legacy_delegation_grant_types allow_legacy_ro_grant_types
    allow_legacy_tokeninfo_endpoint change_pwd_flow_v1 custom_domains_provisioning dashboard_insights_view
    dashboard_log_streams_next disable_clickjack_protection_headers disable_fields_map_fix disable_impersonation
    disable_management_api_sms_obfuscation enable_adfs_waad_email_verification enable_apis_section
    enable_client_connections enable_custom_domain_in_emails enable_dynamic_client_registration enable_idtoken_api2
    enable_legacy_logs_search_v2 enable_legacy_profile enable_pipeline2 enable_public_signup_user_exists_error
    enable_sso enforce_client_authentication_on_passwordless_start genai_trial
    improved_signup_bot_detection_in_classic mfa_show_factor_list_on_enrollment
    new_universal_login_experience_enabled no_disclose_enterprise_connections remove_alg_from_jwks
    revoke_refresh_token_grant trust_azure_adfs_email_verified_connection_property universal_login
    use_scope_descriptions_for_consent`.split(/\s+/);

  it.each(flags)('%s is true or false and nothing else', (flag) => {
    for (const value of [true, false])
      expect(refusalOf(updateSettingsSchema, { flags: { [flag]: value } })).toBe(undefined);
    for (const value of [null, 1, 'true']) {
      expect(refusalOf(updateSettingsSchema, { flags: { [flag]: value } })?.field).toBe(`flags.${flag}`);
    }
  });

  it('are these and no others', () => {
    expect(Object.keys(updateSettingsSchema.properties.flags.properties).toSorted()).toEqual(flags.toSorted());
  });
});
