import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RsaPrivateJwk } from '../../src-main/contract/entities/signing-key.ts';
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';
import { openConfStore } from '../../src-main/store/conf-store.ts';
import type { EntityChange } from '../../src-main/tenant/stored-tenant.ts';
import { aDataFolder, noReport } from './data-folder.ts';
import { putSettings } from './entity-builders.ts';

const secret = 'tokenbench-secret';
const kinds = { settings: {}, signingKeys: {}, resourceServers: {}, clients: {}, clientGrants: {} };

/** A folder whose tenant was opened `first`, then written as `second`, so that its backup holds `first`. */
function aFolderWithBackup(): string {
  const folder = aDataFolder();
  openConfStore(folder, noReport).write([putSettings('first')]);
  openConfStore(folder, noReport).write([putSettings('second')]);
  return folder;
}

function openAndReport(folder: string) {
  const reports: string[] = [];
  const store = openConfStore(folder, (message) => reports.push(message));
  return { store, reports, asides: readdirSync(folder).filter((name) => name.includes('.damaged-')) };
}

describe('a damaged file', () => {
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
    ['holds nothing but spaces', ' \n\t '],
    ['holds nothing but NULs, as after a power cut', '\0'.repeat(4_096)],
    [
      'is written twice',
      `${JSON.stringify({ ...kinds, schemaVersion: 1 })}${JSON.stringify({ ...kinds, schemaVersion: 1 })}`,
    ],
    ['ends in NULs', `${JSON.stringify({ ...kinds, schemaVersion: 1 })}${'\0'.repeat(512)}`],
    ['is a word of JSON', 'null'],
    ['is a number', '7'],
    ['has a version below the first', JSON.stringify({ ...kinds, schemaVersion: 0 })],
    ['has a version between two', JSON.stringify({ ...kinds, schemaVersion: 1.5 })],
    ['has a text for a kind', JSON.stringify({ ...kinds, schemaVersion: 1, clientGrants: secret })],
    ['has a list for an entity', JSON.stringify({ ...kinds, schemaVersion: 1, resourceServers: { a: [] } })],
    ['has a text for an entity', JSON.stringify({ ...kinds, schemaVersion: 1, settings: { settings: secret } })],
    ['is a page', `<html>${secret}</html>`],
    ['has the marks of a merge', `<<<<<<< HEAD\n${JSON.stringify({ ...kinds, schemaVersion: 1 })}`],
    [
      'is in another encoding',
      Buffer.from(JSON.stringify({ ...kinds, schemaVersion: 1 }), 'utf16le').toString('latin1'),
    ],
  ])('that %s is moved aside and the last good backup restored', (_, text) => {
    const folder = aFolderWithBackup();
    const file = join(folder, 'tenant.json');
    writeFileSync(file, text);
    const { store, reports, asides } = openAndReport(folder);
    expect(store.load()?.settings).toEqual({ settings: { friendly_name: 'first' } });
    expect(asides).toEqual([expect.stringMatching(/^tenant\.json\.damaged-\d{8}T\d{6}Z$/)]);
    const aside = join(folder, String(asides[0]));
    expect(readFileSync(aside, 'utf8')).toBe(text);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain(`${file} is damaged`);
    expect(reports[0]).toContain(`moved to ${aside}, and the last good backup ${join(folder, 'tenant.backup.json')}`);
    expect(reports[0]).not.toContain(secret);
    expect(openConfStore(folder, noReport).load()?.settings).toEqual({ settings: { friendly_name: 'first' } });
  });

  it('is told with the line of the mistake where the parser knows it', () => {
    const folder = aFolderWithBackup();
    writeFileSync(join(folder, 'tenant.json'), '{\n  "schemaVersion": 1\n  "clients": {}\n}');
    expect(openAndReport(folder).reports[0]).toContain('it is not valid JSON (line 3, column 3)');
  });

  it('is moved aside, and the tenant starts empty, where there is no backup', () => {
    const folder = aDataFolder();
    const file = join(folder, 'tenant.json');
    writeFileSync(file, '{');
    const { store, reports, asides } = openAndReport(folder);
    expect(store.load()).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    expect(reports).toEqual([expect.stringContaining('There is no backup: the tenant starts empty')]);
    expect(reports[0]).toContain(join(folder, String(asides[0])));
    store.write([putSettings('new')]);
    expect(openConfStore(folder, noReport).load()?.settings).toEqual({ settings: { friendly_name: 'new' } });
  });

  it('is moved aside together with a backup that is damaged too', () => {
    const folder = aFolderWithBackup();
    writeFileSync(join(folder, 'tenant.json'), '{');
    writeFileSync(join(folder, 'tenant.backup.json'), '[');
    const { store, reports, asides } = openAndReport(folder);
    expect(store.load()).toBeUndefined();
    expect(asides).toEqual([
      expect.stringMatching(/^tenant\.backup\.json\.damaged-/),
      expect.stringMatching(/^tenant\.json\.damaged-/),
    ]);
    expect(reports).toEqual([expect.stringContaining('The backup is damaged too')]);
  });

  it('never takes the place of one that was moved aside before', () => {
    const folder = aFolderWithBackup();
    const texts = ['{ "1', '{ "2', '{ "3'];
    for (const text of texts) {
      writeFileSync(join(folder, 'tenant.json'), text);
      openAndReport(folder);
    }
    const asides = readdirSync(folder).filter((name) => name.includes('.damaged-'));
    expect(asides.map((name) => readFileSync(join(folder, name), 'utf8')).sort()).toEqual(texts);
  });

  it('is readable for its owner only once it was moved', () => {
    const folder = aFolderWithBackup();
    writeFileSync(join(folder, 'tenant.json'), '{');
    chmodSync(join(folder, 'tenant.json'), 0o644);
    const { asides } = openAndReport(folder);
    expect(statSync(join(folder, String(asides[0]))).mode & 0o777).toBe(0o600);
  });
});

it('reads a file that begins with a byte order mark', () => {
  const folder = aDataFolder();
  writeFileSync(join(folder, 'tenant.json'), `\uFEFF${JSON.stringify({ schemaVersion: 1, ...kinds })}`);
  expect(openConfStore(folder, noReport).load()).toEqual(kinds);
});

describe('a file that is gone', () => {
  it('is restored from the last good backup, which then outlives stop and kill', () => {
    const folder = aFolderWithBackup();
    rmSync(join(folder, 'tenant.json'));
    const { store, reports } = openAndReport(folder);
    expect(store.load()?.settings).toEqual({ settings: { friendly_name: 'first' } });
    expect(reports).toEqual([
      expect.stringMatching(/tenant\.json was not there: the last good backup .* was restored\. .* remove both files/),
    ]);
    // Killed: nothing is closed.
    expect(openConfStore(folder, noReport).load()?.settings).toEqual({ settings: { friendly_name: 'first' } });
    store.close();
    expect(openConfStore(folder, noReport).load()?.settings).toEqual({ settings: { friendly_name: 'first' } });
  });

  it('is told together with a backup that is damaged, which is moved aside', () => {
    const folder = aFolderWithBackup();
    rmSync(join(folder, 'tenant.json'));
    writeFileSync(join(folder, 'tenant.backup.json'), '{ "cut');
    const { store, reports, asides } = openAndReport(folder);
    expect(store.load()).toBeUndefined();
    expect(reports).toEqual([expect.stringMatching(/not there, and its backup is damaged: it is not valid JSON/)]);
    expect(readFileSync(join(folder, String(asides[0])), 'utf8')).toBe('{ "cut');
  });

  it.each([
    ['cut off', '{"schemaVersion": 1, "sett'],
    ['filled with zeros by a power cut', '\0'.repeat(300)],
  ])('or %s right after the first change of the first run costs nothing', (_, text) => {
    const folder = aDataFolder();
    openConfStore(folder, noReport).write([putSettings('mine')]);
    writeFileSync(join(folder, 'tenant.json'), text);
    expect(openAndReport(folder).store.load()?.settings).toEqual({ settings: { friendly_name: 'mine' } });
  });
});

describe('a signing key that is damaged inside a file that is not', () => {
  it('is damage: the last good backup takes its place', async () => {
    const folder = aDataFolder();
    const key = await createNodeKeys().generateSigningKey('tokenbench');
    const put = (privateJwk: RsaPrivateJwk): EntityChange => ({
      kind: 'signingKeys',
      id: 'key',
      value: { ...key, privateJwk, kid: 'key', state: 'current', created_at: '2026-11-26T00:00:00.000Z' },
    });
    openConfStore(folder, noReport).write([put(key.privateJwk)]);
    const file = join(folder, 'tenant.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(key.privateJwk.n, `${key.privateJwk.n.slice(0, -8)}AAAAAAAA`),
    );
    const { store, reports } = openAndReport(folder);
    expect(reports).toEqual([expect.stringContaining('the private key of the signing key "key" cannot sign')]);
    expect(store.load()?.signingKeys.key?.privateJwk).toEqual(key.privateJwk);
  });
});

describe('a file that the desktop encrypted', () => {
  it('is refused with the way out, and left as it is', () => {
    const folder = aDataFolder();
    const file = join(folder, 'tenant.json');
    const sealed = JSON.stringify({ schemaVersion: 1_000_000, sealed: 'AAAA' });
    writeFileSync(file, sealed);
    expect(() => openConfStore(folder, noReport)).toThrow(/was encrypted by the desktop application.*--plain-secrets/);
    expect(readFileSync(file, 'utf8')).toBe(sealed);
  });
});

describe('a file of a newer version', () => {
  const newer = JSON.stringify({ schemaVersion: 2, somethingElse: true });

  it('is refused and not touched', () => {
    const folder = aFolderWithBackup();
    const file = join(folder, 'tenant.json');
    writeFileSync(file, newer);
    expect(() => openConfStore(folder, noReport)).toThrow(
      expect.objectContaining({
        name: 'StoreError',
        code: 'newer_schema',
        message: expect.stringMatching(
          /tenant\.json was written by a newer Tokenbench .* Update Tokenbench, or choose another data folder/,
        ),
      }),
    );
    expect(readFileSync(file, 'utf8')).toBe(newer);
    expect(readdirSync(folder).sort()).toEqual(['tenant.backup.json', 'tenant.json']);
  });

  it('is refused as a backup too, before anything is moved', () => {
    const folder = aDataFolder();
    writeFileSync(join(folder, 'tenant.json'), '{');
    writeFileSync(join(folder, 'tenant.backup.json'), newer);
    expect(() => openConfStore(folder, noReport)).toThrow(expect.objectContaining({ code: 'newer_schema' }));
    expect(readFileSync(join(folder, 'tenant.json'), 'utf8')).toBe('{');
  });
});
