/** Handlers for what the screens of the APIs ask beside the entities themselves. */
import type { ClientGrant } from '../contract/entities/client-grant.ts';
import type { ResourceServer } from '../contract/entities/resource-server.ts';
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { resourceServerScreenMethods } from '../contract/methods/resource-server-screens.ts';
import { managementOperations } from '../http/management/management-api.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { createAuthorized } from './create-authorized.ts';
import { describeRemoval } from './describe-removal.ts';
import { previewToken } from './preview-token.ts';
import { searchResourceServers } from './search-resource-servers.ts';

type ScreenMethods = typeof resourceServerScreenMethods;

export type ResourceServerScreenHandlers = {
  [Name in keyof ScreenMethods]: (
    input: InputOf<ScreenMethods[Name]>,
  ) => OutputOf<ScreenMethods[Name]> | Promise<OutputOf<ScreenMethods[Name]>>;
};

export function resourceServerScreenHandlers(runtime: TenantRuntime): ResourceServerScreenHandlers {
  const { tenant, status } = runtime;
  const { clientGrants, resourceServers, origins } = tenant;
  const origin = () => status().issuer?.replace(/\/$/, '') ?? '';
  const showIdentifier = (identifier: string) => origins.toShown(identifier, origin());
  const search = searchResourceServers(tenant);

  return {
    'resourceServers.search': (wish) => search(wish, origin()),
    'resourceServers.checkNew': (input) => resourceServers.checkNew(input),
    'resourceServers.previewToken': async ({ id, update }) =>
      previewToken(await resourceServers.preview(id, update), tenant, {
        issuer: origins.issuerAt(origin()),
        showIdentifier,
      }),
    'resourceServers.describeRemoval': ({ id }) => describeRemoval(resourceServers.get(id), tenant, showIdentifier),
    'resourceServers.createTestApplication': async ({ id }) => {
      const resourceServer = resourceServers.get(id);
      const application = {
        name: `${resourceServer.name ?? resourceServer.identifier} (Test Application)`.replaceAll(/[<>]/g, ''),
        app_type: 'non_interactive',
        grant_types: ['client_credentials'],
      };
      const { client, grant } = await createAuthorized(application, testGrant(resourceServer), tenant);
      return { client_id: client.client_id, name: client.name, grant_id: grant.id };
    },
    'clientGrants.restore': ({ grant }) => showGrant(clientGrants.restore(grant)),
    'managementApi.operations': () => managementOperations(tenant),
  };

  function showGrant(grant: ClientGrant): ClientGrant {
    return { ...grant, audience: showIdentifier(grant.audience) };
  }
}

function testGrant({ identifier, scopes = [] }: ResourceServer) {
  return { audience: identifier, scope: scopes.map(({ value }) => value) };
}
