import type { ResourceServer } from '../contract/entities/resource-server.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

/** Milliseconds that count as recent. */
const recent = 24 * 60 * 60 * 1_000;

/** What goes with an API, and what stays valid without it. */
export function describeRemoval(
  { identifier, token_lifetime }: ResourceServer,
  { clients, clientGrants, traffic, clock }: Tenant,
  showIdentifier: (identifier: string) => string,
) {
  const grants = clientGrants.matching({ audience: identifier });
  const holders = new Set(grants.flatMap(({ client_id }) => client_id ?? []));
  const since = clock() - recent;
  let recentTokens = 0;
  let newest: number | undefined;
  for (const { kind, status, audience, date } of traffic.newestFirst()) {
    const time = Date.parse(date);
    if (time < since) break;
    if (kind !== 'token' || status !== 200) continue;
    if (audience !== identifier && audience !== showIdentifier(identifier)) continue;
    newest ??= time;
    recentTokens += 1;
  }
  return {
    grants: grants.length,
    applications: [...holders].map((client_id) => clients.find(client_id)?.name ?? client_id),
    recentTokens,
    ...(newest === undefined ? {} : { validUntil: new Date(newest + token_lifetime * 1_000).toISOString() }),
  };
}
