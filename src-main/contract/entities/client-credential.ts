/** Credentials of a client (keys and certificates for private_key_jwt and mutual TLS), and where they are embedded. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum, Nullable } from './schema-kit.ts';

export const createClientCredentialSchema = Closed({
  alg: Type.Optional(Enum(['RS256', 'RS384', 'PS256'])),
  credential_type: Enum(['public_key', 'cert_subject_dn', 'x509_cert']),
  expires_at: Type.Optional(Type.String({ format: 'date-time' })),
  kid: Type.Optional(Type.String({ minLength: 10, maxLength: 64, pattern: '^([0-9a-zA-Z-_]{10,64})$' })),
  name: Type.Optional(Type.String({ maxLength: 128 })),
  parse_expiry_from_cert: Type.Optional(Type.Boolean()),
  pem: Type.Optional(Type.String()),
  subject_dn: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
});

export const updateClientCredentialSchema = Closed(
  {
    expires_at: Type.Optional(Nullable(Type.String({ format: 'date-time' }))),
  },
  { minProperties: 1 },
);

/** A public key as a creation embeds it. */
const embeddedPublicKey = Closed({
  alg: Type.Optional(Enum(['RS256', 'RS384', 'PS256'])),
  credential_type: Enum(['public_key']),
  expires_at: Type.Optional(Type.String({ format: 'date-time' })),
  kid: Type.Optional(Type.String({ minLength: 10, maxLength: 64, pattern: '^([0-9a-zA-Z-_]{10,64})$' })),
  name: Type.Optional(Type.String({ maxLength: 128 })),
  parse_expiry_from_cert: Type.Optional(Type.Boolean()),
  pem: Type.String(),
});

const credentialId = Closed({ id: Type.String({ format: 'credential-id' }) });

/** Beside the credentials, which lead: who may ask the token vault, from where, for what. */
const tokenVaultTerms = {
  ip_allowlist: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  grants: Type.Optional(
    Type.Array(
      Closed({ connection: Type.String({ minLength: 1 }), scopes: Type.Array(Type.String({ minLength: 1 })) }),
    ),
  ),
};

/** In a creation the credentials are given whole. */
export const createClientAuthenticationProperties = {
  client_authentication_methods: Type.Optional(
    Closed(
      {
        private_key_jwt: Type.Optional(
          Closed({
            credentials: Type.Array(embeddedPublicKey),
          }),
        ),
        self_signed_tls_client_auth: Type.Optional(
          Closed({
            credentials: Type.Array(
              Closed({
                credential_type: Enum(['x509_cert']),
                name: Type.Optional(Type.String({ maxLength: 128 })),
                pem: Type.String({ minLength: 1, maxLength: 4096 }),
              }),
            ),
          }),
        ),
        tls_client_auth: Type.Optional(
          Closed({
            credentials: Type.Array(
              Closed({
                credential_type: Enum(['cert_subject_dn']),
                name: Type.Optional(Type.String({ maxLength: 128 })),
                pem: Type.Optional(Type.String({ minLength: 1, maxLength: 4096 })),
                subject_dn: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
              }),
            ),
          }),
        ),
      },
      { minProperties: 1, maxProperties: 1 },
    ),
  ),
  signed_request_object: Type.Optional(
    Closed({
      credentials: Type.Optional(Type.Array(embeddedPublicKey)),
      required: Type.Optional(Type.Boolean()),
    }),
  ),
  token_vault_privileged_access: Type.Optional(
    Closed({ credentials: Type.Array(embeddedPublicKey), ...tokenVaultTerms }),
  ),
} as const;

/** In an update, and in every answer, they are named by their id. */
export const updateClientAuthenticationProperties = {
  client_authentication_methods: Type.Optional(
    Nullable(
      Closed(
        {
          private_key_jwt: Type.Optional(
            Closed({
              credentials: Type.Array(credentialId),
            }),
          ),
          self_signed_tls_client_auth: Type.Optional(
            Closed({
              credentials: Type.Array(credentialId),
            }),
          ),
          tls_client_auth: Type.Optional(
            Closed({
              credentials: Type.Array(credentialId),
            }),
          ),
        },
        { minProperties: 1, maxProperties: 1 },
      ),
    ),
  ),
  signed_request_object: Type.Optional(
    Nullable(
      Closed({
        credentials: Type.Optional(Type.Array(credentialId)),
        required: Type.Optional(Type.Boolean()),
      }),
    ),
  ),
  token_vault_privileged_access: Type.Optional(
    Nullable(Closed({ credentials: Type.Array(credentialId), ...tokenVaultTerms })),
  ),
} as const;

export type CreateClientCredential = Static<typeof createClientCredentialSchema>;
export type UpdateClientCredential = Static<typeof updateClientCredentialSchema>;
export type CredentialAlgorithm = 'RS256' | 'RS384' | 'PS256';

export interface CredentialId {
  id: string;
}

export const authenticationMethods = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'] as const;

/** At most one method; each names credentials of the client. */
export type ClientAuthenticationMethods = {
  [Method in (typeof authenticationMethods)[number]]?: { credentials: CredentialId[] };
};

/** A credential as the tenant keeps it. Times are ISO 8601 in UTC. */
export interface ClientCredential {
  /** `cred_` and 22 letters or digits. */
  id: string;
  name?: string;
  credential_type: 'public_key' | 'x509_cert' | 'cert_subject_dn';
  /** RFC 7638 thumbprint of the public key, unless one was given. */
  kid?: string;
  alg?: CredentialAlgorithm;
  /** The public key or certificate; never leaves the tenant. */
  pem?: string;
  subject_dn?: string;
  thumbprint_sha256?: string;
  created_at: string;
  updated_at: string;
  expires_at?: string;
}
