import { expect, it } from 'vitest';
import { openConfStore } from '../../src-main/store/conf-store.ts';
import { aDataFolder, noReport } from './data-folder.ts';
import { putResourceServer } from './entity-builders.ts';
import { startNode } from './node-process.ts';

it('keeps every acknowledged write, and whole batches only, when its process is killed 100 times', async () => {
  await Promise.all([killWriter(50), killWriter(50)]);
}, 60_000);

async function killWriter(rounds: number): Promise<void> {
  const folder = aDataFolder();
  const store = openConfStore(folder, noReport);
  // Large enough for a kill to come in the middle of a write.
  store.write(Array.from({ length: 300 }, (_, index) => putResourceServer(`filler-${index}`)));
  store.close();
  let next = 1;
  for (let round = 0; round < rounds; round += 1) {
    const acknowledged = await writeUntilKilled(folder, next);
    const tenant = openConfStore(folder, noReport).load();
    const kept = Number(tenant?.settings.settings?.friendly_name);
    // The write that was under way may have gone in.
    expect([acknowledged, acknowledged + 1]).toContain(kept);
    expect(tenant?.resourceServers[`api-${kept % 50}`]?.name).toBe(String(kept));
    expect(Object.keys(tenant?.resourceServers ?? {})).toHaveLength(300 + Math.min(kept, 50));
    next = kept + 1;
  }
}

/** The number of the last write that was acknowledged. */
async function writeUntilKilled(folder: string, first: number): Promise<number> {
  const writer = startNode('write-until-killed.ts', [folder, String(first)]);
  await writer.waitForLines(1 + Math.floor(Math.random() * 6));
  // A write takes a few milliseconds: the kill falls on any part of it.
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
  await writer.kill();
  expect(writer.lines.map(Number)).toEqual(writer.lines.map((_, index) => first + index));
  return first + writer.lines.length - 1;
}
