/** State that lasts as long as the process. */
import { mostStatePerKind, type State, type StateEntry } from '../tenant/ports.ts';

export function createMemoryState(most = mostStatePerKind): State {
  const kinds = new Map<string, Map<string, StateEntry>>();
  const isAlive = ({ expiresAt }: StateEntry, now: number) => expiresAt === undefined || expiresAt > now;
  return {
    get(kind, id, now) {
      const entry = kinds.get(kind)?.get(id);
      return entry !== undefined && isAlive(entry, now) ? entry : undefined;
    },
    ofOwner: (kind, owner, now) =>
      [...(kinds.get(kind)?.values() ?? [])].filter((entry) => entry.owner === owner && isAlive(entry, now)),
    write(changes, now) {
      for (const { kind, id, entry } of changes) {
        const entries = kinds.get(kind) ?? new Map<string, StateEntry>();
        kinds.set(kind, entries);
        if (entry === undefined) entries.delete(id);
        else entries.set(id, entry);
      }
      for (const entries of kinds.values()) {
        for (const [id, entry] of entries) if (!isAlive(entry, now)) entries.delete(id);
        for (const id of entries.keys()) {
          if (entries.size <= most) break;
          entries.delete(id);
        }
      }
    },
  };
}
