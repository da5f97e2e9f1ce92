import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Vault } from '../../src-main/desktop/vault.ts';
import { StoreError } from '../../src-main/store/store-error.ts';
import { openTenantDb } from '../../src-main/store/tenant-db.ts';
import type { Store } from '../../src-main/tenant/ports.ts';
import { storedIn } from '../builders/stored-in.ts';
import { aResourceServer, putResourceServer } from './entity-builders.ts';

const secret = 'a secret of sixteen or more';

let folder: string;
let reports: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenbench-store-'));
  reports = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Hides the text from a reader of the file, which is all that these tests look at. */
function vaultOf(key: string): Vault {
  return {
    encrypt: (text) => Buffer.from(`${key}:${Buffer.from(text).toString('hex')}`),
    decrypt(sealed) {
      const [found, hex = ''] = sealed.toString().split(':');
      if (found !== key) throw new Error('wrong key');
      return Buffer.from(hex, 'hex').toString();
    },
  };
}

const report = (message: string) => void reports.push(message);
const open = (vault: Vault | undefined, seal = true): Store => openTenantDb(folder, report, { vault, seal });
const keptText = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('the tenant on the desktop', () => {
  it('is kept encrypted, document and backup, and read again with the same key', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1', { signing_secret: secret })]);
    store.close();
    for (const name of ['tenant.db', 'tenant.backup.db']) expect(keptText(name)).not.toContain(secret);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'tenant.db')).mode & 0o077).toBe(0);
    expect(Object.keys(storedIn(open(vaultOf('one')))?.resourceServers ?? {})).toEqual(['rs_1']);
    expect(reports).toEqual([]);
  });

  it.each([
    ['another key', vaultOf('two')],
    ['no key', undefined],
  ])('is refused and left as it is with %s', (_, vault) => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1', { signing_secret: secret })]);
    store.close();
    const before = keptText('tenant.db');
    expect(() => open(vault)).toThrow(StoreError);
    expect(() => open(vault)).toThrow(
      /tenant\.db was encrypted by the desktop application, and its key is not given here/,
    );
    expect(keptText('tenant.db')).toBe(before);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('is refused and left as it is by a host that keeps plain documents', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1', { signing_secret: secret })]);
    store.close();
    const before = keptText('tenant.db');
    expect(() => openTenantDb(folder, report)).toThrow(StoreError);
    expect(keptText('tenant.db')).toBe(before);
  });

  it('that was plain is encrypted when it is opened, its backup too', () => {
    const plain = openTenantDb(folder, report);
    plain.write([putResourceServer('rs_1', { signing_secret: secret })]);
    plain.close();
    expect(storedIn(open(vaultOf('one')))?.resourceServers).toHaveProperty('rs_1');
    for (const name of ['tenant.db', 'tenant.backup.db']) expect(keptText(name)).not.toContain(secret);
  });

  it('becomes plain again, for every host to read, when that is wished', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1', { signing_secret: secret })]);
    store.close();
    open(vaultOf('one'), false).close();
    expect(storedIn(openTenantDb(folder, report))?.resourceServers).toHaveProperty('rs_1');
    expect(keptText('tenant.backup.db')).toContain(secret);
  });

  it('that is damaged is moved aside and its encrypted backup restored', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1', { signing_secret: secret })]);
    store.close();
    writeFileSync(join(folder, 'tenant.db'), 'x'.repeat(5_000));
    expect(storedIn(open(vaultOf('one')))?.resourceServers).toHaveProperty('rs_1');
    expect(reports).toEqual([expect.stringContaining('the last good backup')]);
  });

  it('that an older Tokenbench encrypted as a document is brought over, and stays encrypted', () => {
    const document = {
      schemaVersion: 1,
      settings: {},
      signingKeys: {},
      resourceServers: { rs_1: aResourceServer('rs_1', { signing_secret: secret }) },
      clients: {},
      clientGrants: {},
    };
    const vault = vaultOf('one');
    const sealed = vault.encrypt(JSON.stringify(document)).toString('base64');
    writeFileSync(join(folder, 'tenant.json'), JSON.stringify({ schemaVersion: 1_000_000, sealed }));
    expect(() => open(undefined)).toThrow(/tenant\.json was encrypted by the desktop application/);
    const store = open(vault);
    expect(storedIn(store)?.resourceServers).toHaveProperty('rs_1');
    store.close();
    expect(keptText('tenant.db')).not.toContain(secret);
    expect(reports).toEqual([expect.stringContaining('tenant.json.migrated')]);
  });

  it('refuses a write after it was closed', () => {
    const store = open(undefined);
    store.close();
    expect(() => store.write([putResourceServer('rs_1', { signing_secret: secret })])).toThrow('is closed');
  });
});
