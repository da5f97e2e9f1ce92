import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import { aResourceServer, putResourceServer, putSettings } from './entity-builders.ts';

describe('a memory store', () => {
  it('holds nothing at first', () => {
    expect(createMemoryStore().load()).toBeUndefined();
  });

  it('gives back what was written, in the order it was first written', () => {
    const store = createMemoryStore();
    store.write([putResourceServer('b'), putSettings('Local')]);
    store.write([putResourceServer('a'), putResourceServer('b', { name: 'B' })]);
    store.write([putResourceServer('c'), { kind: 'resourceServers', id: 'a', value: undefined }]);
    expect(Object.entries(store.load()?.resourceServers ?? {})).toEqual([
      ['b', aResourceServer('b', { name: 'B' })],
      ['c', aResourceServer('c')],
    ]);
    expect(store.load()?.settings).toEqual({ settings: { friendly_name: 'Local' } });
  });

  it('starts from the tenant it is given and leaves that one as it is', () => {
    const initial = {
      settings: {},
      signingKeys: {},
      resourceServers: { a: aResourceServer('a') },
      clients: {},
      clientGrants: {},
    };
    const store = createMemoryStore(initial);
    store.write([{ kind: 'resourceServers', id: 'a', value: undefined }]);
    expect(store.load()?.resourceServers).toEqual({});
    expect(Object.keys(initial.resourceServers)).toEqual(['a']);
  });
});
