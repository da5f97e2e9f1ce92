/** A client (on screen: an application). Management API: `/api/v2/clients`. */
import { type Static, Type } from '@sinclair/typebox';
import { type GrantType, grantTypes } from '../grant-types.ts';
import { clientAddonsSchema } from './client-addons.ts';
import {
  type ClientAuthenticationMethods,
  type ClientCredential,
  type CredentialId,
  createClientAuthenticationProperties,
  updateClientAuthenticationProperties,
} from './client-credential.ts';
import { clientOrganizationProperties, clientOrganizationUpdateProperties } from './client-organization.ts';
import { clientSignInProperties, clientSignInUpdateProperties } from './client-sign-in.ts';
import { Closed, Enum, Nullable, Open } from './schema-kit.ts';

/** The last ones are names of single integrations, from before there were kinds. */
export const appTypes = [
  'native',
  'spa',
  'regular_web',
  'non_interactive',
  'resource_server',
  'express_configuration',
  'rms',
  'box',
  'cloudbees',
  'concur',
  'dropbox',
  'mscrm',
  'echosign',
  'egnyte',
  'newrelic',
  'office365',
  'salesforce',
  'sentry',
  'sharepoint',
  'slack',
  'springcm',
  'zendesk',
  'zoom',
  'sso_integration',
  'oag',
] as const;

const clientProperties = {
  addons: Type.Optional(clientAddonsSchema),
  allowed_clients: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  allowed_logout_urls: Type.Optional(Type.Array(Type.String({ format: 'url-with-placeholders' }))),
  allowed_origins: Type.Optional(Type.Array(Type.String({ format: 'url-with-placeholders' }))),
  app_type: Type.Optional(Enum(appTypes)),
  callbacks: Type.Optional(Type.Array(Type.String({ format: 'callback-url' }))),
  client_aliases: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  client_metadata: Type.Optional(
    Type.Record(Type.String(), Nullable(Type.String({ maxLength: 255 })), { maxProperties: 10 }),
  ),
  compliance_level: Type.Optional(
    Nullable(Enum(['none', 'fapi1_adv_pkj_par', 'fapi1_adv_mtls_par', 'fapi2_sp_pkj_mtls', 'fapi2_sp_mtls_mtls'])),
  ),
  description: Type.Optional(
    Type.String({ maxLength: 140, description: 'Free text description of the purpose of the client.' }),
  ),
  encryption_key: Type.Optional(
    Nullable(
      Open({
        cert: Type.Optional(Type.String()),
        pub: Type.Optional(Type.String()),
        subject: Type.Optional(Type.String()),
      }),
    ),
  ),
  grant_types: Type.Optional(Type.Array(Enum(grantTypes))),
  is_first_party: Type.Optional(Type.Boolean()),
  is_token_endpoint_ip_header_trusted: Type.Optional(Type.Boolean()),
  jwt_configuration: Type.Optional(
    Open({
      alg: Type.Optional(Enum(['HS256', 'RS256', 'RS512', 'PS256'])),
      lifetime_in_seconds: Type.Optional(Type.Integer()),
      scopes: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      secret_encoded: Type.Optional(Type.Boolean()),
    }),
  ),
  logo_uri: Type.Optional(Type.String({ format: 'absolute-uri-or-empty' })),
  oidc_conformant: Type.Optional(Type.Boolean()),
  par_request_expiry: Type.Optional(Nullable(Type.Integer({ minimum: 10, maximum: 600 }))),
  redirection_policy: Type.Optional(Enum(['allow_always', 'open_redirect_protection'])),
  refresh_token: Type.Optional(
    Nullable(
      Closed({
        expiration_type: Enum(['expiring', 'non-expiring']),
        idle_token_lifetime: Type.Optional(Type.Integer({ minimum: 1 })),
        infinite_idle_token_lifetime: Type.Optional(Type.Boolean()),
        infinite_token_lifetime: Type.Optional(Type.Boolean()),
        leeway: Type.Optional(Type.Integer({ minimum: 0 })),
        policies: Type.Optional(
          Nullable(
            Type.Array(
              Closed({
                audience: Type.String({ minLength: 1, maxLength: 600 }),
                scope: Type.Array(Type.String({ minLength: 1, maxLength: 280 })),
              }),
              { minItems: 1 },
            ),
          ),
        ),
        rotation_type: Enum(['rotating', 'non-rotating']),
        token_lifetime: Type.Optional(Type.Integer({ minimum: 1, maximum: 157788000 })),
      }),
    ),
  ),
  require_proof_of_possession: Type.Optional(Type.Boolean()),
  require_pushed_authorization_requests: Type.Optional(Type.Boolean()),
  third_party_security_mode: Type.Optional(Enum(['strict', 'permissive'])),
  token_endpoint_auth_method: Type.Optional(Enum(['none', 'client_secret_post', 'client_secret_basic'])),
  token_exchange: Type.Optional(
    Closed({
      allow_any_profile_of_type: Type.Optional(
        Type.Array(Enum(['custom_authentication', 'on_behalf_of_token_exchange'])),
      ),
    }),
  ),
  token_quota: Type.Optional(
    Closed({
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
  web_origins: Type.Optional(Type.Array(Type.String({ format: 'url-with-placeholders' }))),
} as const;

export const createClientSchema = Closed({
  name: Type.String({ pattern: '^[^<>]+$', description: 'The name of the client' }),
  resource_server_identifier: Type.Optional(Type.String({ minLength: 1, maxLength: 600 })),
  ...clientProperties,
  ...clientSignInProperties,
  ...clientOrganizationProperties,
  ...createClientAuthenticationProperties,
});

export const updateClientSchema = Closed(
  {
    name: Type.Optional(createClientSchema.properties.name),
    ...clientProperties,
    ...clientSignInUpdateProperties,
    ...clientOrganizationUpdateProperties,
    ...updateClientAuthenticationProperties,
    token_endpoint_auth_method: Type.Optional(Nullable(Enum(['none', 'client_secret_post', 'client_secret_basic']))),
    token_exchange: Type.Optional(
      Nullable(
        Closed({
          allow_any_profile_of_type: Type.Optional(
            Type.Array(Enum(['custom_authentication', 'on_behalf_of_token_exchange'])),
          ),
        }),
      ),
    ),
    token_quota: Type.Optional(
      Nullable(
        Closed({
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
    ),
    client_secret: Type.Optional(Type.String({ minLength: 1 })),
  },
  { minProperties: 1 },
);

export type CreateClient = Static<typeof createClientSchema>;
export type UpdateClient = Static<typeof updateClientSchema>;

type Cleared<Value> = { [Property in keyof Value]: Exclude<Value[Property], null> };
type Kept = Omit<UpdateClient, 'client_authentication_methods' | 'signed_request_object' | 'cross_origin_auth'>;

/** A client as the tenant keeps it. Properties that were never set are absent, as in the service's answers. */
export interface Client extends Cleared<Kept> {
  /** 32 letters or digits; `tpc_` and more for third-party clients. */
  client_id: string;
  /** Kept while a private key takes its place, and shown again afterwards. Absent on public clients that never had one. */
  client_secret?: string;
  name: string;
  global: boolean;
  is_first_party: boolean;
  grant_types: GrantType[];
  resource_server_identifier?: string;
  client_authentication_methods?: ClientAuthenticationMethods;
  signed_request_object?: { credentials?: CredentialId[]; required?: boolean };
  /** Every credential of the client, embedded in a method or not. */
  credentials: ClientCredential[];
}
