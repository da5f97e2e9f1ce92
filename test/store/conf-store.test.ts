import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openConfStore } from '../../src-main/store/conf-store.ts';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import { migrations } from '../../src-main/store/migrations/index.ts';
import type { EntityChange, StoredTenant } from '../../src-main/tenant/stored-tenant.ts';
import { aDataFolder, noReport } from './data-folder.ts';
import { aResourceServer, putResourceServer, putSettings } from './entity-builders.ts';

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('a conf store', () => {
  it('holds nothing in a new folder, and writes nothing before it is asked to', () => {
    const folder = join(aDataFolder(), 'new', 'data');
    const store = openConfStore(folder, noReport);
    expect(store.load()).toBeUndefined();
    store.write([]);
    store.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a versioned document', () => {
    const folder = aDataFolder();
    openConfStore(folder, noReport).write([putSettings('Local'), putResourceServer('a')]);
    expect(JSON.parse(readFileSync(join(folder, 'tenant.json'), 'utf8'))).toEqual({
      schemaVersion: 1,
      settings: { settings: { friendly_name: 'Local' } },
      signingKeys: {},
      resourceServers: { a: aResourceServer('a') },
      clients: {},
      clientGrants: {},
    });
  });

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
        let store = openConfStore(place, noReport);
        for (const [changes, reopen] of batches) {
          model.write(changes);
          store.write(changes);
          expect(inOrder(store.load())).toEqual(inOrder(model.load()));
          if (reopen) store.close();
          if (reopen) store = openConfStore(place, noReport);
        }
        expect(inOrder(openConfStore(place, noReport).load())).toEqual(inOrder(model.load()));
      }),
      { numRuns: 60 },
    );
  });

  it('does not change a tenant that it gave out', () => {
    const store = openConfStore(aDataFolder(), noReport);
    store.write([putResourceServer('a')]);
    const before = store.load();
    store.write([putResourceServer('a', { name: 'A' }), putResourceServer('b'), putSettings('Local')]);
    expect(inOrder(before)?.resourceServers).toEqual([['a', aResourceServer('a')]]);
    expect(before?.settings).toEqual({});
  });

  it('takes no more writes once it is closed', () => {
    const store = openConfStore(aDataFolder(), noReport);
    store.close();
    expect(() => store.write([putSettings('Local')])).toThrow(expect.objectContaining({ code: 'closed' }));
  });

  it('writes a tenant of 190 KB in a few milliseconds', () => {
    const store = openConfStore(aDataFolder(), noReport);
    store.write(Array.from({ length: 400 }, (_, index) => putResourceServer(`filler-${index}`)));
    const times = Array.from({ length: 20 }, (_, index) => {
      const start = performance.now();
      store.write([putSettings(String(index))]);
      return performance.now() - start;
    });
    // Generous, for a disk that others use as well; parsing the document on each write would already show.
    expect(Math.min(...times)).toBeLessThan(10);
  });
});

describe('the files of a conf store', () => {
  it('are for their owner only, as is a folder that was made for them', () => {
    const folder = join(aDataFolder(), 'data');
    openConfStore(folder, noReport).write([putSettings('Local')]);
    openConfStore(folder, noReport).write([putSettings('Local again')]);
    expect(permissions(folder)).toBe('700');
    expect(permissions(join(folder, 'tenant.json'))).toBe('600');
    expect(permissions(join(folder, 'tenant.backup.json'))).toBe('600');
  });

  it('are closed to others as they are opened', () => {
    const folder = aDataFolder();
    openConfStore(folder, noReport).write([putSettings('Local')]);
    chmodSync(join(folder, 'tenant.json'), 0o644);
    openConfStore(folder, noReport);
    expect(permissions(join(folder, 'tenant.json'))).toBe('600');
  });

  it('are not written by opening them a second time', () => {
    const folder = aDataFolder();
    openConfStore(folder, noReport).write([putSettings('Local')]);
    openConfStore(folder, noReport);
    const states = () => ['tenant.json', 'tenant.backup.json'].map((name) => statSync(join(folder, name)));
    const before = states();
    openConfStore(folder, noReport).close();
    expect(states().map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(
      before.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
    );
  });

  it('include a backup of what was loaded, and of what was written once the store is closed', () => {
    const folder = aDataFolder();
    const backedUpName = () =>
      JSON.parse(readFileSync(join(folder, 'tenant.backup.json'), 'utf8')).settings.settings.friendly_name;
    openConfStore(folder, noReport).write([putSettings('first')]);
    const store = openConfStore(folder, noReport);
    expect(backedUpName()).toBe('first');
    store.write([putSettings('second')]);
    expect(backedUpName()).toBe('first');
    store.close();
    expect(backedUpName()).toBe('second');
  });

  it('include a backup from the first change on, and every few minutes while it runs', () => {
    const folder = aDataFolder();
    let now = 0;
    const name = () =>
      JSON.parse(readFileSync(join(folder, 'tenant.backup.json'), 'utf8')).settings.settings.friendly_name;
    const store = openConfStore(folder, noReport, migrations, () => now);
    store.write([putSettings('first')]);
    expect(name()).toBe('first');
    store.write([putSettings('second')]);
    expect(name()).toBe('first');
    now += 300_000;
    store.write([putSettings('third')]);
    expect(name()).toBe('second');
    // In place, as an editor writes: the backup is no other name for the same bytes.
    writeFileSync(join(folder, 'tenant.json'), '{');
    expect(name()).toBe('second');
    expect(permissions(join(folder, 'tenant.backup.json'))).toBe('600');
  });

  it('are not taken from somebody who edits them while the tenant runs', () => {
    const folder = aDataFolder();
    const reports: string[] = [];
    const store = openConfStore(folder, (message) => reports.push(message));
    store.write([putSettings('first')]);
    writeFileSync(join(folder, 'tenant.json'), '{"edited": "by hand"}');
    store.write([putSettings('second')]);
    store.write([putSettings('third')]);
    expect(reports).toEqual([expect.stringMatching(/Another program changed .*tenant\.json while this tenant runs/)]);
    const [edited = ''] = readdirSync(folder).filter((name) => name.includes('.edited-'));
    expect(readFileSync(join(folder, edited), 'utf8')).toBe('{"edited": "by hand"}');
    expect(openConfStore(folder, noReport).load()?.settings).toEqual({ settings: { friendly_name: 'third' } });
  });

  it('do not include what a killed process left behind', () => {
    const folder = aDataFolder();
    openConfStore(folder, noReport).write([putSettings('Local')]);
    const leftover = join(folder, 'tenant.json.tmp-1234567890abcdef');
    writeFileSync(leftover, '{"schemaVersion": 1, "sett');
    writeFileSync(join(folder, 'tenant.json.tmp-mine'), 'a file of the user');
    expect(openConfStore(folder, noReport).load()?.settings).toEqual({ settings: { friendly_name: 'Local' } });
    expect(existsSync(leftover)).toBe(false);
    expect(existsSync(join(folder, 'tenant.json.tmp-mine'))).toBe(true);
  });
});

describe('in the terminal of an editor that was installed as a snap', () => {
  const { SNAP } = process.env;
  afterEach(() => {
    if (SNAP === undefined) delete process.env.SNAP;
    else process.env.SNAP = SNAP;
  });

  it('replaces the file in one step all the same', () => {
    process.env.SNAP = '/snap/code/1';
    const folder = aDataFolder();
    const store = openConfStore(folder, noReport);
    store.write([putSettings('first')]);
    const { ino } = statSync(join(folder, 'tenant.json'));
    store.write([putSettings('second')]);
    expect(statSync(join(folder, 'tenant.json')).ino).not.toBe(ino);
    expect(process.env.SNAP).toBe('/snap/code/1');
  });
});

describe('a folder that cannot be used', () => {
  it('is refused where a file is in its place', () => {
    const file = join(aDataFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openConfStore(file, noReport)).toThrow(
      expect.objectContaining({ name: 'StoreError', code: 'not_writable' }),
    );
    expect(() => openConfStore(join(file, 'data'), noReport)).toThrow(/a file is where a folder should be/);
  });

  it('is refused where tenant.json is a folder', () => {
    const folder = aDataFolder();
    mkdirSync(join(folder, 'tenant.json'));
    expect(() => openConfStore(folder, noReport)).toThrow(/tenant\.json .*cannot be read \(it is a folder\)/);
  });
});

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
