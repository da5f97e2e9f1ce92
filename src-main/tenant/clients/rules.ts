/** What the schema cannot say about clients. */
import type { Client, CreateClient } from '../../contract/entities/client.ts';
import { authenticationMethods } from '../../contract/entities/client-credential.ts';
import { grantTypes } from '../../contract/grant-types.ts';
import type { TenantDocument } from '../document.ts';
import { TenantError } from '../tenant-error.ts';

/** A public client cannot keep a secret, RFC 6749 §2.1. A native client is one unless it says how it authenticates. */
export function isPublic(
  client: Pick<CreateClient, 'token_endpoint_auth_method' | 'app_type'> & { client_authentication_methods?: object },
): boolean {
  if (client.client_authentication_methods !== undefined) return false;
  if (client.token_endpoint_auth_method === undefined) return client.app_type === 'native';
  return client.token_endpoint_auth_method === 'none';
}

/** Client credentials are for confidential clients only, RFC 6749 §4.4. Only what a request names itself is refused. */
export function refusePublicClientCredentials(client: Client, wasNamed: boolean): void {
  if (!wasNamed || !isPublic(client) || !client.grant_types.includes('client_credentials')) return;
  throw new TenantError('invalid_body', 'Invalid grant types: client_credentials', { field: 'grant_types' });
}

/** All that are unknown, in the service's words, which name no rule of a schema. */
export function refuseUnknownGrantTypes(body: unknown): void {
  const given: unknown = Object(body).grant_types;
  if (!Array.isArray(given)) return;
  const known = new Set<string>(grantTypes);
  const unknown = given.filter((name): name is string => typeof name === 'string' && !known.has(name));
  if (unknown.length === 0) return;
  throw new TenantError('invalid_body', `Invalid grant types: ${unknown.join(', ')}`, { field: 'grant_types' });
}

/** Who need not say who it is cannot be believed where it says it comes from. */
export function refuseTrustWithoutSecret(client: Client): void {
  const { is_token_endpoint_ip_header_trusted: isTrusted, token_endpoint_auth_method: method } = client;
  if (isTrusted !== true || method === 'client_secret_post' || method === 'client_secret_basic') return;
  if (client.client_authentication_methods !== undefined) return;
  throw new TenantError(
    'invalid_body',
    "The flag is_token_endpoint_ip_header_trusted can only be set true on clients that require authentication (i.e. token_endpoint_auth_method is set to 'client_secret_post' or 'client_secret_basic')",
    { field: 'is_token_endpoint_ip_header_trusted' },
  );
}

export function refuseTwoAuthenticationMethods(client: Client): void {
  if (client.client_authentication_methods === undefined || client.token_endpoint_auth_method === undefined) return;
  throw new TenantError(
    'invalid_body',
    'Cannot set both token_endpoint_auth_method and client_authentication_methods: set token_endpoint_auth_method to null.',
    { field: 'client_authentication_methods' },
  );
}

export function refuseTakenAlias(document: TenantDocument, client: Client): void {
  const aliases = new Set(client.client_aliases ?? []);
  if (aliases.size === 0) return;
  for (const other of document.clients.values()) {
    if (other.client_id === client.client_id || !other.client_aliases?.some((alias) => aliases.has(alias))) continue;
    throw new TenantError('alias_conflict', 'Another client exists with the same alias.', { field: 'client_aliases' });
  }
}

/** A client of type `resource_server` stands for one existing API, and each API has at most one. */
export function refuseUnclearResourceServer(document: TenantDocument, input: CreateClient, identifier?: string): void {
  const field = 'resource_server_identifier';
  if (identifier === undefined) return;
  if (input.app_type !== 'resource_server') {
    throw new TenantError('invalid_body', `${field} can only be set with app_type resource_server.`, { field });
  }
  const resourceServer = document.resourceServerByIdentifier(identifier);
  if (resourceServer === undefined) {
    throw new TenantError('invalid_body', `No resource with identifier ${input.resource_server_identifier}`, { field });
  }
  if (resourceServer.client_id !== undefined) {
    throw new TenantError('client_conflict', 'Another client is linked to the same resource server.', { field });
  }
}

export function refuseGlobalClientRemoval(client: Client): void {
  if (!client.global) return;
  throw new TenantError('operation_not_supported', 'Global client cannot be deleted.');
}

/** Credentials named by a method or by a signed request object must be the client's own. */
export function refuseUnknownCredentials(client: Client): void {
  const own = new Set(client.credentials.map(({ id }) => id));
  const named = [
    ...authenticationMethods.map((method) => {
      const credentials = client.client_authentication_methods?.[method]?.credentials ?? [];
      return [`client_authentication_methods.${method}`, credentials] as const;
    }),
    ['signed_request_object', client.signed_request_object?.credentials ?? []] as const,
    ['token_vault_privileged_access', client.token_vault_privileged_access?.credentials ?? []] as const,
  ];
  for (const [place, credentials] of named) {
    const index = credentials.findIndex(({ id }) => !own.has(id));
    if (index === -1) continue;
    throw new TenantError('invalid_body', `The credential ${credentials[index]?.id} does not exist.`, {
      field: `${place}.credentials[${index}].id`,
    });
  }
}
