import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConfStore } from '../../src-main/store/conf-store.ts';
import { latestSchemaVersion, type Migration, migrate } from '../../src-main/store/migrations/index.ts';
import { aDataFolder, noReport } from './data-folder.ts';
import { putSettings } from './entity-builders.ts';

const addColor: Migration = (document) => ({ ...document, color: 'red' });
const renameColor: Migration = ({ color, ...document }) => ({ ...document, colour: color });

describe('migrate', () => {
  it('applies the steps from the document’s version on, in order', () => {
    expect(migrate({ schemaVersion: 1 }, [addColor, renameColor])).toEqual({ schemaVersion: 3, colour: 'red' });
    expect(migrate({ schemaVersion: 2, color: 'blue' }, [addColor, renameColor])).toEqual({
      schemaVersion: 3,
      colour: 'blue',
    });
  });

  it('leaves a document of the latest version as it is', () => {
    const document = { schemaVersion: latestSchemaVersion(), clients: {} };
    expect(migrate(document)).toEqual(document);
  });

  it('does not change the document it is given', () => {
    const document = Object.freeze({ schemaVersion: 1 });
    migrate(document, [addColor]);
    expect(document).toEqual({ schemaVersion: 1 });
  });

  it.each([0, 4, 1.5, Number.NaN])('refuses version %s where the latest is 3', (schemaVersion) => {
    expect(() => migrate({ schemaVersion }, [addColor, renameColor])).toThrow(RangeError);
  });
});

describe('a stored document of an older version', () => {
  const addClientGrants: Migration = (document) => ({ ...document, clientGrants: {} });
  const older = {
    schemaVersion: 1,
    settings: {},
    signingKeys: {},
    resourceServers: {},
    clients: { a: { client_id: 'a' } },
  };

  it('is migrated as it is loaded, and kept in the new version by the next write', () => {
    const folder = aDataFolder();
    const file = join(folder, 'tenant.json');
    writeFileSync(file, JSON.stringify(older));
    const store = openConfStore(folder, noReport, [addClientGrants]);
    expect(store.load()).toEqual({
      settings: {},
      signingKeys: {},
      resourceServers: {},
      clients: older.clients,
      clientGrants: {},
    });
    store.write([putSettings('Local')]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schemaVersion: 2, clientGrants: {} });
  });

  it('is backed up as it was before the migration', () => {
    const folder = aDataFolder();
    writeFileSync(join(folder, 'tenant.json'), JSON.stringify(older));
    openConfStore(folder, noReport, [addClientGrants]);
    expect(JSON.parse(readFileSync(join(folder, 'tenant.backup.json'), 'utf8'))).toEqual(older);
  });

  it('counts as damaged where a migration cannot read it', () => {
    const folder = aDataFolder();
    writeFileSync(join(folder, 'tenant.json'), JSON.stringify(older));
    const reports: string[] = [];
    const refuse: Migration = () => {
      throw new TypeError('no clients');
    };
    openConfStore(folder, (message) => reports.push(message), [refuse]);
    expect(reports).toEqual([expect.stringContaining('it is not a document of schemaVersion 1')]);
  });
});
