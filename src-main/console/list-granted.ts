import type { Output } from '../contract/methods.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

/** By application, in the order in which the grants were made. */
export function listGranted(
  clientId: string | undefined,
  { clientGrants, resourceServers }: Tenant,
  showIdentifier: (identifier: string) => string,
): Output<'clients.listGranted'> {
  const grants = clientGrants.matching({ client_id: clientId, subject_type: 'client' });
  const byClient = Map.groupBy(grants, ({ client_id }) => client_id);
  return [...byClient].flatMap(([client_id, held]) => {
    // A default for third-party clients is nobody's own.
    if (client_id === undefined) return [];
    const apis = held.map(({ id: grant_id, audience }) => {
      const found = resourceServers.byIdentifier(audience);
      const shown = { grant_id, audience: showIdentifier(audience) };
      if (found === undefined) return shown;
      const { id, name = shown.audience, signing_alg, scopes = [] } = found;
      return { ...shown, id, name, signing_alg, permissions: scopes.length };
    });
    return { client_id, apis };
  });
}
