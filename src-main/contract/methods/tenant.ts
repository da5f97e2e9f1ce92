/** The running tenant: whether it answers, and where. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

/** Where a door is: a port, or nowhere. */
export const doorSchema = Type.Union([Type.Integer({ minimum: 1, maximum: 65_535 }), Type.Literal('off')]);

/** Whether ports hold until the next start, or for each start of this data folder that is given no others. */
export const holdSchema = Enum(['for_now', 'for_good']);

const portProblemSchema = Closed({
  code: Enum(['port_taken', 'failed']),
  message: Type.String(),
  port: Type.Optional(Type.Integer()),
  /** The door that the port was for. */
  door: Type.Optional(Enum(['port', 'httpsPort'])),
  /** A port that is free now. */
  freePort: Type.Optional(Type.Integer()),
});

export const statusSchema = Closed({
  state: Enum(['starting', 'running', 'stopped', 'failed']),
  /** Of the HTTP door, or of the HTTPS door where the other is closed; absent while neither is open. */
  issuer: Type.Optional(Type.String()),
  httpsIssuer: Type.Optional(Type.String()),
  tokenEndpoint: Type.Optional(Type.String()),
  jwksUri: Type.Optional(Type.String()),
  discovery: Type.Optional(Type.String()),
  managementAudience: Type.Optional(Type.String()),
  /** Path of the local authority's certificate. */
  caCertificate: Type.Optional(Type.String()),
  problem: Type.Optional(portProblemSchema),
  /** Why nothing can be kept at present, and the way out; absent where it can. */
  notKept: Type.Optional(Type.String()),
  /** Exchanges since the start. */
  exchanges: Type.Integer({ minimum: 0 }),
  /** How many are set; absent where none is. */
  faults: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Absent while the tenant goes by the machine's clock. One of the two. */
  clock: Type.Optional(
    Closed({
      /** Milliseconds ahead, or behind where negative. */
      offset_ms: Type.Optional(Type.Integer()),
      /** ISO 8601, UTC. */
      frozen_at: Type.Optional(Type.String()),
    }),
  ),
});

export type Status = Static<typeof statusSchema>;

const port = Type.Integer({ minimum: 0, maximum: 65_535 });

export const tenantMethods = {
  'tenant.status': method(nothing, statusSchema),
  /** Opens the doors; with ports, at these instead of the ones before. */
  'tenant.start': method(
    Closed({ port: Type.Optional(port), httpsPort: Type.Optional(port), hold: Type.Optional(holdSchema) }),
    statusSchema,
  ),
  'tenant.stop': method(nothing, statusSchema),
} as const;
