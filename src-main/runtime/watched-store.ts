/** A store that tells when its disk begins to refuse and when that is over, once each, and asks it meanwhile. */
import { StoreError } from '../store/store-error.ts';
import type { Pins, Store } from '../tenant/ports.ts';
import type { EntityChange } from '../tenant/stored-tenant.ts';
import { TenantError } from '../tenant/tenant-error.ts';

/** Milliseconds between attempts to write while the disk refuses. */
const patience = 3_000;

/** What a disk does, in contrast to what a store is asked at the wrong time. A folder that is gone cannot even be read. */
const ofTheDisk: ReadonlySet<string> = new Set(['not_writable', 'not_readable']);

export interface WatchedStore extends Store {
  /** From now on a write that is refused is a refusal of the tenant, which every door answers in the store's words. */
  watch(): void;
  /** Pinned faults are kept on the same disk, and told of in the same way. */
  watchPins(pins: Pins): Pins;
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

  /** Nobody has to change something to hear that it can be kept again. */
  function tryAgain(): void {
    try {
      store.probe?.();
      settle(undefined);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'closed') return;
      settle(error instanceof StoreError ? error.message : problem);
    }
  }

  /** @throws TenantError `not_kept` in the words of the store */
  function refuse(error: unknown): never {
    if (!isWatched || !(error instanceof StoreError) || !ofTheDisk.has(error.code)) throw error;
    settle(error.message);
    throw new TenantError('not_kept', error.message);
  }

  return {
    load: () => store.load(),
    write(changes: readonly EntityChange[]): void {
      try {
        store.write(changes);
      } catch (error) {
        refuse(error);
      }
      if (problem !== undefined) settle(undefined);
    },
    copyTo(path) {
      try {
        store.copyTo?.(path);
      } catch (error) {
        refuse(error);
      }
    },
    close(): void {
      clearTimeout(timer);
      store.close();
    },
    settled: () => store.settled?.() ?? Promise.resolve(),
    watch() {
      isWatched = true;
    },
    watchPins: (pins) => ({
      load: () => pins.load(),
      save(kept) {
        try {
          pins.save(kept);
        } catch (error) {
          refuse(error);
        }
      },
    }),
  };
}
