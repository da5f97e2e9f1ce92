/** What every store does, whatever it keeps things in. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryState } from '../../src-main/store/memory-state.ts';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import type { State, StateChange, Store } from '../../src-main/tenant/ports.ts';
import type { EntityChange, StoredTenant } from '../../src-main/tenant/stored-tenant.ts';
import { storedIn } from '../builders/stored-in.ts';
import { aDataFolder, noReport, openDb } from './data-folder.ts';
import { aResourceServer, putResourceServer, putSettings } from './entity-builders.ts';

const stores: [name: string, open: () => Store][] = [
  ['a memory store', () => createMemoryStore()],
  ['a database', () => openDb(aDataFolder())],
];

describe.each(stores)('%s', (_, open) => {
  it('holds nothing at first, and nothing after a write of nothing', () => {
    const store = open();
    store.write([]);
    expect(storedIn(store)).toBeUndefined();
  });

  it('holds what was written, each kind for itself, in the order of the first write', () => {
    const store = open();
    store.write([putResourceServer('b'), putSettings('one'), putResourceServer('a')]);
    store.write([putResourceServer('b', { name: 'B' }), putSettings('two')]);
    expect(inOrder(storedIn(store))).toEqual({
      settings: [['settings', { friendly_name: 'two' }]],
      signingKeys: [],
      resourceServers: [
        ['b', aResourceServer('b', { name: 'B' })],
        ['a', aResourceServer('a')],
      ],
      clients: [],
      clientGrants: [],
    });
  });

  it('does not change a tenant that it gave out', () => {
    const store = open();
    store.write([putResourceServer('a')]);
    const before = storedIn(store);
    store.write([putResourceServer('a', { name: 'A' }), putResourceServer('b'), putSettings('Local')]);
    expect(inOrder(before)?.resourceServers).toEqual([['a', aResourceServer('a')]]);
    expect(before?.settings).toEqual({});
  });
});

const states: [name: string, open: (most?: number) => State][] = [
  ['of memory', (most) => createMemoryState(most)],
  ['of a database', (most) => openDb(aDataFolder(), noReport, { mostState: most }).state],
];

function put(kind: string, id: string, owner = 'ada', expiresAt?: number): StateChange {
  return { kind, id, entry: { id, owner, ...(expiresAt === undefined ? {} : { expiresAt }), value: { of: id } } };
}

describe.each(states)('state %s', (_, open) => {
  it('is found by its kind and id, and by whose it is', () => {
    const state = open();
    expect(state.get('session', 'a', 0)).toBeUndefined();
    state.write([put('session', 'b'), put('session', 'a'), put('session', 'c', 'bob'), put('token', 'a')], 0);
    expect(state.get('session', 'a', 0)).toEqual({ id: 'a', owner: 'ada', value: { of: 'a' } });
    expect(state.get('session', 'nobody', 0)).toBeUndefined();
    expect(state.ofOwner('session', 'ada', 0).map(({ id }) => id)).toEqual(['b', 'a']);
    state.write([{ kind: 'session', id: 'b', entry: undefined }, put('session', 'a', 'bob')], 0);
    expect(state.ofOwner('session', 'bob', 0).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(state.get('token', 'a', 0)).toBeDefined();
  });

  it('ends when its time has come, by the clock that is given', () => {
    const state = open();
    state.write([put('session', 'a', 'ada', 100), put('session', 'b', 'ada')], 0);
    expect(state.get('session', 'a', 99)).toMatchObject({ expiresAt: 100 });
    expect(state.get('session', 'a', 100)).toBeUndefined();
    expect(state.ofOwner('session', 'ada', 100).map(({ id }) => id)).toEqual(['b']);
    state.write([], 100);
    expect(state.get('session', 'a', 0)).toBeUndefined();
  });

  it('is bounded, kind by kind: the oldest go', () => {
    const state = open(3);
    state.write([put('token', 'first')], 0);
    for (const id of ['a', 'b', 'c', 'd']) state.write([put('session', id)], 0);
    expect(state.ofOwner('session', 'ada', 0).map(({ id }) => id)).toEqual(['b', 'c', 'd']);
    expect(state.get('token', 'first', 0)).toBeDefined();
  });
});

describe('a database', () => {
  it('gives back after any sequence of batches what a memory store holds, in the same order', () => {
    const folder = aDataFolder();
    let run = 0;
    const id = fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toJSON', '7'), fc.string());
    const change: fc.Arbitrary<EntityChange> = fc.oneof(
      fc.tuple(id, fc.string()).map(([id, name]) => putResourceServer(id, { name })),
      id.map((id): EntityChange => ({ kind: 'resourceServers', id, value: undefined })),
      id.map((id): EntityChange => ({ kind: 'clientGrants', id, value: { id, audience: id, subject_type: 'client' } })),
      id.map((id): EntityChange => ({ kind: 'clientGrants', id, value: undefined })),
      fc.string().map(putSettings),
    );
    const batches = fc.array(fc.tuple(fc.array(change, { maxLength: 8 }), fc.boolean()), { maxLength: 6 });
    fc.assert(
      fc.property(batches, (batches) => {
        run += 1;
        const place = join(folder, String(run));
        const model = createMemoryStore();
        let store = openDb(place);
        for (const [changes, reopen] of batches) {
          model.write(changes);
          store.write(changes);
          expect(entriesOf(storedIn(store))).toEqual(entriesOf(storedIn(model)));
          if (reopen) store.close();
          if (reopen) store = openDb(place);
        }
        store.close();
        store = openDb(place);
        expect(entriesOf(storedIn(store))).toEqual(entriesOf(storedIn(model)));
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('keeps state over a restart, in the same file', () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.state.write([put('session', 'a')], 0);
    store.close();
    const again = openDb(folder);
    expect(again.state.get('session', 'a', 0)).toMatchObject({ owner: 'ada' });
    // No entity was ever kept.
    expect(storedIn(again)).toBeUndefined();
  });
});

/** All removed and nothing ever written look the same to a tenant. */
function entriesOf(tenant: StoredTenant | undefined) {
  return inOrder(tenant ?? { settings: {}, signingKeys: {}, resourceServers: {}, clients: {}, clientGrants: {} });
}

function inOrder(tenant: StoredTenant | undefined) {
  if (tenant === undefined) return undefined;
  const { settings, signingKeys, resourceServers, clients, clientGrants } = tenant;
  return {
    settings: Object.entries(settings),
    signingKeys: Object.entries(signingKeys),
    resourceServers: Object.entries(resourceServers),
    clients: Object.entries(clients),
    clientGrants: Object.entries(clientGrants),
  };
}
