/** The entities of the tenant, as the screens read and change them. The core's rules and errors are the same at every door. */
import { Type } from '@sinclair/typebox';
import { type Client, createClientSchema, updateClientSchema } from '../entities/client.ts';
import { type ClientGrant, createClientGrantSchema, updateClientGrantSchema } from '../entities/client-grant.ts';
import {
  createResourceServerSchema,
  type ResourceServer,
  updateResourceServerSchema,
} from '../entities/resource-server.ts';
import { Closed } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

const id = Type.String({ minLength: 1 });
const resourceServer = Type.Unsafe<ResourceServer>({ type: 'object' });
const clientGrant = Type.Unsafe<ClientGrant>({ type: 'object' });
/** Without its secret: that is asked for by itself. */
const client = Type.Unsafe<Omit<Client, 'client_secret'>>({ type: 'object' });
const clientSecret = Closed({ client_id: id, client_secret: Type.Optional(Type.String()) });

export const entityMethods = {
  'resourceServers.list': method(nothing, Type.Array(resourceServer)),
  'resourceServers.get': method(Closed({ id }), resourceServer),
  'resourceServers.create': method(createResourceServerSchema, resourceServer),
  'resourceServers.update': method(Closed({ id, update: updateResourceServerSchema }), resourceServer),
  'resourceServers.remove': method(Closed({ id }), nothing),
  'clients.list': method(nothing, Type.Array(client)),
  'clients.get': method(Closed({ client_id: id }), client),
  'clients.create': method(createClientSchema, client),
  'clients.update': method(Closed({ client_id: id, update: updateClientSchema }), client),
  'clients.remove': method(Closed({ client_id: id }), nothing),
  'clients.readSecret': method(Closed({ client_id: id }), clientSecret),
  'clients.rotateSecret': method(Closed({ client_id: id }), clientSecret),
  'clientGrants.list': method(nothing, Type.Array(clientGrant)),
  'clientGrants.create': method(createClientGrantSchema, clientGrant),
  'clientGrants.update': method(Closed({ id, update: updateClientGrantSchema }), clientGrant),
  'clientGrants.remove': method(Closed({ id }), nothing),
} as const;
