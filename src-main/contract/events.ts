/** What a screen, or another listener, may be told. Payloads are plain JSON. */
import { type Static, Type } from '@sinclair/typebox';
import type { ExchangeSummary } from './entities/exchange.ts';
import { Closed, Enum } from './entities/schema-kit.ts';
import { preferencesSchema } from './methods/host.ts';
import { statusSchema } from './methods/tenant.ts';

export const entityNouns = [
  'clients',
  'resource-servers',
  'client-grants',
  'signing-keys',
  'settings',
  // Not of the document: what goes wrong on purpose, and the tenant's clock.
  'faults',
  'clock',
] as const;
export type EntityNoun = (typeof entityNouns)[number];

export const events = {
  /** Entities were created, changed or removed; `ids` names them. */
  changed: Closed({ noun: Enum(entityNouns), ids: Type.Array(Type.String()) }),
  /** Exchanges reached their end and are in the ring; told a few times a second at most. */
  exchange: Closed({
    /** The newest. */
    log_id: Type.String(),
    /** Exchanges since the start. */
    recorded: Type.Integer({ minimum: 0 }),
    /** Of these, still in the ring. */
    held: Type.Integer({ minimum: 0 }),
    /** Refusals since somebody last looked. */
    unread: Type.Integer({ minimum: 0 }),
  }),
  /** The tenant started, stopped or failed, or its addresses changed. */
  status: statusSchema,
  /** Theme, shortcuts and the like, as another window or the menu left them. */
  preferences: preferencesSchema,
  /** The menu, a link or a file asks for another screen: a path of the renderer, and a token to show there. */
  navigate: Closed({ path: Type.String({ pattern: '^/' }), token: Type.Optional(Type.String()) }),
} as const;

export type Events = { [Name in keyof typeof events]: Static<(typeof events)[Name]> };
export type EventName = keyof Events;

/** What the core itself publishes: of exchanges, each. */
export type TenantEvents = Pick<Events, 'changed'> & {
  exchange: Pick<ExchangeSummary, 'log_id' | 'kind' | 'status'>;
};
