/** What carries calls and events between the screens and the main side; one for each host. */
import type { BridgeEvent, Reply } from '#contract/bridge.ts';

/** `lost`: reconnects by itself. `no_session`: only the address that the terminal printed helps. */
export type Connection = { state: 'open' } | { state: 'lost'; since: Date } | { state: 'no_session' };

export interface Transport {
  call(name: string, input: unknown): Promise<Reply>;
  /** @returns a function that ends the subscription. */
  listen(listener: (event: BridgeEvent) => void): () => void;
  /** The same object until the connection changes. */
  connection(): Connection;
  /** Told of each change of {@link connection}. @returns a function that ends the subscription. */
  onConnection(listener: () => void): () => void;
}
