/** The folders of an older Tokenbench, which kept the tenant in `tenant.json`. */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { latestSchemaVersion, type Migration, migrate } from '../../src-main/store/migrations/index.ts';
import { readOldDocument } from '../../src-main/store/old-document.ts';
import { storedIn } from '../builders/stored-in.ts';
import { aDataFolder, openDb } from './data-folder.ts';
import { aResourceServer, putSettings } from './entity-builders.ts';

const secret = 'tokenbench-secret';
const kinds = { settings: {}, signingKeys: {}, resourceServers: {}, clients: {}, clientGrants: {} };
const named = (friendly_name: string) =>
  JSON.stringify({ ...kinds, schemaVersion: 1, settings: { settings: { friendly_name } } });

function aFolderWith(files: Record<string, string>): string {
  const folder = aDataFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function openAndReport(folder: string) {
  const reports: string[] = [];
  const store = openDb(folder, (message) => reports.push(message));
  return { store, reports };
}

describe('a tenant.json', () => {
  it('is brought into the database once, and kept beside it', () => {
    const document = {
      ...kinds,
      schemaVersion: 1,
      resourceServers: { b: aResourceServer('b'), a: aResourceServer('a') },
    };
    const folder = aFolderWith({ 'tenant.json': JSON.stringify(document), 'tenant.backup.json': named('older') });
    chmodSync(join(folder, 'tenant.json'), 0o644);
    const { store, reports } = openAndReport(folder);
    expect(Object.entries(storedIn(store)?.resourceServers ?? {})).toEqual(Object.entries(document.resourceServers));
    const kept = ['tenant.json.migrated', 'tenant.backup.json.migrated'].map((name) => join(folder, name));
    expect(reports).toEqual([
      `The tenant is kept in ${join(folder, 'tenant.db')} from now on. What there was is in ${kept.join(' and ')}.`,
    ]);
    expect(readFileSync(String(kept[0]), 'utf8')).toBe(JSON.stringify(document));
    if (process.platform !== 'win32') expect(statSync(String(kept[0])).mode & 0o777).toBe(0o600);
    store.close();
    const again = openAndReport(folder);
    expect(Object.keys(storedIn(again.store)?.resourceServers ?? {})).toEqual(['b', 'a']);
    expect(again.reports).toEqual([]);
  });

  it('with a byte order mark is read', () => {
    expect(storedIn(openAndReport(aFolderWith({ 'tenant.json': `\uFEFF${named('x')}` })).store)).toMatchObject({
      settings: { settings: { friendly_name: 'x' } },
    });
  });

  it('that comes later is not read, and that is said', () => {
    const folder = aDataFolder();
    const first = openDb(folder);
    first.write([putSettings('mine')]);
    first.close();
    writeFileSync(join(folder, 'tenant.json'), named('other'));
    const { store, reports } = openAndReport(folder);
    expect(storedIn(store)?.settings).toEqual({ settings: { friendly_name: 'mine' } });
    expect(reports).toEqual([
      expect.stringMatching(/tenant\.json is not read any more: the tenant is in .*tenant\.db/),
    ]);
    expect(readFileSync(join(folder, 'tenant.json'), 'utf8')).toBe(named('other'));
  });
});

describe('a damaged tenant.json', () => {
  it.each([
    ['is empty', ''],
    ['is cut off', `{"schemaVersion": 1, "settings": {"settings": {"x": "${secret}`],
    ['is not JSON', `{"schemaVersion": 1, "clients": ${secret}}`],
    ['is not an object', `["${secret}"]`],
    ['has no version', JSON.stringify(kinds)],
    ['has a version that is no number', JSON.stringify({ ...kinds, schemaVersion: '1' })],
    ['lacks a kind', JSON.stringify({ ...kinds, schemaVersion: 1, clients: undefined })],
    ['has a list for a kind', JSON.stringify({ ...kinds, schemaVersion: 1, clients: [] })],
    ['has an entity that is no object', JSON.stringify({ ...kinds, schemaVersion: 1, clients: { a: null } })],
    ['holds nothing but NULs, as after a power cut', '\0'.repeat(4_096)],
    ['is written twice', `${named('x')}${named('x')}`],
    ['has a version below the first', JSON.stringify({ ...kinds, schemaVersion: 0 })],
    ['has a text for a kind', JSON.stringify({ ...kinds, schemaVersion: 1, clientGrants: secret })],
    ['is a page', `<html>${secret}</html>`],
  ])('that %s gives way to its backup', (_, text) => {
    const folder = aFolderWith({ 'tenant.json': text, 'tenant.backup.json': named('backup') });
    const { store, reports } = openAndReport(folder);
    expect(storedIn(store)?.settings).toEqual({ settings: { friendly_name: 'backup' } });
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain(`${join(folder, 'tenant.json')} is damaged`);
    expect(reports[0]).toMatch(/the last good backup of 20\S+ was taken/);
    expect(reports[0]).not.toContain(secret);
    expect(readFileSync(join(folder, 'tenant.json.migrated'), 'utf8')).toBe(text);
  });

  it('leads to an empty tenant where there is no backup, with the line of the mistake', () => {
    const folder = aFolderWith({ 'tenant.json': '{\n  "schemaVersion": 1\n  "clients": {}\n}' });
    const { store, reports } = openAndReport(folder);
    expect(storedIn(store)).toBeUndefined();
    expect(reports[0]).toMatch(/it is not valid JSON \(line 3, column 3\)\. The tenant starts empty/);
    expect(readdirSync(folder)).toEqual(['tenant.json.migrated']);
  });

  it('that is gone gives way to its backup', () => {
    const { store, reports } = openAndReport(aFolderWith({ 'tenant.backup.json': named('backup') }));
    expect(storedIn(store)?.settings).toEqual({ settings: { friendly_name: 'backup' } });
    expect(reports[0]).toMatch(/tenant\.json is not there; the last good backup of /);
  });
});

describe('a tenant.json that cannot be taken', () => {
  it.each([
    [
      'of a newer version',
      JSON.stringify({ schemaVersion: 2, somethingElse: true }),
      /tenant\.json was written by a newer Tokenbench/,
    ],
    [
      'that the desktop encrypted',
      '{"schemaVersion":1000000,"sealed":"AAAA"}',
      /tenant\.json was encrypted by the desktop application/,
    ],
  ])('%s is refused and not touched', (_, text, message) => {
    const folder = aFolderWith({ 'tenant.json': text, 'tenant.backup.json': named('backup') });
    expect(() => openDb(folder)).toThrow(message);
    expect(readFileSync(join(folder, 'tenant.json'), 'utf8')).toBe(text);
    expect(readdirSync(folder).sort()).toEqual(['tenant.backup.json', 'tenant.json']);
  });
});

describe('a document of an older version', () => {
  const addColor: Migration = (document) => ({ ...document, color: 'red' });
  const renameColor: Migration = ({ color, ...document }) => ({ ...document, colour: color });

  it('is brought up step by step, and stays as it is itself', () => {
    expect(migrate(Object.freeze({ schemaVersion: 1 }), [addColor, renameColor])).toEqual({
      schemaVersion: 3,
      colour: 'red',
    });
    expect(migrate({ schemaVersion: 2, color: 'blue' }, [addColor, renameColor])).toEqual({
      schemaVersion: 3,
      colour: 'blue',
    });
    const latest = { schemaVersion: latestSchemaVersion(), clients: {} };
    expect(migrate(latest)).toEqual(latest);
  });

  it.each([0, 4, 1.5, Number.NaN])('is refused as version %s where the latest is 3', (schemaVersion) => {
    expect(() => migrate({ schemaVersion }, [addColor, renameColor])).toThrow(RangeError);
  });

  it('is read through the steps, or counts as damaged where one cannot read it', () => {
    const { clientGrants: _, ...older } = { ...kinds, schemaVersion: 1 };
    const folder = aFolderWith({ 'tenant.json': JSON.stringify(older) });
    const addGrants: Migration = (document) => ({ ...document, clientGrants: {} });
    expect(readOldDocument(folder, { steps: [addGrants] })).toEqual({ tenant: kinds, remarks: [] });
    const refuse: Migration = () => {
      throw new TypeError('no clients');
    };
    expect(readOldDocument(folder, { steps: [refuse] })).toEqual({
      tenant: undefined,
      remarks: [expect.stringContaining('it is not a document of schemaVersion 1')],
    });
  });
});
