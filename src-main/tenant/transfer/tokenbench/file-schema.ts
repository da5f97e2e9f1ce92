/** The shape of a Tokenbench file: a whole tenant, made to be kept in a repository. */
import { type Static, Type } from '@sinclair/typebox';
import type { Client } from '../../../contract/entities/client.ts';
import { updateClientSchema } from '../../../contract/entities/client.ts';
import { type ClientGrant, createClientGrantSchema } from '../../../contract/entities/client-grant.ts';
import type { ResourceServer } from '../../../contract/entities/resource-server.ts';
import { updateResourceServerSchema } from '../../../contract/entities/resource-server.ts';
import { Closed, Enum } from '../../../contract/entities/schema-kit.ts';
import { type Settings, updateSettingsSchema } from '../../../contract/entities/settings.ts';
import type { SigningKey } from '../../../contract/entities/signing-key.ts';
import { grantTypes } from '../../../contract/grant-types.ts';

/** Of the file's form; raised with each change that an older Tokenbench would misread. */
export const fileVersion = 1;

/** Ids may be absent of the two entities that every tenant has its own of: the Management API and the global client. */
export interface TenantFile {
  tokenbench: typeof fileVersion;
  settings: Settings;
  resourceServers: (Omit<ResourceServer, 'id'> & { id?: string })[];
  clients: (Omit<Client, 'client_id'> & { client_id?: string })[];
  clientGrants: ClientGrant[];
  /** {@link FileSecrets} as JSON, under a passphrase. */
  secrets?: string;
}

export interface FileSecrets {
  /** By the client's id, or `global`. */
  clients: Record<string, Record<string, string>>;
  /** By the API's id. */
  resourceServers: Record<string, Record<string, string>>;
  signingKeys?: SigningKey[];
}

export const outerSchema = Closed({
  tokenbench: Type.Integer({ minimum: 1 }),
  settings: Type.Record(Type.String(), Type.Unknown()),
  resourceServers: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  clients: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  clientGrants: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  secrets: Type.Optional(Type.String()),
});

const lifetime = Type.Optional(Type.Number({ exclusiveMinimum: 0 }));

export const settingsSchema = Closed({
  ...updateSettingsSchema.properties,
  // Kept in hours and fractions of them.
  session_lifetime: lifetime,
  idle_session_lifetime: lifetime,
  ephemeral_session_lifetime: lifetime,
  idle_ephemeral_session_lifetime: lifetime,
});

const credentialSchema = Closed({
  id: Type.String({ format: 'credential-id' }),
  name: Type.Optional(Type.String({ maxLength: 128 })),
  credential_type: Enum(['public_key', 'x509_cert', 'cert_subject_dn']),
  kid: Type.Optional(Type.String()),
  alg: Type.Optional(Enum(['RS256', 'RS384', 'PS256'])),
  pem: Type.Optional(Type.String()),
  subject_dn: Type.Optional(Type.String()),
  thumbprint_sha256: Type.Optional(Type.String()),
  created_at: Type.String({ format: 'date-time' }),
  updated_at: Type.String({ format: 'date-time' }),
  expires_at: Type.Optional(Type.String({ format: 'date-time' })),
});

const { cross_origin_auth: _, client_secret: __, name: ___, ...clientProperties } = updateClientSchema.properties;

export const clientSchema = Closed({
  ...clientProperties,
  name: Type.String({ pattern: '^[^<>]+$' }),
  client_id: Type.Optional(Type.String({ format: 'client-id' })),
  client_secret: Type.Optional(Type.String({ minLength: 1 })),
  global: Type.Boolean(),
  is_first_party: Type.Boolean(),
  grant_types: Type.Array(Enum(grantTypes)),
  resource_server_identifier: Type.Optional(Type.String({ minLength: 1, maxLength: 600 })),
  credentials: Type.Array(credentialSchema, { maxItems: 2 }),
});

const { token_encryption: ____, ...resourceServerProperties } = updateResourceServerSchema.properties;

export const resourceServerSchema = Closed({
  ...resourceServerProperties,
  id: Type.Optional(Type.String({ pattern: '^[0-9a-f]{24}$' })),
  identifier: Type.String({ minLength: 1, maxLength: 600, format: 'uri-reference' }),
  is_system: Type.Optional(Type.Literal(true)),
  client_id: Type.Optional(Type.String({ format: 'client-id' })),
  token_encryption: Type.Optional(
    Closed({
      format: Enum(['compact-nested-jwe']),
      encryption_key: Closed({
        alg: Enum(['RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512']),
        pem: Type.String({ minLength: 1, maxLength: 4096 }),
        name: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
        kid: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
        thumbprint_sha256: Type.Optional(Type.String()),
      }),
    }),
  ),
});

export const clientGrantSchema = Closed({
  ...createClientGrantSchema.properties,
  id: Type.String({ pattern: '^cgr_[A-Za-z0-9]{16}$' }),
  subject_type: Enum(['client', 'user']),
  is_system: Type.Optional(Type.Literal(true)),
});

const jwkMember = Type.String({ pattern: '^[A-Za-z0-9_-]+$' });

export const signingKeySchema = Closed({
  kid: Type.String({ minLength: 1, maxLength: 64 }),
  state: Enum(['next', 'current', 'previous', 'revoked']),
  privateJwk: Closed({
    kty: Enum(['RSA']),
    n: jwkMember,
    e: jwkMember,
    d: jwkMember,
    p: jwkMember,
    q: jwkMember,
    dp: jwkMember,
    dq: jwkMember,
    qi: jwkMember,
  }),
  cert: Type.String(),
  pkcs7: Type.String(),
  fingerprint: Type.String(),
  thumbprint: Type.String(),
  created_at: Type.String(),
  current_since: Type.Optional(Type.String()),
  current_until: Type.Optional(Type.String()),
  revoked_at: Type.Optional(Type.String()),
});

const secretsOf = Type.Record(Type.String(), Type.Record(Type.String(), Type.String()));

export const secretsSchema = Closed({
  clients: secretsOf,
  resourceServers: secretsOf,
  signingKeys: Type.Optional(Type.Array(signingKeySchema)),
});

export type ReadSecrets = Static<typeof secretsSchema>;
