/** A store that tells when its disk begins to refuse and when that is over, once each, and asks it meanwhile. */
import { StoreError } from '../store/store-error.ts';
import type { Store } from '../tenant/ports.ts';
import type { EntityChange } from '../tenant/stored-tenant.ts';
import { TenantError } from '../tenant/tenant-error.ts';

/** Milliseconds between attempts to write while the disk refuses. */
const patience = 3_000;

export interface WatchedStore extends Store {
  /** From now on a write that is refused is a refusal of the tenant, which every door answers in the store's words. */
  watch(): void;
}

/** @param tell of the sentence that says why nothing can be kept, and of undefined once it can be again */
export function watchStore(store: Store, tell: (problem: string | undefined) => void): WatchedStore {
  let isWatched = false;
  let problem: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(now: string | undefined): void {
    clearTimeout(timer);
    timer = now === undefined ? undefined : setTimeout(tryAgain, patience).unref();
    if ((now === undefined) === (problem === undefined)) return;
    problem = now;
    tell(now);
  }

  /** What is kept, written as it is: nobody has to change something to hear that it can be kept again. */
  function tryAgain(): void {
    const value = store.load()?.settings.settings;
    try {
      if (value !== undefined) store.write([{ kind: 'settings', id: 'settings', value }]);
      settle(undefined);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code === 'closed') return;
      settle(error.message);
    }
  }

  return {
    load: () => store.load(),
    write(changes: readonly EntityChange[]): void {
      try {
        store.write(changes);
      } catch (error) {
        if (!isWatched || !(error instanceof StoreError) || error.code !== 'not_writable') throw error;
        settle(error.message);
        throw new TenantError('not_kept', error.message);
      }
      if (problem !== undefined) settle(undefined);
    },
    close(): void {
      clearTimeout(timer);
      store.close();
    },
    watch() {
      isWatched = true;
    },
  };
}
