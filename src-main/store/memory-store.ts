/** A store that lasts as long as the process: for tests and for tenants that need no file. */
import type { Store } from '../tenant/ports.ts';
import type { EntityChange } from '../tenant/stored-tenant.ts';

/** Entities are kept as they are given, not copied: a change is a new value, never an edit of one that was written. */
export function createMemoryStore(): Store {
  const entities = new Map<string, EntityChange>();
  return {
    load: () => [...entities.values()],
    write(changes: readonly EntityChange[]): void {
      for (const change of changes) {
        const key = `${change.kind} ${change.id}`;
        if (change.value === undefined) entities.delete(key);
        else entities.set(key, change);
      }
    },
    close: () => undefined,
  };
}
