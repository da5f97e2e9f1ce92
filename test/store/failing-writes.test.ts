import { chmodSync, chownSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConfStore } from '../../src-main/store/conf-store.ts';
import { aDataFolder, noReport } from './data-folder.ts';
import { putSettings } from './entity-builders.ts';
import { startNode } from './node-process.ts';

describe.skipIf(process.platform === 'win32')('a write that fails', () => {
  it('on a full disk, which takes a part without an error, leaves file and memory as they were', async () => {
    const folder = aFolderOfNobody();
    const before = readFileSync(join(folder, 'tenant.json'), 'utf8');
    const outcome = await writeAndReport(folder, { large: 1000, fileBlocks: 100 });
    expect(outcome).toEqual([
      {
        action: 'write much',
        outcome: expect.stringMatching(/^StoreError: .*tenant\.json cannot be written \(the disk is full\)/),
      },
      { action: 'write little', outcome: 'done' },
      { kept: expect.objectContaining({ resourceServers: {}, settings: { settings: { friendly_name: 'little' } } }) },
      { action: 'open', outcome: 'done' },
    ]);
    expect(readFileSync(join(folder, 'tenant.json'), 'utf8')).toBe(before.replace('kept', 'little'));
  });

  it('in a read-only folder fails as the folder is opened', async () => {
    const folder = aFolderOfNobody();
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

  it('to a read-only file does not replace the file', async () => {
    const folder = aFolderOfNobody();
    chmodSync(join(folder, 'tenant.json'), 0o400);
    const files = readdirSync(folder);
    expect(await writeAndReport(folder)).toEqual([
      {
        action: 'write little',
        outcome: expect.stringMatching(/^StoreError: .*tenant\.json cannot be written \(permission denied\)/),
      },
      { kept: expect.objectContaining({ settings: { settings: { friendly_name: 'kept' } } }) },
      { action: 'open', outcome: 'done' },
    ]);
    expect(readdirSync(folder)).toEqual(files);
  });
});

it.skipIf(process.platform === 'win32')('a file that cannot be read is refused as it is opened', async () => {
  const folder = aFolderOfNobody();
  chmodSync(join(folder, 'tenant.json'), 0o200);
  expect(await writeAndReport(folder)).toEqual([
    {
      action: 'open',
      outcome: expect.stringMatching(/^StoreError: .*tenant\.json cannot be read \(permission denied\)/),
    },
  ]);
});

/** A folder with a tenant and its backup, of the user that the second process runs as. */
function aFolderOfNobody(): string {
  const folder = aDataFolder();
  const store = openConfStore(folder, noReport);
  store.write([putSettings('kept')]);
  store.close();
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
