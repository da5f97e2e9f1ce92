import type { SeedLocale } from './locale.ts';

/** Settings of the tenant, as a seed gives them: those of the Management API's `/api/v2/tenants/settings`. */
export interface SeedSettings {
  acr_values_supported?: string[] | null;
  allow_organization_name_in_authentication_api?: boolean | null;
  allowed_logout_urls?: string[];
  authorization_response_iss_parameter_supported?: boolean | null;
  change_password?: {
    enabled?: boolean;
    html?: string;
  } | null;
  client_id_metadata_document_supported?: boolean;
  country_codes?: {
    list?: string[];
    mode?: 'allow' | 'deny';
  } | null;
  customize_mfa_in_postlogin_action?: boolean | null;
  /** API that a token request without an audience is for. */
  default_audience?: string;
  default_directory?: string;
  default_redirection_uri?: string;
  default_token_quota?: {
    clients?: {
      client_credentials: {
        enforce?: boolean;
        per_day?: number;
        per_hour?: number;
      };
    };
    organizations?: {
      client_credentials: {
        enforce?: boolean;
        per_day?: number;
        per_hour?: number;
      };
    };
  } | null;
  device_flow?: {
    charset?: 'base20' | 'digits';
    mask?: string;
  } | null;
  dynamic_client_registration_security_mode?: 'strict' | 'permissive';
  enable_ai_guide?: boolean;
  enabled_locales?: SeedLocale[];
  ephemeral_session_lifetime?: number;
  error_page?: {
    html?: string;
    show_log_link?: boolean;
    url?: string;
  } | null;
  flags?: {
    allow_changing_enable_sso?: boolean;
    allow_legacy_delegation_grant_types?: boolean;
    allow_legacy_ro_grant_types?: boolean;
    allow_legacy_tokeninfo_endpoint?: boolean;
    change_pwd_flow_v1?: boolean;
    custom_domains_provisioning?: boolean;
    dashboard_insights_view?: boolean;
    dashboard_log_streams_next?: boolean;
    disable_clickjack_protection_headers?: boolean;
    disable_fields_map_fix?: boolean;
    disable_impersonation?: boolean;
    disable_management_api_sms_obfuscation?: boolean;
    enable_adfs_waad_email_verification?: boolean;
    enable_apis_section?: boolean;
    enable_client_connections?: boolean;
    enable_custom_domain_in_emails?: boolean;
    enable_dynamic_client_registration?: boolean;
    enable_idtoken_api2?: boolean;
    enable_legacy_logs_search_v2?: boolean;
    enable_legacy_profile?: boolean;
    enable_pipeline2?: boolean;
    enable_public_signup_user_exists_error?: boolean;
    enable_sso?: boolean;
    enforce_client_authentication_on_passwordless_start?: boolean;
    genai_trial?: boolean;
    improved_signup_bot_detection_in_classic?: boolean;
    mfa_show_factor_list_on_enrollment?: boolean;
    new_universal_login_experience_enabled?: boolean;
    no_disclose_enterprise_connections?: boolean;
    /** Leaves `alg` out of the keys of the JWKS. */
    remove_alg_from_jwks?: boolean;
    revoke_refresh_token_grant?: boolean;
    trust_azure_adfs_email_verified_connection_property?: boolean;
    universal_login?: boolean;
    use_scope_descriptions_for_consent?: boolean;
  };
  /** Name of the tenant. */
  friendly_name?: string;
  guardian_mfa_page?: {
    enabled?: boolean;
    html?: string;
  } | null;
  idle_ephemeral_session_lifetime?: number;
  /** Hours. */
  idle_session_lifetime?: number;
  legacy_sandbox_version?: string;
  mtls?: {
    enable_endpoint_aliases?: boolean;
  } | null;
  oidc_logout?: {
    rp_logout_end_session_endpoint_discovery?: boolean;
  };
  phone_consolidated_experience?: boolean;
  picture_url?: string;
  pushed_authorization_requests_supported?: boolean | null;
  /** With `compatibility` the token endpoint reads `resource` (RFC 8707) where there is no `audience`. */
  resource_parameter_profile?: 'audience' | 'compatibility';
  sandbox_version?: string;
  session_cookie?: {
    mode: 'persistent' | 'non-persistent';
  } | null;
  /** Hours. */
  session_lifetime?: number;
  sessions?: {
    oidc_logout_prompt_enabled?: boolean;
  } | null;
  skip_non_verifiable_callback_uri_confirmation_prompt?: boolean | null;
  support_email?: string;
  support_url?: string;
  session_lifetime_in_minutes?: number;
  idle_session_lifetime_in_minutes?: number;
  ephemeral_session_lifetime_in_minutes?: number;
  idle_ephemeral_session_lifetime_in_minutes?: number;
  universal_login?: Record<string, unknown>;
}
