/** Settings of the tenant. Management API: `/api/v2/tenants/settings`. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum, Nullable, Open } from './schema-kit.ts';

export const updateSettingsSchema = Closed(
  {
    acr_values_supported: Type.Optional(Nullable(Type.Array(Type.String({ format: 'acr' })))),
    allow_organization_name_in_authentication_api: Type.Optional(Nullable(Type.Boolean())),
    allowed_logout_urls: Type.Optional(Type.Array(Type.String({ format: 'url-with-placeholders' }))),
    authorization_response_iss_parameter_supported: Type.Optional(Nullable(Type.Boolean())),
    change_password: Type.Optional(
      Nullable(
        Closed({
          enabled: Type.Optional(Type.Boolean()),
          html: Type.Optional(Type.String()),
        }),
      ),
    ),
    client_id_metadata_document_supported: Type.Optional(Type.Boolean()),
    country_codes: Type.Optional(
      Nullable(
        Closed({
          list: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }))),
          mode: Type.Optional(Enum(['allow', 'deny'])),
        }),
      ),
    ),
    customize_mfa_in_postlogin_action: Type.Optional(Nullable(Type.Boolean())),
    default_audience: Type.Optional(Type.String()),
    default_directory: Type.Optional(Type.String()),
    default_redirection_uri: Type.Optional(Type.String({ format: 'absolute-https-uri-or-empty' })),
    default_token_quota: Type.Optional(
      Nullable(
        Closed(
          {
            clients: Type.Optional(
              Open({
                client_credentials: Closed(
                  {
                    enforce: Type.Optional(Type.Boolean()),
                    per_day: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
                    per_hour: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
                  },
                  { minProperties: 1 },
                ),
              }),
            ),
            organizations: Type.Optional(
              Open({
                client_credentials: Closed(
                  {
                    enforce: Type.Optional(Type.Boolean()),
                    per_day: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
                    per_hour: Type.Optional(Type.Integer({ minimum: 1, maximum: 2147483647 })),
                  },
                  { minProperties: 1 },
                ),
              }),
            ),
          },
          { minProperties: 1 },
        ),
      ),
    ),
    device_flow: Type.Optional(
      Nullable(
        Closed({
          charset: Type.Optional(Enum(['base20', 'digits'])),
          mask: Type.Optional(Type.String({ maxLength: 20 })),
        }),
      ),
    ),
    dynamic_client_registration_security_mode: Type.Optional(Enum(['strict', 'permissive'])),
    enable_ai_guide: Type.Optional(Type.Boolean()),
    enabled_locales: Type.Optional(
      Type.Array(
        Enum([
          'am',
          'ar',
          'ar-EG',
          'ar-SA',
          'az',
          'bg',
          'bn',
          'bs',
          'ca-ES',
          'cnr',
          'cs',
          'cy',
          'da',
          'de',
          'el',
          'en',
          'en-CA',
          'es',
          'es-419',
          'es-AR',
          'es-MX',
          'et',
          'eu-ES',
          'fa',
          'fi',
          'fr',
          'fr-CA',
          'fr-FR',
          'gl-ES',
          'gu',
          'he',
          'hi',
          'hr',
          'hu',
          'hy',
          'id',
          'is',
          'it',
          'ja',
          'ka',
          'kk',
          'kn',
          'ko',
          'lt',
          'lv',
          'mk',
          'ml',
          'mn',
          'mr',
          'ms',
          'my',
          'nb',
          'nl',
          'nn',
          'no',
          'pa',
          'pl',
          'pt',
          'pt-BR',
          'pt-PT',
          'ro',
          'ru',
          'sk',
          'sl',
          'so',
          'sq',
          'sr',
          'sv',
          'sw',
          'ta',
          'te',
          'th',
          'tl',
          'tr',
          'uk',
          'ur',
          'vi',
          'zgh',
          'zh-CN',
          'zh-HK',
          'zh-MO',
          'zh-TW',
        ]),
        { minItems: 1 },
      ),
    ),
    ephemeral_session_lifetime: Type.Optional(Type.Integer({ minimum: 1 })),
    error_page: Type.Optional(
      Nullable(
        Closed({
          html: Type.Optional(Type.String()),
          show_log_link: Type.Optional(Type.Boolean()),
          url: Type.Optional(Type.String({ format: 'absolute-uri-or-empty' })),
        }),
      ),
    ),
    flags: Type.Optional(
      Closed({
        allow_changing_enable_sso: Type.Optional(Type.Boolean()),
        allow_legacy_delegation_grant_types: Type.Optional(Type.Boolean()),
        allow_legacy_ro_grant_types: Type.Optional(Type.Boolean()),
        allow_legacy_tokeninfo_endpoint: Type.Optional(Type.Boolean()),
        change_pwd_flow_v1: Type.Optional(Type.Boolean()),
        custom_domains_provisioning: Type.Optional(Type.Boolean()),
        dashboard_insights_view: Type.Optional(Type.Boolean()),
        dashboard_log_streams_next: Type.Optional(Type.Boolean()),
        disable_clickjack_protection_headers: Type.Optional(Type.Boolean()),
        disable_fields_map_fix: Type.Optional(Type.Boolean()),
        disable_impersonation: Type.Optional(Type.Boolean()),
        disable_management_api_sms_obfuscation: Type.Optional(Type.Boolean()),
        enable_adfs_waad_email_verification: Type.Optional(Type.Boolean()),
        enable_apis_section: Type.Optional(Type.Boolean()),
        enable_client_connections: Type.Optional(Type.Boolean()),
        enable_custom_domain_in_emails: Type.Optional(Type.Boolean()),
        enable_dynamic_client_registration: Type.Optional(Type.Boolean()),
        enable_idtoken_api2: Type.Optional(Type.Boolean()),
        enable_legacy_logs_search_v2: Type.Optional(Type.Boolean()),
        enable_legacy_profile: Type.Optional(Type.Boolean()),
        enable_pipeline2: Type.Optional(Type.Boolean()),
        enable_public_signup_user_exists_error: Type.Optional(Type.Boolean()),
        enable_sso: Type.Optional(Type.Boolean()),
        enforce_client_authentication_on_passwordless_start: Type.Optional(Type.Boolean()),
        genai_trial: Type.Optional(Type.Boolean()),
        improved_signup_bot_detection_in_classic: Type.Optional(Type.Boolean()),
        mfa_show_factor_list_on_enrollment: Type.Optional(Type.Boolean()),
        new_universal_login_experience_enabled: Type.Optional(Type.Boolean()),
        no_disclose_enterprise_connections: Type.Optional(Type.Boolean()),
        remove_alg_from_jwks: Type.Optional(Type.Boolean()),
        revoke_refresh_token_grant: Type.Optional(Type.Boolean()),
        trust_azure_adfs_email_verified_connection_property: Type.Optional(Type.Boolean()),
        universal_login: Type.Optional(Type.Boolean()),
        use_scope_descriptions_for_consent: Type.Optional(Type.Boolean()),
      }),
    ),
    friendly_name: Type.Optional(Type.String()),
    guardian_mfa_page: Type.Optional(
      Nullable(
        Closed({
          enabled: Type.Optional(Type.Boolean()),
          html: Type.Optional(Type.String()),
        }),
      ),
    ),
    idle_ephemeral_session_lifetime: Type.Optional(Type.Integer({ minimum: 1 })),
    idle_session_lifetime: Type.Optional(Type.Integer({ minimum: 1 })),
    legacy_sandbox_version: Type.Optional(Type.String({ maxLength: 8 })),
    mtls: Type.Optional(
      Nullable(
        Closed({
          enable_endpoint_aliases: Type.Optional(Type.Boolean()),
        }),
      ),
    ),
    oidc_logout: Type.Optional(
      Closed({
        rp_logout_end_session_endpoint_discovery: Type.Optional(Type.Boolean()),
      }),
    ),
    phone_consolidated_experience: Type.Optional(Type.Boolean()),
    picture_url: Type.Optional(Type.String({ format: 'absolute-uri-or-empty' })),
    pushed_authorization_requests_supported: Type.Optional(Nullable(Type.Boolean())),
    resource_parameter_profile: Type.Optional(Enum(['audience', 'compatibility'])),
    sandbox_version: Type.Optional(Type.String({ maxLength: 8 })),
    session_cookie: Type.Optional(
      Nullable(
        Closed({
          mode: Enum(['persistent', 'non-persistent']),
        }),
      ),
    ),
    session_lifetime: Type.Optional(Type.Integer({ minimum: 1 })),
    sessions: Type.Optional(
      Nullable(
        Closed({
          oidc_logout_prompt_enabled: Type.Optional(Type.Boolean()),
        }),
      ),
    ),
    skip_non_verifiable_callback_uri_confirmation_prompt: Type.Optional(Nullable(Type.Boolean())),
    support_email: Type.Optional(Type.String({ format: 'email-or-empty' })),
    support_url: Type.Optional(Type.String({ format: 'absolute-uri-or-empty' })),
    universal_login: Type.Optional(Open({})),
    session_lifetime_in_minutes: Type.Optional(Type.Integer({ minimum: 1 })),
    idle_session_lifetime_in_minutes: Type.Optional(Type.Integer({ minimum: 1 })),
    ephemeral_session_lifetime_in_minutes: Type.Optional(Type.Integer({ minimum: 1 })),
    idle_ephemeral_session_lifetime_in_minutes: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { minProperties: 1 },
);

export type UpdateSettings = Static<typeof updateSettingsSchema>;

type Cleared<Value> = { [Property in keyof Value]: Exclude<Value[Property], null> };

/** The tenant's settings as they are kept: sessions in hours, possibly fractions. */
export type Settings = Cleared<UpdateSettings>;
