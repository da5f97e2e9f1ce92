/** What the screens of the APIs ask beside the entities themselves: a page of the list, checks while typing, previews. */
import { type Static, Type } from '@sinclair/typebox';
import type { ClientGrant } from '../entities/client-grant.ts';
import { signingAlgorithms, type UpdateResourceServer } from '../entities/resource-server.ts';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

const id = Type.String({ minLength: 1 });
const count = Type.Integer({ minimum: 0 });

export const resourceServerColumns = ['name', 'identifier', 'algorithm', 'permissions', 'applications'] as const;
export type ResourceServerColumn = (typeof resourceServerColumns)[number];

/** Rows that one page may have. */
export const longestPage = 500;

const rowSchema = Closed({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  identifier: Type.String(),
  signing_alg: Enum(signingAlgorithms),
  is_system: Type.Optional(Type.Literal(true)),
  permissions: count,
  /** Applications that may get its tokens by client credentials. */
  applications: count,
});

const searchSchema = Closed({
  /** Words that all have to occur in its name, identifier, id, algorithm or permissions. */
  filter: Type.String({ maxLength: 1_000 }),
  /** System APIs stay first, whatever the order. Without: in the order they were made. */
  sort: Type.Optional(Closed({ column: Enum(resourceServerColumns), isDescending: Type.Boolean() })),
  start: count,
  count: Type.Integer({ minimum: 1, maximum: longestPage }),
});

const operationSchema = Closed({
  method: Enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  /** Below `/api/v2`, with `:id` for what is to be filled in. */
  path: Type.String(),
  description: Type.String(),
  anyScope: Type.Array(Type.String()),
  allScopes: Type.Array(Type.String()),
});

export type ResourceServerRow = Static<typeof rowSchema>;
export type ResourceServerSearch = Static<typeof searchSchema>;
export type ManagementOperation = Static<typeof operationSchema>;

export const resourceServerScreenMethods = {
  'resourceServers.search': method(searchSchema, Closed({ total: count, found: count, rows: Type.Array(rowSchema) })),
  /** What is wrong with the name or the identifier of an API to be made, and what to think about. */
  'resourceServers.checkNew': method(
    Closed({ name: Type.String(), identifier: Type.String() }),
    Closed({
      name: Type.Optional(Type.String()),
      identifier: Type.Optional(Type.String()),
      remark: Type.Optional(Type.String()),
    }),
  ),
  /** Header and payload that its next token would have after the update; refused as the update would be. */
  'resourceServers.previewToken': method(
    Closed({ id, update: Type.Unsafe<UpdateResourceServer>({ type: 'object' }) }),
    Closed({
      header: Type.Record(Type.String(), Type.Unknown()),
      payload: Type.Record(Type.String(), Type.Unknown()),
      /** The application that the preview is for; absent where none is authorized. */
      client: Type.Optional(Closed({ client_id: Type.String(), name: Type.String() })),
      isEncrypted: Type.Boolean(),
    }),
  ),
  /** What goes with an API, from the traffic and the grants as they are. */
  'resourceServers.describeRemoval': method(
    Closed({ id }),
    Closed({
      grants: count,
      applications: Type.Array(Type.String()),
      /** Tokens for it issued in the last 24 hours, as far as the traffic is kept. */
      recentTokens: count,
      /** ISO 8601: when the last of these ends. */
      validUntil: Type.Optional(Type.String()),
    }),
  ),
  /** A Machine to Machine application, authorized for every permission that the API defines now. */
  'resourceServers.createTestApplication': method(
    Closed({ id }),
    Closed({ client_id: Type.String(), name: Type.String(), grant_id: Type.String() }),
  ),
  /** A removed grant, back under the id that it had. */
  'clientGrants.restore': method(
    Closed({ grant: Type.Unsafe<ClientGrant>({ type: 'object' }) }),
    Type.Unsafe<ClientGrant>({ type: 'object' }),
  ),
  /** The operations that this tenant's Management API has. */
  'managementApi.operations': method(nothing, Type.Array(operationSchema)),
} as const;
