import type { ClientGrant } from '#contract/entities/client-grant.ts';
import type { ResourceServer } from '#contract/entities/resource-server.ts';

export interface GrantedApi {
  grant: ClientGrant;
  /** Absent where the grant names an API that is gone. */
  resourceServer: ResourceServer | undefined;
}

/** The APIs that each application may get tokens for by itself, by client id. */
export function grantedApisByClient(
  grants: readonly ClientGrant[],
  resourceServers: readonly ResourceServer[],
): ReadonlyMap<string, GrantedApi[]> {
  const byIdentifier = new Map(resourceServers.map((one) => [one.identifier, one]));
  const byClient = new Map<string, GrantedApi[]>();
  for (const grant of grants) {
    if (grant.client_id === undefined || grant.subject_type !== 'client') continue;
    const known = byClient.get(grant.client_id);
    const granted = { grant, resourceServer: byIdentifier.get(grant.audience) };
    if (known === undefined) byClient.set(grant.client_id, [granted]);
    else known.push(granted);
  }
  return byClient;
}

/** The APIs that an application may get tokens for by itself. */
export function grantedApis(clientId: string, grants: ClientGrant[], resourceServers: ResourceServer[]): GrantedApi[] {
  return grantedApisByClient(grants, resourceServers).get(clientId) ?? [];
}
