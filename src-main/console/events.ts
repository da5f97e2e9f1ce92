import type { BridgeEvent } from '../contract/bridge.ts';
import type { EntityNoun, Events } from '../contract/events.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import type { ConsoleHost } from './console-host.ts';

/** Milliseconds between two events of a kind. A thousand changes may come in a second; a screen draws sixty times. */
const pause = 200;

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
  const changes = foldChanges((payload) => listener({ name: 'changed', payload }));
  const endings = [
    tenant.events.on('changed', changes.add),
    changes.stop,
    tenant.events.on('exchange', tellExchanges.ask),
    onStatus((payload) => listener({ name: 'status', payload })),
    preferences.onChange((payload) => listener({ name: 'preferences', payload })),
    tellExchanges.stop,
  ];
  return () => {
    for (const end of endings) end();
  };
}

/** Changes of one noun that come close together are told as one, their ids joined. */
function foldChanges(tell: (change: Events['changed']) => void) {
  const nouns = new Map<EntityNoun, { ids: Set<string>; turn: ReturnType<typeof rarely> }>();
  function open(noun: EntityNoun) {
    const ids = new Set<string>();
    const turn = rarely(() => {
      tell({ noun, ids: [...ids] });
      ids.clear();
    });
    const opened = { ids, turn };
    nouns.set(noun, opened);
    return opened;
  }
  return {
    add({ noun, ids }: Events['changed']): void {
      const folded = nouns.get(noun) ?? open(noun);
      for (const id of ids) folded.ids.add(id);
      folded.turn.ask();
    },
    stop(): void {
      for (const { turn } of nouns.values()) turn.stop();
    },
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
    timer = setTimeout(turn, pause);
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
