/** Who may call a route: bearer first (401), then the route's scopes (403). */
import type { JWTPayload } from 'jose';
import type { Mend } from '../../contract/entities/refusal.ts';
import { managementApiIdentifier } from '../../contract/entities/resource-server.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { toPluralScope } from '../../tenant/resource-servers/management-api-scopes.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { verifyManagementToken } from '../../tenant/tokens/verify-management-token.ts';
import type { ManagementRoute } from './route.ts';

export interface Bearer {
  clientId: string | undefined;
  scopes: ReadonlySet<string>;
}

export type Authenticate = (authorization: string | undefined) => Promise<Bearer>;

interface KnownBearer extends Bearer {
  /** Seconds since the epoch. */
  exp: number;
}

/** Bearers that are remembered: a client makes many calls with one token, and verifying it costs more than most of them. */
const mostKnown = 100;

/**
 * @returns a function that tells who calls, or throws `missing_authentication`, `malformed_authorization` or
 * `invalid_token`. What it verified once holds until the token expires or a signing key changes.
 */
export function bearerAuthentication(tenant: Tenant): { authenticate: Authenticate; stop: () => void } {
  const known = new Map<string, KnownBearer>();
  const stop = tenant.events.on('changed', ({ noun }) => {
    if (noun === 'signing-keys') known.clear();
  });
  return {
    stop,
    async authenticate(authorization) {
      const remembered = known.get(authorization ?? '');
      if (remembered !== undefined && remembered.exp > tenant.clock() / 1_000) return remembered;
      const bearer = toBearer(await verifyManagementToken(authorization, tenant));
      if (known.size >= mostKnown) known.clear();
      known.set(authorization ?? '', bearer);
      return bearer;
    },
  };
}

function toBearer({ scope = '', azp, client_id, exp = 0 }: JWTPayload): KnownBearer {
  const clientId = azp ?? client_id;
  return {
    exp,
    clientId: typeof clientId === 'string' ? clientId : undefined,
    scopes: new Set(String(scope).split(' ').map(toPluralScope)),
  };
}

/** @throws {TenantError} `insufficient_scope` */
export function requireScopes(
  { anyScope, allScopes = [] }: ManagementRoute,
  { scopes, clientId }: Bearer,
  { clientGrants }: Pick<Tenant, 'clientGrants'>,
): void {
  const hasAny = anyScope === undefined || anyScope.some((scope) => scopes.has(scope));
  if (hasAny && allScopes.every((scope) => scopes.has(scope))) return;
  const expected = anyScope === undefined ? `all of: ${allScopes.join(', ')}` : `any of: ${anyScope.join(', ')}`;
  const missing = [...(hasAny ? [] : (anyScope ?? []).slice(0, 1)), ...allScopes.filter((scope) => !scopes.has(scope))];
  const mend = clientId === undefined ? undefined : grantManagement(clientId, missing, clientGrants);
  throw new TenantError('insufficient_scope', `Insufficient scope, expected ${expected}`, {
    refusal: { check: 'permission', mends: mend === undefined ? [] : [mend] },
  });
}

function grantManagement(client_id: string, scope: string[], clientGrants: Tenant['clientGrants']): Mend | undefined {
  const audience = managementApiIdentifier;
  const [grant] = clientGrants.matching({ client_id, audience, subject_type: 'client' });
  if (grant === undefined) return { kind: 'authorize', client_id, audience, scope, define: [] };
  return grant.is_system ? undefined : { kind: 'grant_permission', grant_id: grant.id, scope, define: [] };
}
