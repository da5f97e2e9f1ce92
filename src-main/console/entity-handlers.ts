import type { Client } from '../contract/entities/client.ts';
import type { ClientGrant } from '../contract/entities/client-grant.ts';
import type { ResourceServer } from '../contract/entities/resource-server.ts';
import type { entityMethods } from '../contract/methods/entities.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import type { Handlers } from './dispatch.ts';

type EntityMethodName = keyof typeof entityMethods;

/** Screens see every API and every application but the global client, and no secret that they did not ask for. */
export function entityHandlers({ tenant, status }: TenantRuntime): Pick<Handlers, EntityMethodName> {
  const { clients, resourceServers, clientGrants, origins } = tenant;
  // The status is worked out anew at each call: a list asks for it once.
  const readOrigin = () => status().issuer?.replace(/\/$/, '') ?? '';
  const showApi = (one: ResourceServer, origin = readOrigin()) => ({
    ...one,
    identifier: origins.toShown(one.identifier, origin),
  });
  const showGrant = (one: ClientGrant, origin = readOrigin()) => ({
    ...one,
    audience: origins.toShown(one.audience, origin),
  });
  const showAll = <Entity, Shown>(all: Entity[], show: (one: Entity, origin: string) => Shown): Shown[] => {
    const origin = readOrigin();
    return all.map((one) => show(one, origin));
  };
  const showClient = ({ client_secret: _, ...one }: Client) => one;
  const showSecret = ({ client_id, client_secret }: Client) => ({
    client_id,
    ...(client_secret === undefined ? {} : { client_secret }),
  });

  return {
    'resourceServers.list': () => showAll(resourceServers.page(0, resourceServers.count), showApi),
    'resourceServers.get': ({ id }) => showApi(resourceServers.get(id)),
    'resourceServers.create': async (input) => showApi(await resourceServers.create(input)),
    'resourceServers.update': async ({ id, update }) => showApi(await resourceServers.update(id, update)),
    'resourceServers.remove': ({ id }) => {
      resourceServers.remove(id);
      return {};
    },
    'clients.list': () => clients.matching(({ global }) => !global).map(showClient),
    'clients.get': ({ client_id }) => showClient(clients.get(client_id)),
    'clients.create': async (input) => showClient(await clients.create(input)),
    'clients.update': ({ client_id, update }) => showClient(clients.update(client_id, update)),
    'clients.remove': ({ client_id }) => {
      clients.remove(client_id);
      return {};
    },
    'clients.readSecret': ({ client_id }) => showSecret(clients.get(client_id)),
    'clients.rotateSecret': ({ client_id }) => showSecret(clients.rotateSecret(client_id)),
    'clientGrants.list': () => showAll(clientGrants.page(0, clientGrants.count), showGrant),
    'clientGrants.create': (input) => showGrant(clientGrants.create(input)),
    'clientGrants.update': ({ id, update }) => showGrant(clientGrants.update(id, update)),
    'clientGrants.remove': ({ id }) => {
      clientGrants.remove(id);
      return {};
    },
  };
}
