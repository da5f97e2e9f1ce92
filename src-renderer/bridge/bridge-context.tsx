/** Gives the screens the bridge, and keeps their queries true to its events. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import type { BridgeEvent } from '#contract/bridge.ts';
import type { Client } from './client.ts';
import type { Bridge } from './connect.ts';
import { followEvents } from './invalidate.ts';
import type { Connection } from './transport.ts';

const BridgeContext = createContext<Bridge | undefined>(undefined);

export function BridgeProvider({ bridge, children }: { bridge: Bridge; children: ReactNode }) {
  const queryClient = useQueryClient();
  useEffect(() => followEvents(bridge.transport, queryClient), [bridge, queryClient]);
  return <BridgeContext value={bridge}>{children}</BridgeContext>;
}

function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (bridge === undefined) throw new Error('A screen stands outside BridgeProvider.');
  return bridge;
}

export function useClient(): Client {
  return useBridge().client;
}

export function useConnection(): Connection {
  const { transport } = useBridge();
  return useSyncExternalStore(transport.onConnection, transport.connection);
}

/** @param listener must keep its identity between renders */
export function useBridgeEvents(listener: (event: BridgeEvent) => void): void {
  const { transport } = useBridge();
  useEffect(() => transport.listen(listener), [transport, listener]);
}
