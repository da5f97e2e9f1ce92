/** What a screen, or another listener, may be told. Payloads are plain JSON. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from './entities/schema-kit.ts';
import { statusSchema } from './methods/tenant.ts';

export const entityNouns = ['clients', 'resource-servers', 'client-grants', 'signing-keys', 'settings'] as const;
export type EntityNoun = (typeof entityNouns)[number];

export const events = {
  /** Entities were created, changed or removed; `ids` names them. */
  changed: Closed({ noun: Enum(entityNouns), ids: Type.Array(Type.String()) }),
  /** An exchange reached its end and is in the ring. */
  exchange: Closed({ log_id: Type.String() }),
  /** The tenant started, stopped or failed, or its addresses changed. */
  status: statusSchema,
  /** The menu, a link or a file asks for another screen: a path of the renderer, and a token to show there. */
  navigate: Closed({ path: Type.String({ pattern: '^/' }), token: Type.Optional(Type.String()) }),
} as const;

export type Events = { [Name in keyof typeof events]: Static<(typeof events)[Name]> };
export type EventName = keyof Events;

/** The part of the events that the core itself publishes. */
export type TenantEvents = Pick<Events, 'changed' | 'exchange'>;
