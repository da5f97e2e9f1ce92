/** A seed: what a tenant shall hold from its start. The names are those of the Auth0 deploy tool's `tenant.yaml`. */
import type { SeedClient } from './client.ts';
import type { SeedSettings } from './settings.ts';

/** What exists is changed, what is missing is made, the rest stays. */
export interface Seed {
  /** Settings of the tenant. */
  tenant?: SeedSettings;
  /** APIs, told apart by their identifier. */
  resourceServers?: SeedResourceServer[];
  /** Applications, told apart by their `client_id`, or by their name where they have none. */
  clients?: SeedClient[];
  /** Which scopes of an API an application may be given. */
  clientGrants?: SeedClientGrant[];
  /** Keys that the tenant signs with, so that each run has the same ones. */
  signingKeys?: SeedSigningKey[];
}

/** An API. */
export interface SeedResourceServer {
  /** A URL or URN, the `aud` of its tokens. */
  identifier: string;
  /** Without `<` and `>`. */
  name?: string;
  /** Permissions that the API knows. */
  scopes?: {
    /** Value of this scope. */
    value: string;
    /** User-friendly description of this scope. */
    description?: string;
  }[];
  /** `RS256` unless said otherwise. */
  signing_alg?: 'HS256' | 'RS256' | 'RS512' | 'PS256';
  /** Signs tokens where `signing_alg` is `HS256`: 16 characters or more. */
  signing_secret?: string;
  allow_offline_access?: boolean;
  allow_online_access?: boolean;
  allow_online_access_with_ephemeral_sessions?: boolean;
  /** Seconds that its tokens are valid: 86400 unless said otherwise, at most 2592000. */
  token_lifetime?: number;
  token_lifetime_for_web?: number;
  token_lifetime_for_anonymous_access_tokens?: number;
  skip_consent_for_verifiable_first_party_clients?: boolean;
  /** Role-based access control, which an `…_authz` dialect needs for `permissions`. */
  enforce_policies?: boolean;
  /** Which claims its tokens carry; `rfc9068_profile` is the standard's. */
  token_dialect?: 'access_token' | 'access_token_authz' | 'rfc9068_profile' | 'rfc9068_profile_authz';
  /** Who may have tokens for it. */
  subject_type_authorization?: {
    user?: {
      policy?: 'allow_all' | 'deny_all' | 'require_client_grant';
    };
    client?: {
      policy?: 'deny_all' | 'require_client_grant';
    };
  };
  consent_policy?: 'transactional-authorization-with-mfa' | null;
  authorization_details?:
    | {
        type: string;
      }[]
    | null;
  /** Wraps its tokens in a JWE for the API's public key. */
  token_encryption?: {
    format: 'compact-nested-jwe';
    encryption_key: {
      alg: 'RSA-OAEP-256' | 'RSA-OAEP-384' | 'RSA-OAEP-512';
      pem: string;
      name?: string;
      kid?: string;
    };
  } | null;
  proof_of_possession?: {
    mechanism: 'mtls' | 'dpop';
    required: boolean;
    required_for?: 'public_clients' | 'all_clients';
  } | null;
  authorization_policy?: {
    policy_id: string;
  } | null;
}

/** A client grant. */
export interface SeedClientGrant {
  /** Id or name of the application. */
  client_id?: string;
  /** Identifier of the API; `/api/v2/` is the tenant's own Management API. */
  audience: string;
  /** Scopes that the API defines. */
  scope?: string[];
  organization_usage?: 'deny' | 'allow' | 'require';
  allow_any_organization?: boolean;
  /** `client` unless said otherwise: tokens by client credentials. */
  subject_type?: 'client' | 'user';
  authorization_details_types?: string[];
  /** All scopes that the API has or will have, in place of `scope`. */
  allow_all_scopes?: boolean;
  default_for?: 'third_party_clients';
}

/** A signing key. The first is the current one, the second the next, more are previous ones, unless they say so. */
export interface SeedSigningKey {
  /** RSA of 2048 bits or more, PKCS #8 or PKCS #1 in PEM. */
  privateKey: string;
  /** Its certificate in PEM; made anew where there is none. */
  cert?: string;
  /** Follows from the key where there is none. */
  kid?: string;
  state?: 'current' | 'next' | 'previous';
}
