import type { ClientUse } from '../contract/methods/client-screens.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { tokenExchanges } from './token-exchanges.ts';

const hour = 60 * 60 * 1_000;

/** Programs that are named; the rest would be a list nobody reads. */
const mostPrograms = 5;

/** What an application holds, and who acted for it lately. @throws {TenantError} `inexistent_client` */
export function describeClientUse(
  clientId: string,
  tenant: Tenant,
  showIdentifier: (identifier: string) => string,
): ClientUse {
  const { clients, clientGrants, resourceServers, clock } = tenant;
  clients.get(clientId);
  const now = clock();
  const programs = new Map<string, number>();
  let recentTokens = 0;
  let validUntil: number | undefined;
  for (const { exchange, time, expires } of tokenExchanges(tenant, now - 24 * hour)) {
    if (exchange.client_id !== clientId) continue;
    if (expires !== undefined) {
      recentTokens += 1;
      validUntil = Math.max(validUntil ?? 0, expires);
    }
    if (time < now - hour) continue;
    const program = exchange.user_agent === '' ? 'a program without a name' : exchange.user_agent;
    programs.set(program, (programs.get(program) ?? 0) + 1);
  }
  return {
    grants: clientGrants.matching({ client_id: clientId }).map(({ id, audience, scope = [], allow_all_scopes }) => {
      const resourceServer = resourceServers.byIdentifier(audience);
      return {
        id,
        audience: showIdentifier(audience),
        ...(resourceServer === undefined ? {} : { apiName: resourceServer.name ?? resourceServer.identifier }),
        permissions: allow_all_scopes === true ? 'all' : scope.length,
      };
    }),
    recentTokens,
    ...(validUntil === undefined ? {} : { validUntil: new Date(validUntil).toISOString() }),
    lastHour: [...programs]
      .map(([program, requests]) => ({ program, requests }))
      .sort((one, other) => other.requests - one.requests)
      .slice(0, mostPrograms),
  };
}
