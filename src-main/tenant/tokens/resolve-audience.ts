/** Which API a token is for, and whether the client may have one: the service's checks, in its order and its words. */
import type { Client } from '../../contract/entities/client.ts';
import type { ClientGrant } from '../../contract/entities/client-grant.ts';
import type { Mend } from '../../contract/entities/refusal.ts';
import { managementApiIdentifier, type ResourceServer } from '../../contract/entities/resource-server.ts';
import { toDefinedScope } from '../client-grants/rules.ts';
import type { TenantDocument } from '../document.ts';
import type { OwnOrigins } from '../own-origins.ts';
import { TenantError } from '../tenant-error.ts';
import { readParameter } from './read-parameters.ts';
import type { TokenParameters } from './token-request.ts';

const grantHelp =
  'You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants';

/** Choices between more of them would be no mend. */
const mostDefaultAudiences = 3;

/** The audience as asked, or the tenant's default. @throws {TenantError} `access_denied`, `invalid_target` */
export function readAudience(parameters: TokenParameters, client: Client, document: TenantDocument): string {
  const { settings } = document;
  const resource = readResource(parameters, settings.resource_parameter_profile === 'compatibility');
  const audience = readParameter(parameters, 'audience') ?? resource ?? settings.default_audience;
  if (audience !== undefined && audience !== '') return audience;
  throw new TenantError('access_denied', 'Non-global clients are not allowed access to APIv1', {
    field: 'audience',
    hint: 'The request names no audience, and the tenant has no default audience (Settings, default_audience).',
    refusal: { check: 'audience', mends: defaultAudiences(client, document) },
  });
}

/** APIs that the client may already get tokens for: each could be the tenant's default. */
function defaultAudiences(client: Client, document: TenantDocument): Mend[] {
  return document
    .grantsOfClient(client.client_id)
    .filter(({ subject_type, audience }) => subject_type === 'client' && audience !== managementApiIdentifier)
    .slice(0, mostDefaultAudiences)
    .map(({ audience }) => ({ kind: 'set_default_audience', audience }));
}

/** RFC 8707 §2: an absolute URI without a fragment. Only tenants that say so read it. */
function readResource(parameters: TokenParameters, isRead: boolean): string | undefined {
  const resource = isRead ? readParameter(parameters, 'resource') : undefined;
  if (resource === undefined) return undefined;
  if (!/^[a-z][a-z0-9+.-]*:[^#]+$/i.test(resource)) {
    throw new TenantError('invalid_target', 'Parameter resource must be an absolute URI without a fragment.', {
      field: 'resource',
    });
  }
  return resource;
}

/** @throws {TenantError} `access_denied` */
export function findResourceServer(audience: string, document: TenantDocument, origins: OwnOrigins): ResourceServer {
  const found = document.resourceServerByIdentifier(origins.toStored(audience));
  if (found !== undefined) return found;
  const twin = audience.endsWith('/') ? audience.slice(0, -1) : `${audience}/`;
  const nearMiss = document.resourceServerByIdentifier(origins.toStored(twin));
  throw new TenantError('access_denied', `Service not enabled within domain: ${audience}`, {
    field: 'audience',
    hint:
      nearMiss === undefined
        ? 'There is no API with this identifier.'
        : `There is no API with this identifier, but one that differs by the slash at its end: ${twin}`,
    refusal: {
      check: 'audience',
      mends: [
        ...(nearMiss === undefined ? [] : [{ kind: 'use_identifier' as const, identifier: twin }]),
        { kind: 'create_api', identifier: audience },
      ],
    },
  });
}

/** What a client asks for. */
interface Wish {
  resourceServer: ResourceServer;
  /** As it was asked for. */
  audience: string;
  requested: readonly string[] | undefined;
}

/** The grant by which a client gets tokens for itself. @throws {TenantError} `access_denied`, `unauthorized_client` */
export function findClientGrant(
  client: Client,
  { resourceServer, audience, requested }: Wish,
  document: TenantDocument,
): ClientGrant {
  const isThirdParty = !client.is_first_party;
  const grant =
    document.grantFor(client.client_id, resourceServer.identifier, 'client') ??
    (isThirdParty ? document.grantFor(undefined, resourceServer.identifier, 'client') : undefined);
  const isDenied = resourceServer.subject_type_authorization.client?.policy === 'deny_all';
  if (grant !== undefined && !isDenied) return grant;
  throw new TenantError(
    isThirdParty && !isDenied ? 'unauthorized_client' : 'access_denied',
    `Client is not authorized to access "${audience}". ${grantHelp}`,
    {
      hint: isDenied
        ? `The policy of the API for applications is deny_all: nobody gets a token by client credentials.`
        : `${client.name} has no client grant for this API.`,
      refusal: {
        check: isDenied ? 'policy' : 'grant',
        mends: [
          ...(isDenied ? [{ kind: 'open_policy' as const, audience: resourceServer.identifier }] : []),
          ...(grant === undefined ? authorize(client, resourceServer, requested ?? []) : []),
        ],
      },
    },
  );
}

/**
 * The scopes of the token: all of the grant's, or those asked for.
 * @throws {TenantError} `access_denied` for a scope that the grant lacks
 */
export function resolveScope(
  requested: readonly string[] | undefined,
  client: Client,
  grant: ClientGrant,
  resourceServer: ResourceServer,
): string[] {
  const granted =
    grant.allow_all_scopes === true ? (resourceServer.scopes ?? []).map(({ value }) => value) : (grant.scope ?? []);
  if (requested === undefined) return [...granted];
  const held = new Set(granted.map((scope) => toDefinedScope(scope, resourceServer)));
  const missing = requested.filter((scope) => !held.has(toDefinedScope(scope, resourceServer)));
  if (missing.length === 0) return [...requested];
  throw new TenantError('access_denied', `Client has not been granted scopes: ${missing.join(', ')}`, {
    field: 'scope',
    hint: `The grant of ${client.name} lacks ${missing.join(', ')}. It holds: ${granted.join(' ') || 'no scope'}.`,
    refusal: {
      check: 'scopes',
      mends:
        grant.client_id === undefined
          ? authorize(client, resourceServer, [...granted, ...missing])
          : grantPermission(grant, resourceServer, missing),
    },
  });
}

/** Nothing mends a scope that the Management API does not define: its scopes are the service's. */
function authorize({ client_id }: Client, resourceServer: ResourceServer, scope: readonly string[]): Mend[] {
  const define = undefinedScopes(scope, resourceServer);
  if (define.length > 0 && resourceServer.is_system === true) return [];
  return [{ kind: 'authorize', client_id, audience: resourceServer.identifier, scope: [...scope], define }];
}

function grantPermission(grant: ClientGrant, resourceServer: ResourceServer, scope: readonly string[]): Mend[] {
  const define = undefinedScopes(scope, resourceServer);
  if (grant.is_system === true || (define.length > 0 && resourceServer.is_system === true)) return [];
  return [{ kind: 'grant_permission', grant_id: grant.id, scope: [...scope], define }];
}

function undefinedScopes(scope: readonly string[], resourceServer: ResourceServer): string[] {
  const defined = new Set(resourceServer.scopes?.map(({ value }) => value));
  return scope.filter((value) => !defined.has(toDefinedScope(value, resourceServer)));
}
