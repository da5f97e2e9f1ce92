/** The tenant's clock, as far as it is not the machine's. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed } from './schema-kit.ts';

/** Fifty years in milliseconds: far enough for any certificate, near enough for every date. */
const furthest = 1_577_880_000_000;

const offset = (description: string) => Type.Integer({ minimum: -furthest, maximum: furthest, description });

export const clockSchema = Closed({
  /** Milliseconds ahead of the machine's clock, or behind it; 0 is real. While it is frozen, at this moment. */
  offset_ms: Type.Integer(),
  /** ISO 8601, UTC: it stands still. */
  frozen_at: Type.Optional(Type.String()),
  /** What the tenant takes for now: ISO 8601, UTC. */
  now: Type.String(),
  pinned: Type.Optional(Type.Boolean()),
  session: Type.Optional(Type.String()),
});

export type TenantClockState = Static<typeof clockSchema>;

/** One of the first three. */
export const clockInputSchema = Closed({
  offset_ms: Type.Optional(offset('milliseconds ahead of the machine, or behind it where negative')),
  frozen_at: Type.Optional(
    Type.String({ minLength: 1, maxLength: 40, description: 'stands still at this time, ISO 8601, or at "now"' }),
  ),
  advance_ms: Type.Optional(offset('moves on by so many milliseconds, also while it is frozen')),
  pinned: Type.Optional(Type.Boolean({ description: 'kept when Tokenbench restarts' })),
  session: Type.Optional(
    Type.String({ minLength: 1, maxLength: 600, description: 'the test session that sets it back' }),
  ),
});

export type ClockInput = Static<typeof clockInputSchema>;
