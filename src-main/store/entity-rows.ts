/** The tenant's entities in their table, a row each, in the order in which they were first written. */
import type { DatabaseSync } from 'node:sqlite';
import { type EntityChange, entityKinds, type StoredTenant } from '../tenant/stored-tenant.ts';
import { DamagedError } from './database.ts';
import { findDamage, isStoredTenant } from './read-document.ts';
import type { RowSeal } from './row-seal.ts';

/**
 * Everything kept, or undefined where that is nothing.
 * @throws DamagedError where a row is no entity, or a key cannot sign
 */
export function readEntities(database: DatabaseSync, seal: RowSeal): StoredTenant | undefined {
  const kinds = new Map<string, [string, unknown][]>(entityKinds.map((kind) => [kind, []]));
  let isEmpty = true;
  for (const { kind, id, value } of database.prepare('SELECT kind, id, value FROM entities ORDER BY place').iterate()) {
    isEmpty = false;
    const entities = kinds.get(String(kind));
    if (entities === undefined) throw new DamagedError(`it has rows of a kind that is not known`);
    entities.push([String(id), parse(seal.fromKept(String(value)))]);
  }
  if (isEmpty) return undefined;
  const tenant = Object.fromEntries(Array.from(kinds, ([kind, entities]) => [kind, Object.fromEntries(entities)]));
  const damage = findDamage(tenant);
  if (damage !== undefined || !isStoredTenant(tenant)) throw new DamagedError(damage ?? 'a row of it is no entity');
  return tenant;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DamagedError('a row of it is not valid JSON');
  }
}

/** To be called inside a transaction. */
export function entityWriter(database: DatabaseSync): (changes: readonly EntityChange[], seal: RowSeal) => void {
  const put = database.prepare(
    'INSERT INTO entities (kind, id, value) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM entities WHERE kind = ? AND id = ?');
  return (changes, seal) => {
    for (const { kind, id, value } of changes) {
      if (value === undefined) remove.run(kind, id);
      else put.run(kind, id, seal.toKept(JSON.stringify(value)));
    }
  };
}

/** Every value of the database, from the one form on the disk to the other. To be called inside a transaction. */
export function resealRows(database: DatabaseSync, from: RowSeal, to: RowSeal): void {
  for (const table of ['entities', 'state']) {
    const update = database.prepare(`UPDATE ${table} SET value = ? WHERE place = ?`);
    for (const { place, value } of database.prepare(`SELECT place, value FROM ${table}`).all()) {
      update.run(to.toKept(from.fromKept(String(value))), Number(place));
    }
  }
}
