import type { BridgeEvent } from '../contract/bridge.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';

/** Everything a screen is told, in one stream. @returns a function that ends the subscription. */
export function listenToEvents(
  { tenant, onStatus }: TenantRuntime,
  listener: (event: BridgeEvent) => void,
): () => void {
  const endings = [
    tenant.events.on('changed', (payload) => listener({ name: 'changed', payload })),
    tenant.events.on('exchange', (payload) => listener({ name: 'exchange', payload })),
    onStatus((payload) => listener({ name: 'status', payload })),
  ];
  return () => {
    for (const end of endings) end();
  };
}
