/** A fault: something that goes wrong on purpose, for whom, how often and until when. */
import { type TSchema, Type } from '@sinclair/typebox';
import { type FaultKind, type FaultParameters, faultKindNames, faultKinds } from './fault-kinds.ts';
import { Closed, Enum, Open } from './schema-kit.ts';

/** On whom, how often and until when; the same for each kind. */
export interface FaultTerms {
  /** Only requests of this application. */
  client_id?: string;
  /** Only requests for this API, by its identifier. */
  audience?: string;
  /** Of each request that fits, from above 0 to 1. */
  probability?: number;
  /** One in so many requests: every third for 3. Not together with `probability`. */
  one_in?: number;
  /** The fault is gone after it has hit so many requests. */
  next?: number;
  /** Seconds. */
  expires_in?: number;
  /** Stays when Tokenbench is started again. */
  pinned?: boolean;
  /** The test session that ends it. */
  session?: string;
}

/** What sets a fault: its kind, the parameters of the kind, and the terms. */
export type FaultInput = {
  [Kind in FaultKind]: { kind: Kind } & Partial<FaultParameters<Kind>> & FaultTerms;
}[FaultKind];

/** A fault that is set. */
export type Fault = FaultOf<FaultKind>;

/** A fault that is set, of one kind. */
export type FaultOf<Kind extends FaultKind> = { [K in Kind]: FaultParameters<K> & FaultFacts<K> }[Kind];

interface FaultFacts<Kind extends FaultKind> extends Omit<FaultTerms, 'expires_in'> {
  id: string;
  kind: Kind;
  /** Requests that it hit so far. `next` counts down beside it. */
  hits: number;
  /** ISO 8601, UTC, by the clock of this machine. */
  set_at: string;
  expires_at?: string;
}

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 600, description }));

const termProperties = {
  client_id: text('only requests of this application'),
  audience: text('only requests for this API, by its identifier'),
  probability: Type.Optional(
    Type.Number({ minimum: 0.0001, maximum: 1, description: 'of each request that fits, up to 1' }),
  ),
  one_in: Type.Optional(Type.Integer({ minimum: 2, maximum: 1_000_000, description: 'every nth request that fits' })),
  next: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'removed after this many requests were hit' }),
  ),
  expires_in: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 31_536_000, description: 'seconds until it goes by itself' }),
  ),
  pinned: Type.Optional(Type.Boolean({ description: 'kept when Tokenbench restarts' })),
  session: text('the test session that ends it'),
};

/** What a fault of the kind takes. */
export function faultInputSchema(kind: FaultKind) {
  const parameters: Record<string, TSchema> = faultKinds[kind].parameters;
  const optional = Object.entries(parameters).map(([name, schema]) => [name, Type.Optional(schema)]);
  return Type.Unsafe<FaultInput>(
    Closed({ kind: Type.Literal(kind), ...Object.fromEntries(optional), ...termProperties }),
  );
}

/** Any kind; what each of them takes beside that is checked by the tenant, which then can say what is wrong. */
export const anyFaultInputSchema = Type.Unsafe<FaultInput>(Open({ kind: Enum(faultKindNames) }));

export const faultSchema = Type.Unsafe<Fault>(
  Open({
    id: Type.String(),
    kind: Enum(faultKindNames),
    ...termProperties,
    hits: Type.Integer({ minimum: 0 }),
    set_at: Type.String(),
    expires_at: Type.Optional(Type.String()),
  }),
);
