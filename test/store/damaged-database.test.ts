import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';
import { storedIn } from '../builders/stored-in.ts';
import { aDataFolder, openDb } from './data-folder.ts';
import { putResourceServer, putSettings } from './entity-builders.ts';

const secret = 'tokenbench-secret';

/** A folder whose tenant is `second` and whose backup holds `first`. */
async function aFolderWithBackup(): Promise<string> {
  const folder = aDataFolder();
  const store = openDb(folder);
  store.write([putSettings('first'), putResourceServer('a', { signing_secret: secret })]);
  await store.settled();
  const backup = readFileSync(join(folder, 'tenant.backup.db'));
  store.write([putSettings('second'), ...Array.from({ length: 50 }, (_, index) => putResourceServer(`more-${index}`))]);
  store.close();
  writeFileSync(join(folder, 'tenant.backup.db'), backup);
  return folder;
}

function openAndReport(folder: string) {
  const reports: string[] = [];
  const store = openDb(folder, (message) => reports.push(message));
  return { store, reports, asides: readdirSync(folder).filter((name) => name.includes('.damaged-')) };
}

type Damage = (path: string, size: number) => void;

function overwrite(from: number, bytes: Buffer): Damage {
  return (path) => {
    const content = readFileSync(path);
    bytes.copy(content, from);
    writeFileSync(path, content);
  };
}

const withSql =
  (sql: string): Damage =>
  (path) => {
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  };

const damages: [what: string, damage: Damage][] = [
  ['is empty', (path) => truncateSync(path, 0)],
  ['is cut off in its header', (path) => truncateSync(path, 60)],
  ['is cut off in the middle', (path, size) => truncateSync(path, Math.floor(size / 2))],
  ['lacks its last page', (path, size) => truncateSync(path, size - 4_096)],
  ['has a page of zeros', overwrite(4_096, Buffer.alloc(4_096))],
  ['has a page of noise', overwrite(8_192, Buffer.alloc(4_096, 0xa5))],
  ['begins with something else', overwrite(0, Buffer.from('not a database at all'))],
  ['holds nothing but NULs, as after a power cut', (path, size) => writeFileSync(path, Buffer.alloc(size))],
  ['is a text', (path) => writeFileSync(path, `{"clients": "${secret}"}`)],
  [
    'is the database of another program',
    (path) => {
      rmSync(path);
      withSql(`CREATE TABLE notes (text); INSERT INTO notes VALUES ('${secret}')`)(path, 0);
    },
  ],
  ['has a row that is no JSON', withSql(`UPDATE entities SET value = '{"${secret}' WHERE id = 'a'`)],
  ['has a row that is no object', withSql(`UPDATE entities SET value = '"${secret}"' WHERE id = 'a'`)],
  ['has a row of an unknown kind', withSql(`UPDATE entities SET kind = '${secret}' WHERE id = 'a'`)],
  ['lacks a table', withSql('DROP TABLE entities')],
];

describe('a damaged database', () => {
  it.each(damages)('that %s is moved aside and the last good backup restored', async (_, damage) => {
    const folder = await aFolderWithBackup();
    const file = join(folder, 'tenant.db');
    damage(file, statSync(file).size);
    const damaged = readFileSync(file);
    const { store, reports, asides } = openAndReport(folder);
    expect(storedIn(store)).toMatchObject({
      settings: { settings: { friendly_name: 'first' } },
      resourceServers: { a: {} },
    });
    expect(asides).toEqual([expect.stringMatching(/^tenant\.db\.damaged-\d{8}T\d{6}Z$/)]);
    const aside = join(folder, String(asides[0]));
    expect(readFileSync(aside).equals(damaged)).toBe(true);
    if (process.platform !== 'win32') expect(statSync(aside).mode & 0o777).toBe(0o600);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain(`${file} is damaged`);
    expect(reports[0]).toContain(`moved to ${aside}, and the last good backup ${join(folder, 'tenant.backup.db')}`);
    expect(reports[0]).not.toContain(secret);
    store.close();
    expect(storedIn(openDb(folder))?.settings).toEqual({ settings: { friendly_name: 'first' } });
  });

  it('is moved aside, and the tenant starts empty, where there is no backup', () => {
    const folder = aDataFolder();
    const file = join(folder, 'tenant.db');
    writeFileSync(file, 'x'.repeat(5_000));
    const { store, reports, asides } = openAndReport(folder);
    expect(storedIn(store)).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    expect(reports).toEqual([expect.stringContaining('There is no backup: the tenant starts empty')]);
    expect(reports[0]).toContain(join(folder, String(asides[0])));
    store.write([putSettings('new')]);
    store.close();
    expect(storedIn(openDb(folder))?.settings).toEqual({ settings: { friendly_name: 'new' } });
  });

  it('is moved aside together with a backup that is damaged too', async () => {
    const folder = await aFolderWithBackup();
    for (const name of ['tenant.db', 'tenant.backup.db']) writeFileSync(join(folder, name), 'x'.repeat(5_000));
    const { store, reports, asides } = openAndReport(folder);
    expect(storedIn(store)).toBeUndefined();
    expect(asides).toEqual([
      expect.stringMatching(/^tenant\.backup\.db\.damaged-/),
      expect.stringMatching(/^tenant\.db\.damaged-/),
    ]);
    expect(reports).toEqual([expect.stringContaining('The backup is damaged too')]);
  });

  it('never takes the place of one that was moved aside before', async () => {
    const folder = await aFolderWithBackup();
    const texts = ['1', '2', '3'].map((digit) => digit.repeat(5_000));
    for (const text of texts) {
      writeFileSync(join(folder, 'tenant.db'), text);
      openAndReport(folder).store.close();
    }
    const asides = readdirSync(folder).filter((name) => name.includes('.damaged-'));
    expect(asides.map((name) => readFileSync(join(folder, name), 'utf8')).sort()).toEqual(texts);
  });

  it('is never made the backup as the tenant stops', async () => {
    const folder = await aFolderWithBackup();
    const store = openDb(folder, () => undefined);
    await store.settled();
    store.write([putSettings('third')]);
    await store.settled();
    const before = readFileSync(join(folder, 'tenant.backup.db'));
    store.write([putSettings('fourth')]);
    // Beneath the open database, as a bad disk does it.
    overwrite(4_096, Buffer.alloc(4_096, 0xa5))(join(folder, 'tenant.db'), 0);
    store.close();
    const kept = readFileSync(join(folder, 'tenant.backup.db'));
    const isGood = kept.equals(before) || !kept.subarray(4_096, 8_192).equals(Buffer.alloc(4_096, 0xa5));
    expect(isGood).toBe(true);
  });
});

describe('a log that a crash left behind', () => {
  /** Files as a killed process leaves them: two writes, of which the log still holds the second. */
  function aFolderAfterCrash(): string {
    const folder = aDataFolder();
    const store = openDb(folder);
    store.write([putSettings('first')]);
    store.write([putSettings('second')]);
    const crashed = aDataFolder();
    for (const name of ['tenant.db', 'tenant.db-wal']) copyFileSync(join(folder, name), join(crashed, name));
    return crashed;
  }

  it('is read with the file', () => {
    expect(storedIn(openDb(aFolderAfterCrash()))?.settings).toEqual({ settings: { friendly_name: 'second' } });
  });

  it.each([1, 40, 1_000, 4_200])('that lacks its last %s bytes leads to what is whole of it', (bytes) => {
    const folder = aFolderAfterCrash();
    const log = join(folder, 'tenant.db-wal');
    truncateSync(log, statSync(log).size - bytes);
    const name = storedIn(openDb(folder, () => undefined))?.settings.settings?.friendly_name;
    expect(['first', 'second', undefined]).toContain(name);
    expect(name).not.toBe('second');
  });

  it('of noise is passed over', () => {
    const folder = aFolderAfterCrash();
    writeFileSync(join(folder, 'tenant.db-wal'), Buffer.alloc(10_000, 0xa5));
    expect(() => storedIn(openDb(folder, () => undefined))).not.toThrow();
  });
});

describe('a database that is gone', () => {
  it('is restored from the last good backup, which then outlives stop and start', async () => {
    const folder = await aFolderWithBackup();
    rmSync(join(folder, 'tenant.db'));
    const { store, reports } = openAndReport(folder);
    expect(storedIn(store)?.settings).toEqual({ settings: { friendly_name: 'first' } });
    expect(reports).toEqual([
      expect.stringMatching(/tenant\.db was not there: the last good backup .* was restored\. .* remove both files/),
    ]);
    store.close();
    expect(storedIn(openDb(folder))?.settings).toEqual({ settings: { friendly_name: 'first' } });
  });

  it('is told together with a backup that is damaged, which is moved aside', async () => {
    const folder = await aFolderWithBackup();
    rmSync(join(folder, 'tenant.db'));
    writeFileSync(join(folder, 'tenant.backup.db'), 'x'.repeat(5_000));
    const { store, reports, asides } = openAndReport(folder);
    expect(storedIn(store)).toBeUndefined();
    expect(reports).toEqual([expect.stringMatching(/not there, and its backup is damaged: SQLite cannot read it/)]);
    expect(asides).toHaveLength(1);
  });
});

it('a signing key that is damaged inside a database that is not is damage', async () => {
  const folder = aDataFolder();
  const key = await createNodeKeys().generateSigningKey('tokenbench');
  const store = openDb(folder);
  store.write([
    {
      kind: 'signingKeys',
      id: 'key',
      value: { ...key, kid: 'key', state: 'current', created_at: '2026-11-26T00:00:00.000Z' },
    },
  ]);
  store.close();
  const { n } = key.privateJwk;
  withSql(`UPDATE entities SET value = replace(value, '${n}', '${n.slice(0, -8)}AAAAAAAA')`)(
    join(folder, 'tenant.db'),
    0,
  );
  const { store: restored, reports } = openAndReport(folder);
  expect(reports).toEqual([expect.stringContaining('the private key of the signing key "key" cannot sign')]);
  expect(storedIn(restored)?.signingKeys.key?.privateJwk).toEqual(key.privateJwk);
});
