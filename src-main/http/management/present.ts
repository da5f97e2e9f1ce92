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

export interface FieldsQuery {
  fields?: string;
  include_fields?: boolean;
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
  return {
    id,
    name,
    identifier: origins.toShown(identifier, origin),
    is_system,
    ...rest,
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
export function presentClient(tenant: Tenant, client: Client, withSecrets: boolean): object {
  const { name, origins, signingKeys } = tenant;
  const { credentials: _, client_secret, encryption_key, resource_server_identifier: identifier, ...shown } = client;
  const { cert, pkcs7 } = signingKeys.current();
  // A client that authenticates with a key shows no secret, though the tenant keeps it for the way back.
  const hasSecret = client_secret !== undefined && client.client_authentication_methods === undefined;
  return {
    tenant: name,
    ...shown,
    ...(identifier === undefined ? {} : { resource_server_identifier: origins.toShown(identifier, '') }),
    ...(withSecrets && hasSecret ? { client_secret } : {}),
    ...(withSecrets && encryption_key !== undefined ? { encryption_key } : {}),
    ...(withSecrets ? { signing_keys: [{ cert, pkcs7, subject: '/CN=localhost' }] } : {}),
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
  return { ...settings, sandbox_versions_available: sandboxVersionsAvailable };
}

/** The answer to an update differs from the next read, in the real service too. */
export function presentUpdatedSettings(settings: Settings): object {
  return {
    ...settings,
    flags: { enforce_client_authentication_on_passwordless_start: false, ...settings.flags },
  };
}
