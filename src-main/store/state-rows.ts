/** State that is no configuration, in a table of its own: looked up row by row, never loaded whole, and bounded. */
import type { DatabaseSync } from 'node:sqlite';
import { mostStatePerKind, type State, type StateEntry } from '../tenant/ports.ts';
import type { RowSeal } from './row-seal.ts';

/** What of {@link State} needs a database; `write` is to be called inside a transaction. */
export function stateRows(database: DatabaseSync, seal: () => RowSeal, most = mostStatePerKind): State {
  const alive = '(expires_at IS NULL OR expires_at > ?)';
  const one = database.prepare(`SELECT * FROM state WHERE kind = ? AND id = ? AND ${alive}`);
  const owned = database.prepare(`SELECT * FROM state WHERE kind = ? AND owner = ? AND ${alive} ORDER BY place`);
  const put = database.prepare(
    'INSERT INTO state (kind, id, owner, expires_at, value) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE ' +
      'SET owner = excluded.owner, expires_at = excluded.expires_at, value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM state WHERE kind = ? AND id = ?');
  const expire = database.prepare('DELETE FROM state WHERE expires_at <= ?');
  const count = database.prepare('SELECT count(*) AS count FROM state WHERE kind = ?');
  const dropOldest = database.prepare(
    'DELETE FROM state WHERE place IN (SELECT place FROM state WHERE kind = ? ORDER BY place LIMIT ?)',
  );
  const toEntry = ({ id, owner, expires_at, value }: Record<string, unknown>): StateEntry => ({
    id: String(id),
    owner: String(owner),
    ...(expires_at === null ? {} : { expiresAt: Number(expires_at) }),
    value: JSON.parse(seal().fromKept(String(value))),
  });
  return {
    get(kind, id, now) {
      const row = one.get(kind, id, now);
      return row === undefined ? undefined : toEntry(row);
    },
    ofOwner: (kind, owner, now) => owned.all(kind, owner, now).map(toEntry),
    write(changes, now) {
      for (const { kind, id, entry } of changes) {
        if (entry === undefined) remove.run(kind, id);
        else put.run(kind, id, entry.owner, entry.expiresAt ?? null, seal().toKept(JSON.stringify(entry.value)));
      }
      expire.run(now);
      for (const kind of new Set(changes.flatMap(({ kind, entry }) => (entry === undefined ? [] : [kind])))) {
        const excess = Number(count.get(kind)?.count) - most;
        if (excess > 0) dropOldest.run(kind, excess);
      }
    },
  };
}
