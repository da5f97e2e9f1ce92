/** What the schema cannot say about client grants. */
import type { Client } from '../../contract/entities/client.ts';
import type { ClientGrant, CreateClientGrant, UpdateClientGrant } from '../../contract/entities/client-grant.ts';
import { managementApiIdentifier, type ResourceServer } from '../../contract/entities/resource-server.ts';
import type { TenantDocument } from '../document.ts';
import { toPluralScope } from '../resource-servers/management-api-scopes.ts';
import { TenantError } from '../tenant-error.ts';

export function refuseUnclearHolder(input: CreateClientGrant): void {
  if ((input.client_id === undefined) !== (input.default_for === undefined)) return;
  throw new TenantError(
    'invalid_body',
    input.client_id === undefined
      ? "Payload validation error: 'Missing required property: client_id'."
      : 'Cannot set both client_id and default_for.',
    { field: 'client_id' },
  );
}

export function refuseScopesBesideAll(input: CreateClientGrant | UpdateClientGrant): void {
  if (input.allow_all_scopes !== true || !input.scope) return;
  throw new TenantError('invalid_body', 'Cannot set both scope and allow_all_scopes.', { field: 'scope' });
}

/** A system API has more permissions in each release: nobody is given those that are not there yet. */
export function refuseAllScopesOfSystem(
  { allow_all_scopes }: CreateClientGrant | UpdateClientGrant,
  { is_system }: ResourceServer,
): void {
  if (allow_all_scopes !== true || is_system !== true) return;
  throw new TenantError('invalid_body', '`allow_all_scopes` cannot be provided when `audience` is a system API', {
    field: 'allow_all_scopes',
  });
}

/** Every scope of a grant must be one that the API defines. */
export function refuseUndefinedScopes(scope: readonly string[], resourceServer: ResourceServer): void {
  const defined = new Set(resourceServer.scopes?.map(({ value }) => value));
  const unknown = scope.filter((value) => !defined.has(toDefinedScope(value, resourceServer)));
  if (unknown.length === 0) return;
  const index = scope.findIndex((value) => unknown.includes(value));
  throw new TenantError(
    'invalid_body',
    `Scopes not defined by the resource server: ${unknown.join(', ')}. Add them to the resource server first.`,
    { field: `scope[${index}]` },
  );
}

/** The spelling under which the API defines a scope. */
export function toDefinedScope(scope: string, { identifier }: ResourceServer): string {
  return identifier === managementApiIdentifier ? toPluralScope(scope) : scope;
}

export function refuseClientWithoutGrants(client: Client): void {
  if (client.app_type !== 'express_configuration') return;
  throw new TenantError('validation_error', 'Client of type express_configuration cannot be used', {
    field: 'client_id',
  });
}

/** One grant for each client, API and subject type. */
export function refuseSecondGrant(document: TenantDocument, grant: ClientGrant, shownAudience: string): void {
  if (document.grantFor(grant.client_id, grant.audience, grant.subject_type) === undefined) return;
  throw new TenantError(
    'client_grant_conflict',
    `A client grant already exists between ${grant.client_id ?? grant.default_for} and ${shownAudience}`,
  );
}

export function refuseSystemGrantChange(grant: ClientGrant): void {
  if (grant.is_system !== true) return;
  throw new TenantError('operation_not_supported', 'System client grants cannot be changed or deleted directly.');
}
