import { chmodSync, chownSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { tableSteps } from '../../src-main/store/database.ts';
import { storedIn } from '../builders/stored-in.ts';
import { aDataFolder, noReport, openDb } from './data-folder.ts';
import { putResourceServer, putSettings } from './entity-builders.ts';
import { startNode } from './node-process.ts';

describe.skipIf(process.platform === 'win32')('a write that fails', () => {
  it('because the disk is full leaves all as it was, and the next one goes in', () => {
    const folder = aDataFolder();
    const small = (database: DatabaseSync) => database.exec('PRAGMA max_page_count = 40');
    const store = openDb(folder, noReport, { steps: [...tableSteps, small] });
    store.write([putSettings('kept')]);
    const many = Array.from({ length: 2_000 }, (_, index) => putResourceServer(`filler-${index}`));
    expect(() => store.write([putSettings('much'), ...many])).toThrow(
      expect.objectContaining({
        code: 'not_writable',
        message: expect.stringMatching(/tenant\.db cannot be written \(the disk is full\).*Free some space/),
      }),
    );
    expect(storedIn(store)).toMatchObject({ resourceServers: {}, settings: { settings: { friendly_name: 'kept' } } });
    store.write([putSettings('little')]);
    expect(storedIn(store)).toMatchObject({ settings: { settings: { friendly_name: 'little' } } });
  });

  it('half-way, as at a limit of the system, leaves all as it was, and the next one goes in', async () => {
    const folder = await aFolderOfNobody();
    const outcome = await writeAndReport(folder, { large: 2_000, fileBlocks: 300 });
    expect(outcome).toEqual([
      {
        action: 'write much',
        outcome: expect.stringMatching(/^StoreError: .*tenant\.db cannot be written .*Check the folder and its disk/),
      },
      { action: 'write little', outcome: 'done' },
      { kept: expect.objectContaining({ resourceServers: {}, settings: { settings: { friendly_name: 'little' } } }) },
      { action: 'open', outcome: 'done' },
    ]);
    expect(storedIn(openDb(folder))).toMatchObject({
      resourceServers: {},
      settings: { settings: { friendly_name: 'little' } },
    });
  });

  it('in a read-only folder fails as the folder is opened', async () => {
    const folder = await aFolderOfNobody();
    chmodSync(folder, 0o500);
    expect(await writeAndReport(folder)).toEqual([
      {
        action: 'open',
        outcome: expect.stringMatching(
          /^StoreError: .* cannot be written \(permission denied\).* choose another data folder/,
        ),
      },
    ]);
  });

  it('because its file is read-only fails as it is opened, and the file stays', async () => {
    const folder = await aFolderOfNobody();
    chmodSync(join(folder, 'tenant.db'), 0o400);
    const files = readdirSync(folder);
    const before = readFileSync(join(folder, 'tenant.db'));
    expect(await writeAndReport(folder)).toEqual([
      {
        action: 'open',
        outcome: expect.stringMatching(/^StoreError: .*tenant\.db cannot be written \(permission denied\)/),
      },
    ]);
    expect(readdirSync(folder)).toEqual(files);
    expect(readFileSync(join(folder, 'tenant.db')).equals(before)).toBe(true);
  });

  it('because its file cannot be read fails as it is opened', async () => {
    const folder = await aFolderOfNobody();
    chmodSync(join(folder, 'tenant.db'), 0o200);
    expect(await writeAndReport(folder)).toEqual([
      {
        action: 'open',
        outcome: expect.stringMatching(/^StoreError: .*tenant\.db cannot be read \(permission denied\)/),
      },
    ]);
  });
});

/** A folder with a tenant and its backup, of the user that the second process runs as. */
async function aFolderOfNobody(): Promise<string> {
  const folder = aDataFolder();
  const store = openDb(folder);
  store.write([putSettings('kept')]);
  store.close();
  await store.settled();
  if (process.getuid?.() === 0) {
    for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
      chownSync(path, 65534, 65534);
  }
  return folder;
}

async function writeAndReport(folder: string, { large = 0, fileBlocks }: { large?: number; fileBlocks?: number } = {}) {
  const writer = startNode('write-and-report.ts', [folder, String(large)], { fileBlocks });
  // Not its exit code: the limit on the size of files also comes as a signal.
  await writer.ended;
  return writer.lines.map((line): unknown => JSON.parse(line));
}
