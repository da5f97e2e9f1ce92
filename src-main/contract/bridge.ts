/** How the renderer and the main side speak, whatever carries it: plain JSON both ways, and no exception crosses. */
import type { Problem } from './errors.ts';
import type { EventName, Events } from './events.ts';

/** The answer of every call. */
export type Reply = { ok: true; value: unknown } | { ok: false; problem: Problem };

/** What the preload script of the desktop host puts at `window.tokenbench`. */
export interface DesktopBridge {
  call(name: string, input: unknown): Promise<Reply>;
  /** @returns a function that ends the subscription. */
  listen(listener: (event: BridgeEvent) => void): () => void;
}

export type BridgeEvent = { [Name in EventName]: { name: Name; payload: Events[Name] } }[EventName];

/** IPC channels: one each way. */
export const channels = { call: 'tokenbench:call', event: 'tokenbench:event' } as const;

/** Paths of the browser host's console door. */
export const consolePaths = {
  /** POST `{ token }` of the opening address: answers `{ session }`, the bearer token of the other two. */
  session: '/console/session',
  /** POST: `{path}/{method}` with the input as JSON, answered by a {@link Reply}. */
  call: '/console/call',
  /** GET: a {@link BridgeEvent} as JSON a line, and empty lines as signs of life. */
  events: '/console/events',
} as const;
