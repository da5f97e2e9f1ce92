/** An exchange in a line: what every view of the traffic shows, on screen and in a terminal. */
import { type Static, Type } from '@sinclair/typebox';
import { outcomes } from '../traffic-filter.ts';
import { exchangeKinds } from './exchange.ts';
import { Closed, Enum } from './schema-kit.ts';

export const trafficRowSchema = Closed({
  log_id: Type.String(),
  /** ISO 8601, UTC. */
  date: Type.String(),
  kind: Enum(exchangeKinds),
  /** The type code of the real service's log; absent where it would write no entry. */
  type: Type.Optional(Type.String()),
  outcome: Enum(outcomes),
  /** What it was, in a sentence without its full stop. */
  words: Type.String(),
  method: Type.String(),
  /** Secrets masked. */
  url: Type.String(),
  /** 0 where there was no answer. */
  status: Type.Integer(),
  /** Milliseconds, with fractions. */
  duration: Type.Number(),
  description: Type.String(),
  hint: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  client_name: Type.Optional(Type.String()),
  /** As it was asked for. */
  audience: Type.Optional(Type.String()),
  /** The API that the audience named, as it is called now; absent where there is none. */
  api: Type.Optional(Closed({ id: Type.String(), name: Type.String() })),
  /** The kind of the fault that was made on purpose. */
  fault: Type.Optional(Type.String()),
});

export type TrafficRow = Static<typeof trafficRowSchema>;
