import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTenantStore } from '../../src-main/desktop/tenant-store.ts';
import type { Vault } from '../../src-main/desktop/vault.ts';
import { openConfStore } from '../../src-main/store/conf-store.ts';
import { StoreError } from '../../src-main/store/store-error.ts';
import type { Store } from '../../src-main/tenant/ports.ts';
import { putResourceServer } from '../store/entity-builders.ts';

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
const open = (vault: Vault | undefined, seal = true): Store => openTenantStore(folder, { vault, seal, report });
const keptText = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('the tenant on the desktop', () => {
  it('is kept encrypted, document and backup, and read again with the same key', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1')]);
    store.close();
    for (const name of ['tenant.json', 'tenant.backup.json']) expect(keptText(name)).not.toContain('rs_1');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'tenant.json')).mode & 0o077).toBe(0);
    expect(Object.keys(open(vaultOf('one')).load()?.resourceServers ?? {})).toEqual(['rs_1']);
    expect(reports).toEqual([]);
  });

  it.each([
    ['another key', vaultOf('two')],
    ['no key', undefined],
  ])('is refused and left as it is with %s', (_, vault) => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1')]);
    store.close();
    const before = keptText('tenant.json');
    expect(() => open(vault)).toThrow(StoreError);
    expect(() => open(vault)).toThrow(/tenant\.json is encrypted, and this system does not give the key/);
    expect(keptText('tenant.json')).toBe(before);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('is refused and left as it is by a host that keeps plain documents', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1')]);
    store.close();
    const before = keptText('tenant.json');
    expect(() => openConfStore(folder, report)).toThrow(StoreError);
    expect(keptText('tenant.json')).toBe(before);
  });

  it('that was plain is encrypted when it is opened, its backup too', () => {
    const plain = openConfStore(folder, report);
    plain.write([putResourceServer('rs_1')]);
    plain.close();
    expect(open(vaultOf('one')).load()?.resourceServers).toHaveProperty('rs_1');
    for (const name of ['tenant.json', 'tenant.backup.json']) expect(keptText(name)).not.toContain('rs_1');
  });

  it('becomes plain again, for every host to read, when that is wished', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1')]);
    store.close();
    open(vaultOf('one'), false).close();
    expect(openConfStore(folder, report).load()?.resourceServers).toHaveProperty('rs_1');
    expect(keptText('tenant.backup.json')).toContain('rs_1');
  });

  it('that is damaged is moved aside and its encrypted backup restored', () => {
    const store = open(vaultOf('one'));
    store.write([putResourceServer('rs_1')]);
    store.close();
    writeFileSync(join(folder, 'tenant.json'), '{"schemaVersion":1000000,"sealed":"');
    expect(open(vaultOf('one')).load()?.resourceServers).toHaveProperty('rs_1');
    expect(reports).toEqual([expect.stringContaining('the last good backup')]);
  });

  it('refuses a write after it was closed', () => {
    const store = open(undefined);
    store.close();
    expect(() => store.write([putResourceServer('rs_1')])).toThrow('is closed');
  });
});
