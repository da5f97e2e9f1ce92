/** A resource server (on screen: an API). Management API: `/api/v2/resource-servers`. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum, Nullable, Open } from './schema-kit.ts';

export const signingAlgorithms = ['HS256', 'RS256', 'RS512', 'PS256'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

export const tokenDialects = [
  'access_token',
  'access_token_authz',
  'rfc9068_profile',
  'rfc9068_profile_authz',
] as const;
export type TokenDialect = (typeof tokenDialects)[number];

/** Longest token lifetime that an API may have: 30 days, in seconds. */
export const longestTokenLifetime = 2_592_000;

export const scopeSchema = Closed({
  value: Type.String({ minLength: 1, maxLength: 280, description: 'Value of this scope.' }),
  description: Type.Optional(Type.String({ maxLength: 500, description: 'User-friendly description of this scope.' })),
});

const subjectTypeAuthorizationSchema = Closed({
  user: Type.Optional(Open({ policy: Type.Optional(Enum(['allow_all', 'deny_all', 'require_client_grant'])) })),
  client: Type.Optional(Open({ policy: Type.Optional(Enum(['deny_all', 'require_client_grant'])) })),
});

const tokenEncryptionSchema = Closed({
  format: Enum(['compact-nested-jwe']),
  encryption_key: Closed({
    alg: Enum(['RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512']),
    pem: Type.String({ minLength: 1, maxLength: 4096 }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    kid: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
  }),
});

const proofOfPossessionSchema = Closed({
  mechanism: Enum(['mtls', 'dpop']),
  required: Type.Boolean(),
  required_for: Type.Optional(Enum(['public_clients', 'all_clients'])),
});

const lifetime = Type.Integer({ minimum: 0, maximum: longestTokenLifetime });

const writableProperties = {
  name: Type.Optional(
    Type.String({ maxLength: 200, pattern: '^[^<>]+$', description: 'Friendly name for this resource server.' }),
  ),
  scopes: Type.Optional(Type.Array(scopeSchema, { description: 'List of permissions (scopes) that this API uses.' })),
  signing_alg: Type.Optional(Enum(signingAlgorithms)),
  signing_secret: Type.Optional(
    Type.String({ minLength: 16, description: 'Secret used to sign tokens when using symmetric algorithms.' }),
  ),
  allow_offline_access: Type.Optional(Type.Boolean()),
  allow_online_access: Type.Optional(Type.Boolean()),
  allow_online_access_with_ephemeral_sessions: Type.Optional(Type.Boolean()),
  token_lifetime: Type.Optional({ ...lifetime, description: 'Expiration value (in seconds) for access tokens.' }),
  token_lifetime_for_web: Type.Optional(lifetime),
  token_lifetime_for_anonymous_access_tokens: Type.Optional(lifetime),
  skip_consent_for_verifiable_first_party_clients: Type.Optional(Type.Boolean()),
  enforce_policies: Type.Optional(Type.Boolean()),
  token_dialect: Type.Optional(Enum(tokenDialects)),
  subject_type_authorization: Type.Optional(subjectTypeAuthorizationSchema),
  consent_policy: Type.Optional(Nullable(Enum(['transactional-authorization-with-mfa']))),
  authorization_details: Type.Optional(Nullable(Type.Array(Open({ type: Type.String({ minLength: 1 }) })))),
  token_encryption: Type.Optional(Nullable(tokenEncryptionSchema)),
  proof_of_possession: Type.Optional(Nullable(proofOfPossessionSchema)),
  authorization_policy: Type.Optional(Nullable(Closed({ policy_id: Type.String({ minLength: 1, maxLength: 1024 }) }))),
} as const;

export const createResourceServerSchema = Closed({
  identifier: Type.String({
    minLength: 1,
    maxLength: 600,
    // A URL or URN, RFC 3986 §4.1. A name alone is a relative reference, and many tenants have such identifiers.
    format: 'uri-reference',
    description: 'Unique identifier for the API used as the audience parameter on authorization calls.',
  }),
  ...writableProperties,
});

export const updateResourceServerSchema = Closed(writableProperties);

export type Scope = Static<typeof scopeSchema>;
export type CreateResourceServer = Static<typeof createResourceServerSchema>;
export type UpdateResourceServer = Static<typeof updateResourceServerSchema>;
export type SubjectTypeAuthorization = Static<typeof subjectTypeAuthorizationSchema>;

/** Kept with the RFC 7638 thumbprint of its key, which answers show in place of the key. */
export type TokenEncryption = Static<typeof tokenEncryptionSchema> & {
  encryption_key: { thumbprint_sha256?: string };
};

type Cleared<Value> = { [Property in keyof Value]: Exclude<Value[Property], null> };

/** A resource server as the tenant keeps it. Properties that were never set are absent, as in the service's answers. */
export interface ResourceServer extends Omit<Cleared<UpdateResourceServer>, 'token_encryption'> {
  /** 24 hexadecimal digits. */
  id: string;
  /** The `aud` of its tokens. {@link managementApiIdentifier} for the system API. */
  identifier: string;
  allow_offline_access: boolean;
  skip_consent_for_verifiable_first_party_clients: boolean;
  subject_type_authorization: SubjectTypeAuthorization;
  /** Seconds. */
  token_lifetime: number;
  /** Seconds; only for the implicit and hybrid flows. */
  token_lifetime_for_web: number;
  signing_alg: SigningAlgorithm;
  token_encryption?: TokenEncryption;
  is_system?: true;
  /** The client of type `resource_server` that stands for this API. */
  client_id?: string;
}

/**
 * The system API as it is stored: a path, because its identifier is `{origin}/api/v2/` for every origin of the tenant.
 * Doors resolve it against the origin they were asked at.
 */
export const managementApiIdentifier = '/api/v2/';
