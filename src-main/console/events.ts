import type { BridgeEvent } from '../contract/bridge.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import type { ConsoleHost } from './console-host.ts';

/** Milliseconds between two events about exchanges. A thousand may come in a second; a screen draws sixty times. */
const exchangePause = 200;

/** Everything a screen is told, in one stream. @returns a function that ends the subscription. */
export function listenToEvents(
  { tenant, onStatus }: TenantRuntime,
  { preferences }: Pick<ConsoleHost, 'preferences'>,
  listener: (event: BridgeEvent) => void,
): () => void {
  const tellExchanges = rarely(() => {
    const { newestId: log_id, count: recorded, held, unread } = tenant.traffic;
    if (log_id !== undefined) listener({ name: 'exchange', payload: { log_id, recorded, held, unread } });
  });
  const endings = [
    tenant.events.on('changed', (payload) => listener({ name: 'changed', payload })),
    tenant.events.on('exchange', tellExchanges.ask),
    onStatus((payload) => listener({ name: 'status', payload })),
    preferences.onChange((payload) => listener({ name: 'preferences', payload })),
    tellExchanges.stop,
  ];
  return () => {
    for (const end of endings) end();
  };
}

/** Acts at once when asked, then no more than once in a pause, and once more for what was asked meanwhile. */
function rarely(act: () => void): { ask(): void; stop(): void } {
  let isAsked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function turn(): void {
    timer = undefined;
    if (!isAsked) return;
    isAsked = false;
    timer = setTimeout(turn, exchangePause);
    act();
  }
  return {
    ask() {
      isAsked = true;
      if (timer === undefined) turn();
    },
    stop: () => clearTimeout(timer),
  };
}
