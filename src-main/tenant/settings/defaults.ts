import type { Settings } from '../../contract/entities/settings.ts';

/** The settings of a small tenant, as the real service shows them. */
export function defaultSettings(friendlyName: string): Settings {
  return {
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
    friendly_name: friendlyName,
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
  };
}

/** What only an answer carries. */
export const sandboxVersionsAvailable = ['22', '18', '12'];
