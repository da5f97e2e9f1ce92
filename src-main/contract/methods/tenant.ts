/** The running tenant: whether it answers, and where. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

const portProblemSchema = Closed({
  code: Enum(['port_taken', 'failed']),
  message: Type.String(),
  port: Type.Optional(Type.Integer()),
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
  /** Exchanges since the start. */
  exchanges: Type.Integer({ minimum: 0 }),
});

export type Status = Static<typeof statusSchema>;

const port = Type.Integer({ minimum: 0, maximum: 65_535 });

export const tenantMethods = {
  'tenant.status': method(nothing, statusSchema),
  /** Opens the doors; with ports, at these instead of the ones before. */
  'tenant.start': method(Closed({ port: Type.Optional(port), httpsPort: Type.Optional(port) }), statusSchema),
  'tenant.stop': method(nothing, statusSchema),
} as const;
