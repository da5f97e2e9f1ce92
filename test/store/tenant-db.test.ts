import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { tableSteps } from '../../src-main/store/database.ts';
import { storedIn } from '../builders/stored-in.ts';
import { aDataFolder, noReport, openDb } from './data-folder.ts';
import { putResourceServer, putSettings } from './entity-builders.ts';

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);
const nameIn = (folder: string) => {
  const store = openDb(folder);
  const name = storedIn(store)?.settings.settings?.friendly_name;
  store.close();
  return name;
};

/** What the backup holds, opened as the tenant of another folder. */
function nameInBackup(folder: string): string | undefined {
  const other = aDataFolder();
  writeFileSync(join(other, 'tenant.db'), readFileSync(join(folder, 'tenant.backup.db')));
  return nameIn(other);
}

describe('a tenant’s database', () => {
  it('is not there before the first change', () => {
    const folder = join(aDataFolder(), 'new', 'data');
    const store = openDb(folder);
    store.write([]);
    store.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is one file, with its backup, once it is closed', async () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write([putSettings('Local'), putResourceServer('a')]);
    store.close();
    await store.settled();
    expect(readdirSync(folder).sort()).toEqual(['tenant.backup.db', 'tenant.db']);
    const database = new DatabaseSync(join(folder, 'tenant.db'), { readOnly: true });
    expect(database.prepare('SELECT kind, id FROM entities ORDER BY place').all()).toEqual([
      { kind: 'settings', id: 'settings' },
      { kind: 'resourceServers', id: 'a' },
    ]);
    database.close();
  });

  it('takes no more writes once it is closed', () => {
    const store = openDb(aDataFolder());
    store.close();
    expect(() => store.write([putSettings('Local')])).toThrow(expect.objectContaining({ code: 'closed' }));
    expect(() => store.probe()).toThrow(expect.objectContaining({ code: 'closed' }));
  });

  it('overwrites what is removed, which may be a secret', () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write([putResourceServer('a', { signing_secret: 'a secret of sixteen or more' }), putSettings('x')]);
    store.write([{ kind: 'resourceServers', id: 'a', value: undefined }]);
    store.close();
    expect(readFileSync(join(folder, 'tenant.db')).includes('a secret of sixteen')).toBe(false);
  });

  it('is copied whole, also while it is open', () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write([putSettings('Local')]);
    const copy = join(aDataFolder(), 'tenant.db');
    store.copyTo(copy);
    expect(permissions(copy)).toBe('600');
    expect(() => store.copyTo(copy)).toThrow(expect.objectContaining({ code: 'not_writable' }));
    expect(nameIn(join(copy, '..'))).toBe('Local');
  });
});

describe.skipIf(process.platform === 'win32')('the files of a database', () => {
  it('are for their owner only, as is a folder that was made for them', async () => {
    const folder = join(aDataFolder(), 'data');
    const store = openDb(folder);
    store.write([putSettings('Local')]);
    await store.settled();
    expect(permissions(folder)).toBe('700');
    const names = readdirSync(folder).sort();
    expect(names).toEqual(['tenant.backup.db', 'tenant.db', 'tenant.db-wal']);
    for (const name of names) expect(permissions(join(folder, name))).toBe('600');
  });

  it('are closed to others as they are opened', () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write([putSettings('Local')]);
    store.close();
    chmodSync(join(folder, 'tenant.db'), 0o644);
    openDb(folder).close();
    expect(permissions(join(folder, 'tenant.db'))).toBe('600');
  });

  it('do not include what a killed process left unfinished', () => {
    const folder = aDataFolder();
    for (const name of [
      'tenant.backup.db.tmp-backup',
      'tenant.db.tmp-restore',
      'tenant.db.tmp-restore-wal',
      'mine.tmp',
    ])
      writeFileSync(join(folder, name), 'x');
    openDb(folder).close();
    expect(readdirSync(folder)).toEqual(['mine.tmp']);
  });
});

describe('the backup', () => {
  it('is there from the first change on, every few minutes of change, and at the end', async () => {
    const folder = aDataFolder();
    let now = 0;
    const store = openDb(folder, noReport, { now: () => now });
    store.write([putSettings('first')]);
    await store.settled();
    expect(nameInBackup(folder)).toBe('first');
    store.write([putSettings('second')]);
    await store.settled();
    expect(nameInBackup(folder)).toBe('first');
    now += 300_000;
    store.write([putSettings('third')]);
    await store.settled();
    expect(nameInBackup(folder)).toBe('third');
    store.write([putSettings('fourth')]);
    store.close();
    expect(nameInBackup(folder)).toBe('fourth');
  });

  it('is whole, however many writes come while it is made', async () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write(Array.from({ length: 5_000 }, (_, index) => putResourceServer(`filler-${index}`)));
    for (let number = 1; number <= 50; number += 1) {
      store.write([putSettings(String(number)), putResourceServer(`late-${number}`)]);
      await new Promise(setImmediate);
    }
    await store.settled();
    const other = aDataFolder();
    writeFileSync(join(other, 'tenant.db'), readFileSync(join(folder, 'tenant.backup.db')));
    const copy = storedIn(openDb(other));
    const number = Number(copy?.settings.settings?.friendly_name ?? 0);
    expect(Object.keys(copy?.resourceServers ?? {})).toHaveLength(5_000 + number);
  });

  it('may be under way when the database is closed', async () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write(Array.from({ length: 5_000 }, (_, index) => putResourceServer(`filler-${index}`)));
    store.close();
    await store.settled();
    expect(nameInBackup(folder)).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(['tenant.backup.db', 'tenant.db']);
  });
});

describe('a file that others take away while the tenant runs', () => {
  it('is written again with everything in it', () => {
    const folder = aDataFolder();
    const reports: string[] = [];
    const store = openDb(folder, (message) => reports.push(message));
    store.write([putResourceServer('a')]);
    rmSync(join(folder, 'tenant.db'));
    store.write([putSettings('after')]);
    store.write([putSettings('later')]);
    store.close();
    expect(reports).toEqual([expect.stringMatching(/Another program took .*tenant\.db away while this tenant runs/)]);
    const again = storedIn(openDb(folder));
    expect([Object.keys(again?.resourceServers ?? {}), again?.settings.settings]).toEqual([
      ['a'],
      { friendly_name: 'later' },
    ]);
  });

  it('may be taken away while a backup is made', async () => {
    const folder = aDataFolder();
    const store = openDb(folder, () => undefined);
    store.write(Array.from({ length: 5_000 }, (_, index) => putResourceServer(`filler-${index}`)));
    rmSync(join(folder, 'tenant.db'));
    store.write([putSettings('after')]);
    await expect(store.settled()).resolves.toBeUndefined();
    store.close();
    expect(nameIn(folder)).toBe('after');
  });

  it('is moved aside where it was replaced', () => {
    const folder = aDataFolder();
    const reports: string[] = [];
    const store = openDb(folder, (message) => reports.push(message));
    store.write([putSettings('first')]);
    const other = join(aDataFolder(), 'other');
    writeFileSync(other, 'of another program');
    renameSync(other, join(folder, 'tenant.db'));
    store.write([putSettings('second')]);
    store.close();
    expect(reports).toEqual([expect.stringMatching(/Another program changed .*tenant\.db while this tenant runs/)]);
    const [edited = ''] = readdirSync(folder).filter((name) => name.includes('.edited-'));
    expect(readFileSync(join(folder, edited), 'utf8')).toBe('of another program');
    expect(nameIn(folder)).toBe('second');
  });

  it('is refused in words as long as its whole folder is gone, and nothing is lost', () => {
    const folder = join(aDataFolder(), 'data');
    const store = openDb(folder, () => undefined);
    store.write([putResourceServer('a')]);
    renameSync(folder, `${folder}-away`);
    expect(() => store.write([putSettings('x')])).toThrow(expect.objectContaining({ code: 'not_writable' }));
    expect(() => store.probe()).toThrow(/tenant\.db cannot be written/);
    mkdirSync(folder);
    store.probe();
    store.write([putSettings('y')]);
    store.close();
    expect(storedIn(openDb(folder))).toMatchObject({
      resourceServers: { a: {} },
      settings: { settings: { friendly_name: 'y' } },
    });
  });
});

describe('a folder that cannot be used', () => {
  it('is refused where a file is in its place', () => {
    const file = join(aDataFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openDb(file)).toThrow(expect.objectContaining({ name: 'StoreError', code: 'not_writable' }));
    expect(() => openDb(join(file, 'data'))).toThrow(/a file is where a folder should be/);
  });

  it('is refused where tenant.db is a folder', () => {
    const folder = aDataFolder();
    mkdirSync(join(folder, 'tenant.db'));
    expect(() => openDb(folder)).toThrow(/tenant\.db .*cannot be read \(it is a folder\)/);
  });

  it('is refused where another program has the database open', () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write([putSettings('x')]);
    expect(() => openDb(folder)).toThrow(/tenant\.db is open in another program/);
    store.close();
  });
});

describe('the tables of another version', () => {
  const addColour = (database: DatabaseSync) => database.exec('CREATE TABLE colours (name TEXT) STRICT');

  it('are brought to the latest one as they are opened, and the entities stay', () => {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write([putSettings('Local')]);
    store.close();
    const newer = openDb(folder, noReport, { steps: [...tableSteps, addColour] });
    expect(storedIn(newer)?.settings).toEqual({ settings: { friendly_name: 'Local' } });
    newer.close();
    const database = new DatabaseSync(join(folder, 'tenant.db'), { readOnly: true });
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: tableSteps.length + 1 });
    database.close();
  });

  it('are refused where they are newer, and left as they are', async () => {
    const folder = aDataFolder();
    const store = openDb(folder, noReport, { steps: [...tableSteps, addColour] });
    store.write([putSettings('Local')]);
    store.close();
    await store.settled();
    const before = readFileSync(join(folder, 'tenant.db'));
    expect(() => openDb(folder)).toThrow(
      expect.objectContaining({
        code: 'newer_schema',
        message: expect.stringMatching(/tenant\.db was written by a newer Tokenbench .* Update Tokenbench, or choose/),
      }),
    );
    // Also where only the backup is newer, before anything is moved.
    writeFileSync(join(folder, 'tenant.db'), 'x'.repeat(5_000));
    expect(() => openDb(folder)).toThrow(/tenant\.backup\.db was written by a newer Tokenbench/);
    writeFileSync(join(folder, 'tenant.db'), before);
    expect(readdirSync(folder).sort()).toEqual(['tenant.backup.db', 'tenant.db']);
    expect(existsSync(join(folder, 'tenant.db-wal'))).toBe(false);
  });
});
