/**
 * What leaves through the Management API, and in which order: nothing else decides it. Undefined properties are left out
 * by JSON.
 */
import type { Client } from '../../contract/entities/client.ts';
import type { ClientCredential } from '../../contract/entities/client-credential.ts';
import type { ClientGrant } from '../../contract/entities/client-grant.ts';
import type { ResourceServer, TokenEncryption } from '../../contract/entities/resource-server.ts';
import type { Settings } from '../../contract/entities/settings.ts';
import type { SigningKey } from '../../contract/entities/signing-key.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { sandboxVersionsAvailable } from '../../tenant/settings/defaults.ts';
import { clientFields, flagFields, inFieldOrder, settingsFields } from './field-order.ts';

export interface FieldsQuery {
  fields?: string;
  include_fields?: boolean;
}

export function hasFields({ fields }: FieldsQuery): boolean {
  return fields !== undefined && fields !== '';
}

/** Keeps or drops top-level fields as the query says; `always` are kept whatever it says. */
export function chooseFields(
  { fields, include_fields = true }: FieldsQuery,
  entity: object,
  always: readonly string[] = [],
): object {
  if (fields === undefined || fields === '') return entity;
  const named = new Set([...fields.split(',').map((field) => field.trim()), ...(include_fields ? always : [])]);
  return Object.fromEntries(Object.entries(entity).filter(([field]) => named.has(field) === include_fields));
}

export function presentResourceServer({ origins }: Tenant, origin: string, resourceServer: ResourceServer): object {
  const { id, name, identifier, is_system, token_encryption: encryption, ...rest } = resourceServer;
  const { scopes, enforce_policies, token_dialect, signing_secret, ...others } = rest;
  return {
    id,
    name,
    identifier: origins.toShown(identifier, origin),
    is_system,
    ...others,
    signing_secret,
    scopes,
    enforce_policies,
    token_dialect,
    token_encryption: encryption === undefined ? undefined : withoutPem(encryption),
  };
}

function withoutPem({ format, encryption_key: { pem: _, ...key } }: TokenEncryption): object {
  return { format, encryption_key: key };
}

export function presentClientGrant({ origins }: Tenant, origin: string, grant: ClientGrant): object {
  return {
    id: grant.id,
    client_id: grant.client_id,
    audience: origins.toShown(grant.audience, origin),
    scope: grant.scope,
    organization_usage: grant.organization_usage,
    allow_any_organization: grant.allow_any_organization,
    is_system: grant.is_system,
    subject_type: grant.subject_type,
    authorization_details_types: grant.authorization_details_types,
    allow_all_scopes: grant.allow_all_scopes,
    default_for: grant.default_for,
  };
}

/** Fields of a client that only some scopes open. */
export const clientSecretFields = ['client_secret', 'signing_keys', 'encryption_key'] as const;

/** @param withSecrets Whether the bearer may see {@link clientSecretFields}. */
export function presentClient(tenant: Tenant, origin: string, client: Client, withSecrets: boolean): object {
  const { name, origins, signingKeys } = tenant;
  const { credentials: _, client_secret, encryption_key, resource_server_identifier: identifier, ...rest } = client;
  const { grant_types, ...shown } = rest;
  // A client's certificate stays what it was when keys rotate.
  const { cert, pkcs7 } = signingKeys.first();
  // A client that authenticates with a key shows no secret, though the tenant keeps it for the way back.
  const hasSecret = client_secret !== undefined && client.client_authentication_methods === undefined;
  const fields = {
    tenant: name,
    ...shown,
    // The older name of the same switch, and a leftover: the service still sends both.
    cross_origin_auth: client.cross_origin_authentication,
    ...mirroredLogout(client),
    callback_url_template: false,
    ...(client.global ? {} : { grant_types }),
    ...(identifier === undefined ? {} : { resource_server_identifier: origins.toShown(identifier, origin) }),
    ...(withSecrets && hasSecret ? { client_secret } : {}),
    ...(withSecrets && encryption_key !== undefined ? { encryption_key } : {}),
    ...(withSecrets ? { signing_keys: [{ cert, pkcs7, subject: '/CN=localhost' }] } : {}),
  };
  return inFieldOrder(fields, clientFields);
}

/** The older name of backchannel logout holds the addresses of the newer one. */
function mirroredLogout({ oidc_logout: { backchannel_logout_urls } = {} }: Client): object {
  return backchannel_logout_urls === undefined ? {} : { oidc_backchannel_logout: { backchannel_logout_urls } };
}

/** A client just made: the credentials that the request embedded whole are shown whole, later they are ids only. */
export function presentNewClient(tenant: Tenant, origin: string, client: Client): object {
  const { client_authentication_methods: methods, credentials } = client;
  const whole = Object.fromEntries(
    Object.entries(methods ?? {}).map(([method, { credentials: named }]) => {
      const ids = new Set(named.map(({ id }) => id));
      return [method, { credentials: credentials.filter(({ id }) => ids.has(id)).map(presentClientCredential) }];
    }),
  );
  return {
    ...presentClient(tenant, origin, client, true),
    ...(methods === undefined ? {} : { client_authentication_methods: whole }),
  };
}

export function presentClientCredential({ pem: _, ...credential }: ClientCredential): object {
  return credential;
}

/** A state is shown where it is true, and absent otherwise. */
export function presentSigningKey(key: SigningKey): object {
  const { state, privateJwk: _, created_at: __, ...shown } = key;
  return { ...shown, [state]: true };
}

export function presentSettings(settings: Settings): object {
  const fields = { ...settings, flags: presentFlags(settings), sandbox_versions_available: sandboxVersionsAvailable };
  return inFieldOrder(fields, settingsFields);
}

/** The answer to an update differs from the next read, in the real service too. */
export function presentUpdatedSettings(settings: Settings): object {
  return {
    ...settings,
    flags: {
      enforce_client_authentication_on_passwordless_start: true,
      cannot_change_enforce_client_authentication_on_passwordless_start: true,
      ...presentFlags(settings),
    },
  };
}

/** A flag that was never set is answered as the real service answers it on a new tenant. */
function presentFlags({ flags }: Settings): Settings['flags'] {
  return inFieldOrder({ enable_apis_section: false, ...flags }, flagFields);
}
