/** What another process of the same user may ask of a running tenant, through the lock of its data folder: JSON both ways. */
import { type Static, Type } from '@sinclair/typebox';
import { checkInputSchema } from '../contract/entities/api-check.ts';
import { anyFaultInputSchema, faultSchema } from '../contract/entities/fault.ts';
import { faultPresetNames } from '../contract/entities/fault-kinds.ts';
import { mintRequestSchema } from '../contract/entities/mint-request.ts';
import { Closed, Enum } from '../contract/entities/schema-kit.ts';
import { clockInputSchema, clockSchema } from '../contract/entities/tenant-clock.ts';
import { tokenReportSchema } from '../contract/entities/token-report.ts';
import { checkProgressSchema } from '../contract/methods/api-check.ts';
import { trafficPageSchema } from '../contract/methods/traffic.ts';
import {
  exportedSchema,
  exportInputSchema,
  importInputSchema,
  importPlanSchema,
} from '../contract/methods/transfer.ts';

const signingKeySchema = Closed({
  kid: Type.String(),
  state: Enum(['current', 'next', 'previous', 'revoked']),
  /** ISO 8601, UTC. */
  created_at: Type.String(),
  current_since: Type.Optional(Type.String()),
  current_until: Type.Optional(Type.String()),
  revoked_at: Type.Optional(Type.String()),
});

const faultsSchema = Closed({ faults: Type.Array(faultSchema), clock: clockSchema });

/** What the tenant refused, in words. */
const problemSchema = Closed({ problem: Closed({ message: Type.String() }) });

export const controlRequests = {
  whereabouts: { input: Closed({}), output: Closed({ issuer: Type.String() }) },
  token: {
    input: Closed({
      client: Type.String({ minLength: 1 }),
      audience: Type.Optional(Type.String()),
      scope: Type.Optional(Type.String()),
    }),
    output: Type.Union([
      Closed({ access_token: Type.String() }),
      Closed({ error: Type.String(), error_description: Type.String(), hint: Type.Optional(Type.String()) }),
    ]),
  },
  /** Reports on the first token of each text, in their order. */
  'inspect-tokens': {
    input: Closed({
      texts: Type.Array(Type.String()),
      issuer: Type.Optional(Type.String()),
      audience: Type.Optional(Type.Array(Type.String())),
      scopes: Type.Optional(Type.Array(Type.String())),
      type: Type.Optional(Type.String()),
      algorithms: Type.Optional(Type.Array(Type.String())),
      maxAge: Type.Optional(Type.Number()),
      tolerance: Type.Number(),
      /** Seconds since 1970; the tenant's clock, unless said otherwise. */
      at: Type.Optional(Type.Number()),
      isBrief: Type.Boolean(),
    }),
    output: Type.Array(tokenReportSchema),
  },
  'plan-import': {
    input: importInputSchema,
    output: Type.Union([Closed({ plan: importPlanSchema }), problemSchema]),
  },
  'apply-import': {
    input: Closed({ input: importInputSchema, fingerprint: Type.String() }),
    output: Type.Union([Closed({ plan: importPlanSchema }), problemSchema]),
  },
  export: { input: exportInputSchema, output: Type.Union([exportedSchema, problemSchema]) },
  'list-keys': { input: Closed({}), output: Type.Array(signingKeySchema) },
  /** Secrets masked. */
  'list-traffic': {
    input: Closed({
      filter: Type.String({ maxLength: 1_000 }),
      after: Type.Optional(Type.String()),
      before: Type.Optional(Type.String()),
      count: Type.Integer({ minimum: 1, maximum: 200 }),
    }),
    output: trafficPageSchema,
  },
  'rotate-keys': { input: Closed({}), output: Type.Array(signingKeySchema) },
  'list-faults': { input: Closed({}), output: faultsSchema },
  /** Its `client_id` may also be a name. */
  'set-fault': { input: Closed({ fault: anyFaultInputSchema }), output: faultSchema },
  /** By id or kind; all of them, and the clock, where it names none. */
  'faults-off': { input: Closed({ which: Type.Optional(Type.String()) }), output: faultsSchema },
  'fault-preset': { input: Closed({ preset: Enum(faultPresetNames) }), output: faultsSchema },
  'set-clock': { input: Closed({ clock: clockInputSchema }), output: clockSchema },
  'reset-clock': { input: Closed({}), output: clockSchema },
  'control-token': { input: Closed({}), output: Closed({ token: Type.String() }) },
  /** The run ends by itself where nobody reads it for a while. */
  'start-check': {
    input: Closed({ input: checkInputSchema }),
    output: Type.Union([Closed({ id: Type.String() }), problemSchema]),
  },
  'read-check': {
    input: Closed({ id: Type.String(), after: Type.Integer({ minimum: 0 }) }),
    output: checkProgressSchema,
  },
  'stop-check': { input: Closed({ id: Type.String() }), output: Closed({}) },
  mint: { input: mintRequestSchema, output: Closed({ token: Type.String() }) },
};

export type ControlRequestName = keyof typeof controlRequests;
export type ControlInput<Name extends ControlRequestName> = Static<(typeof controlRequests)[Name]['input']>;
export type ControlOutput<Name extends ControlRequestName> = Static<(typeof controlRequests)[Name]['output']>;

/** How a request travels. */
export const controlEnvelope = Closed({ name: Type.String(), input: Type.Unknown() });

export function isControlRequestName(name: string): name is ControlRequestName {
  return Object.hasOwn(controlRequests, name);
}
