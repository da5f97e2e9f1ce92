import type { SeedClientAddons } from './client-addons.ts';

/** A public key, given whole. */
interface SeedPublicKey {
  alg?: 'RS256' | 'RS384' | 'PS256';
  credential_type: 'public_key';
  expires_at?: string;
  kid?: string;
  name?: string;
  parse_expiry_from_cert?: boolean;
  pem: string;
}

/** An application, as a seed gives it: a client of the Management API with its id and secret, where they shall be known. */
export interface SeedClient {
  /** Without `<` and `>`. */
  name: string;
  /** The API that an application of type `resource_server` stands for. */
  resource_server_identifier?: string;
  addons?: SeedClientAddons;
  allowed_clients?: string[];
  allowed_logout_urls?: string[];
  allowed_origins?: string[];
  /** `non_interactive` is Machine to Machine. */
  app_type?:
    | 'native'
    | 'spa'
    | 'regular_web'
    | 'non_interactive'
    | 'resource_server'
    | 'express_configuration'
    | 'rms'
    | 'box'
    | 'cloudbees'
    | 'concur'
    | 'dropbox'
    | 'mscrm'
    | 'echosign'
    | 'egnyte'
    | 'newrelic'
    | 'office365'
    | 'salesforce'
    | 'sentry'
    | 'sharepoint'
    | 'slack'
    | 'springcm'
    | 'zendesk'
    | 'zoom'
    | 'sso_integration'
    | 'oag';
  callbacks?: string[];
  client_aliases?: string[];
  /** What it is for. */
  description?: string;
  client_metadata?: Record<string, string | null>;
  compliance_level?:
    | 'none'
    | 'fapi1_adv_pkj_par'
    | 'fapi1_adv_mtls_par'
    | 'fapi2_sp_pkj_mtls'
    | 'fapi2_sp_mtls_mtls'
    | null;
  encryption_key?: {
    cert?: string;
    pub?: string;
    subject?: string;
  } | null;
  /** What it may ask the token endpoint for; what fits its type where there is none. */
  grant_types?: (
    | 'authorization_code'
    | 'implicit'
    | 'refresh_token'
    | 'client_credentials'
    | 'password'
    | 'http://auth0.com/oauth/grant-type/password-realm'
    | 'http://auth0.com/oauth/grant-type/mfa-oob'
    | 'http://auth0.com/oauth/grant-type/mfa-otp'
    | 'http://auth0.com/oauth/grant-type/mfa-recovery-code'
    | 'http://auth0.com/oauth/grant-type/passwordless/otp'
    | 'urn:ietf:params:oauth:grant-type:device_code'
    | 'urn:ietf:params:oauth:grant-type:token-exchange'
    | 'urn:openid:params:grant-type:ciba'
    | 'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token'
    | 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    | 'urn:okta:params:oauth:grant-type:webauthn'
    | 'http://auth0.com/oauth/legacy/grant-type/ro'
    | 'http://auth0.com/oauth/legacy/grant-type/ro/jwt-bearer'
    | 'http://auth0.com/oauth/legacy/grant-type/delegation/refresh_token'
    | 'http://auth0.com/oauth/legacy/grant-type/delegation/id_token'
    | 'http://auth0.com/oauth/legacy/grant-type/access_token'
  )[];
  is_first_party?: boolean;
  is_token_endpoint_ip_header_trusted?: boolean;
  jwt_configuration?: {
    alg?: 'HS256' | 'RS256' | 'RS512' | 'PS256';
    lifetime_in_seconds?: number;
    scopes?: Record<string, unknown>;
    secret_encoded?: boolean;
  };
  logo_uri?: string;
  oidc_conformant?: boolean;
  par_request_expiry?: number | null;
  redirection_policy?: 'allow_always' | 'open_redirect_protection';
  refresh_token?: {
    expiration_type: 'expiring' | 'non-expiring';
    idle_token_lifetime?: number;
    infinite_idle_token_lifetime?: boolean;
    infinite_token_lifetime?: boolean;
    leeway?: number;
    policies?:
      | {
          audience: string;
          scope: string[];
        }[]
      | null;
    rotation_type: 'rotating' | 'non-rotating';
    token_lifetime?: number;
  } | null;
  require_proof_of_possession?: boolean;
  require_pushed_authorization_requests?: boolean;
  third_party_security_mode?: 'strict' | 'permissive';
  /** How it proves who it is, unless by a key: see `client_authentication_methods`. */
  token_endpoint_auth_method?: 'none' | 'client_secret_post' | 'client_secret_basic';
  token_exchange?: {
    allow_any_profile_of_type?: ('custom_authentication' | 'on_behalf_of_token_exchange')[];
  };
  token_quota?: {
    client_credentials: {
      enforce?: boolean;
      per_day?: number;
      per_hour?: number;
    };
  };
  /** Origins of pages that may call the token endpoint (CORS). */
  web_origins?: string[];
  cross_origin_authentication?: boolean;
  /** The older name of the same. */
  cross_origin_auth?: boolean;
  cross_origin_loc?: string;
  custom_login_page?: string;
  custom_login_page_on?: boolean;
  custom_login_page_preview?: string;
  form_template?: string;
  initiate_login_uri?: string;
  mobile?: {
    android?: {
      app_package_name?: string;
      sha256_cert_fingerprints?: string[];
    };
    ios?: {
      app_bundle_identifier?: string;
      team_id?: string;
    };
  };
  fedcm_login?: { google?: { is_enabled?: boolean } };
  identity_assertion_authorization_grant?: { active?: boolean };
  native_social_login?: {
    apple?: {
      enabled?: boolean;
    };
    facebook?: {
      enabled?: boolean;
    };
    google?: {
      enabled?: boolean;
    };
  };
  oidc_backchannel_logout?: {
    backchannel_logout_initiators?: {
      mode?: 'custom' | 'all';
      selected_initiators?: (
        | 'rp-logout'
        | 'idp-logout'
        | 'password-changed'
        | 'session-expired'
        | 'session-revoked'
        | 'account-deleted'
        | 'email-identifier-changed'
        | 'mfa-phone-unenrolled'
        | 'account-deactivated'
      )[];
    };
    backchannel_logout_session_metadata?: {
      include?: boolean;
    } | null;
    backchannel_logout_urls?: string[];
  };
  oidc_logout?: {
    backchannel_logout_initiators?: {
      mode?: 'custom' | 'all';
      selected_initiators?: (
        | 'rp-logout'
        | 'idp-logout'
        | 'password-changed'
        | 'session-expired'
        | 'session-revoked'
        | 'account-deleted'
        | 'email-identifier-changed'
        | 'mfa-phone-unenrolled'
        | 'account-deactivated'
      )[];
    };
    backchannel_logout_session_metadata?: {
      include?: boolean;
    } | null;
    backchannel_logout_urls?: string[];
  };
  session_transfer?: {
    allow_refresh_token?: boolean;
    allowed_authentication_methods?: ('cookie' | 'query')[] | null;
    can_create_session_transfer_token?: boolean;
    delegation?: {
      allow_delegated_access?: boolean;
      enforce_device_binding?: 'ip' | 'asn';
    } | null;
    enforce_cascade_revocation?: boolean;
    enforce_device_binding?: 'ip' | 'asn' | 'none';
    enforce_online_refresh_tokens?: boolean;
  } | null;
  sso?: boolean;
  sso_disabled?: boolean;
  async_approval_notification_channels?: ('guardian-push' | 'email')[];
  skip_non_verifiable_callback_uri_confirmation_prompt?: boolean;
  default_organization?: {
    flows: 'client_credentials'[];
    organization_id: string;
  } | null;
  organization_discovery_methods?: ('email' | 'organization_name')[];
  organization_require_behavior?: 'no_prompt' | 'pre_login_prompt' | 'post_login_prompt';
  organization_usage?: 'deny' | 'allow' | 'require';
  my_organization_configuration?: {
    allowed_strategies: ('pingfederate' | 'adfs' | 'waad' | 'google-apps' | 'okta' | 'oidc' | 'samlp')[];
    connection_deletion_behavior: 'allow' | 'allow_if_empty';
    connection_profile_id?: string;
    user_attribute_profile_id?: string;
  };
  express_configuration?: {
    admin_login_domain: string;
    connection_profile_id: string;
    enable_client: boolean;
    enable_organization: boolean;
    initiate_login_uri_template: string;
    linked_clients?: {
      client_id: string;
    }[];
    oin_submission_id?: string;
    okta_oin_client_id: string;
    user_attribute_profile_id: string;
  };
  /** One method at most: public keys for `private_key_jwt`, or a certificate. */
  client_authentication_methods?: {
    private_key_jwt?: {
      credentials: SeedPublicKey[];
    };
    self_signed_tls_client_auth?: {
      credentials: {
        credential_type: 'x509_cert';
        name?: string;
        pem: string;
      }[];
    };
    tls_client_auth?: {
      credentials: {
        credential_type: 'cert_subject_dn';
        name?: string;
        pem?: string;
        subject_dn?: string;
      }[];
    };
  };
  signed_request_object?: {
    credentials?: SeedPublicKey[];
    required?: boolean;
  };
  token_vault_privileged_access?: {
    credentials: SeedPublicKey[];
    ip_allowlist?: string[];
    grants?: { connection: string; scopes: string[] }[];
  };
  /** Letters, digits, `_`, `.` and `-`; made at random where there is none. */
  client_id?: string;
  /** Made at random where there is none. */
  client_secret?: string;
}
