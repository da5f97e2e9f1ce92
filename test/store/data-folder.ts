/** A new data folder for each test, removed after it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function aDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** For stores that must have nothing to report. */
export function noReport(message: string): never {
  throw new Error(`Unexpected report: ${message}`);
}
