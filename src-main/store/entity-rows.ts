/** The tenant's entities in their table, a row each, in the order in which they were first written. */
import type { DatabaseSync } from 'node:sqlite';
import { type EntityChange, entityKinds } from '../tenant/stored-tenant.ts';
import { DamagedError } from './database.ts';
import { isBrokenKey } from './read-document.ts';
import type { RowSeal } from './row-seal.ts';

/**
 * Everything kept, as the changes that would make it.
 * @throws DamagedError where a row is no entity, or a key cannot sign
 */
export function readEntities(database: DatabaseSync, seal: RowSeal): EntityChange[] {
  const changes: EntityChange[] = [];
  const texts = new Map<string, string>();
  const rows = database.prepare('SELECT kind, id, value FROM entities ORDER BY place');
  // Twice as fast, where Node has it.
  if ('setReturnArrays' in rows) rows.setReturnArrays(true);
  for (const row of rows.iterate()) {
    const [kind, id, value]: readonly unknown[] = Array.isArray(row) ? row : Object.values(row);
    const change = { kind, id, value: parse(seal.fromKept(String(value))) };
    if (!isPut(change)) throw new DamagedError('a row of it is no entity');
    if (change.kind === 'signingKeys' && change.value !== undefined && isBrokenKey(change.value)) {
      throw new DamagedError(`the private key of the signing key "${change.id}" cannot sign`);
    }
    if (change.kind === 'clientGrants' && change.value !== undefined) share(change.value, texts);
    changes.push(change);
  }
  return changes;
}

/** Grants are many, and name few applications and APIs: each name is held once. */
function share(grant: { client_id?: string; audience: string }, texts: Map<string, string>): void {
  grant.audience = once(grant.audience, texts);
  if (grant.client_id !== undefined) grant.client_id = once(grant.client_id, texts);
}

function once(text: string, texts: Map<string, string>): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, text);
  return text;
}

const kinds: ReadonlySet<unknown> = new Set(entityKinds);

/** That it is one of the tenant's own: what a row says was checked when it was written. */
function isPut(change: { kind: unknown; id: unknown; value: unknown }): change is EntityChange {
  const { kind, id, value } = change;
  return (
    kinds.has(kind) && typeof id === 'string' && typeof value === 'object' && value !== null && !Array.isArray(value)
  );
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
