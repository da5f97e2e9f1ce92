import type { ClientGrant } from '#contract/entities/client-grant.ts';
import type { ResourceServer } from '#contract/entities/resource-server.ts';

export interface GrantedApi {
  grant: ClientGrant;
  /** Absent where the grant names an API that is gone. */
  resourceServer: ResourceServer | undefined;
}

/** The APIs that an application may get tokens for by itself. */
export function grantedApis(clientId: string, grants: ClientGrant[], resourceServers: ResourceServer[]): GrantedApi[] {
  return grants
    .filter((grant) => grant.client_id === clientId && grant.subject_type === 'client')
    .map((grant) => ({
      grant,
      resourceServer: resourceServers.find(({ identifier }) => identifier === grant.audience),
    }));
}
