/** What the screens of the applications ask beside the entities themselves: creation with a grant, and what depends on one. */
import { type Static, Type } from '@sinclair/typebox';
import { createClientSchema } from '../entities/client.ts';
import { createClientGrantSchema } from '../entities/client-grant.ts';
import { signingAlgorithms } from '../entities/resource-server.ts';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method } from '../method.ts';

const client_id = Type.String({ minLength: 1 });
const count = Type.Integer({ minimum: 0 });

const useSchema = Closed({
  grants: Type.Array(
    Closed({
      id: Type.String(),
      audience: Type.String(),
      /** Absent where the API is gone. */
      apiName: Type.Optional(Type.String()),
      /** Permissions it may be given; `all` with `allow_all_scopes`. */
      permissions: Type.Union([count, Type.Literal('all')]),
    }),
  ),
  /** Tokens issued to it in the last 24 hours, as far as the traffic is kept. */
  recentTokens: count,
  /** ISO 8601: when the last of these ends. */
  validUntil: Type.Optional(Type.String()),
  /** Requests with its credentials in the last hour, by program. */
  lastHour: Type.Array(Closed({ program: Type.String(), requests: count })),
});

const grantedApiSchema = Closed({
  grant_id: Type.String(),
  /** Identifier of the API. */
  audience: Type.String(),
  /** These are absent where the API is gone. */
  id: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  signing_alg: Type.Optional(Enum(signingAlgorithms)),
  /** How many the API defines. */
  permissions: Type.Optional(count),
});

export type GrantedApi = Static<typeof grantedApiSchema>;
export type ClientUse = Static<typeof useSchema>;

export const clientScreenMethods = {
  /** An application and, where one is given, its client grant: both or neither. */
  'clients.createAuthorized': method(
    Closed({
      client: createClientSchema,
      grant: Type.Optional(
        Closed({
          audience: createClientGrantSchema.properties.audience,
          scope: createClientGrantSchema.properties.scope,
          allow_all_scopes: createClientGrantSchema.properties.allow_all_scopes,
        }),
      ),
    }),
    Closed({ client_id: Type.String(), name: Type.String(), grant_id: Type.Optional(Type.String()) }),
  ),
  /** The APIs that applications may get tokens for by themselves: of one, or of all that have any. */
  'clients.listGranted': method(
    Closed({ client_id: Type.Optional(client_id) }),
    Type.Array(Closed({ client_id: Type.String(), apis: Type.Array(grantedApiSchema) })),
  ),
  /** What goes with an application or with its secret, from the grants and the traffic as they are. */
  'clients.describeUse': method(Closed({ client_id }), useSchema),
} as const;
