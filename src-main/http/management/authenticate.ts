/** Who may call a route: bearer first (401), then the route's scopes (403). */
import type { Tenant } from '../../tenant/create-tenant.ts';
import { toPluralScope } from '../../tenant/resource-servers/management-api-scopes.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { verifyManagementToken } from '../../tenant/tokens/verify-management-token.ts';
import type { ManagementRoute } from './route.ts';

export interface Bearer {
  clientId: string | undefined;
  scopes: ReadonlySet<string>;
}

/** @throws {TenantError} `missing_authentication`, `malformed_authorization`, `invalid_token` */
export async function authenticateBearer(authorization: string | undefined, tenant: Tenant): Promise<Bearer> {
  const claims = await verifyManagementToken(authorization, tenant);
  const scope = typeof claims.scope === 'string' ? claims.scope : '';
  const clientId = claims.azp ?? claims.client_id;
  return {
    clientId: typeof clientId === 'string' ? clientId : undefined,
    scopes: new Set(scope.split(' ').map(toPluralScope)),
  };
}

/** @throws {TenantError} `insufficient_scope` */
export function requireScopes({ anyScope, allScopes = [] }: ManagementRoute, { scopes }: Bearer): void {
  const hasAny = anyScope === undefined || anyScope.some((scope) => scopes.has(scope));
  if (hasAny && allScopes.every((scope) => scopes.has(scope))) return;
  const expected = anyScope === undefined ? `all of: ${allScopes.join(', ')}` : `any of: ${anyScope.join(', ')}`;
  throw new TenantError('insufficient_scope', `Insufficient scope, expected ${expected}`);
}
