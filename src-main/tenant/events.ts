import type { TenantEvents } from '../contract/events.ts';

type Listener<Name extends keyof TenantEvents> = (event: TenantEvents[Name]) => void;
type Listeners = { [Name in keyof TenantEvents]: Set<Listener<Name>> };

/** Tells listeners, in the order they came, at once. */
export class EventSource {
  readonly #listeners: Listeners = { changed: new Set(), exchange: new Set() };

  /** @returns a function that ends the subscription. */
  on<Name extends keyof TenantEvents>(name: Name, listener: Listener<Name>): () => void {
    const listeners: Set<Listener<Name>> = this.#listeners[name];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  hasListeners(name: keyof TenantEvents): boolean {
    return this.#listeners[name].size > 0;
  }

  publish<Name extends keyof TenantEvents>(name: Name, event: TenantEvents[Name]): void {
    const listeners: Set<Listener<Name>> = this.#listeners[name];
    for (const listener of listeners) listener(event);
  }
}
