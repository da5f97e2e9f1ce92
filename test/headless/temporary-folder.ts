import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is removed when the test ends. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-headless-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file in a folder of its own, removed when the test ends. */
export function writeTemporaryFile(name: string, text: string): string {
  const path = join(makeTemporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}
