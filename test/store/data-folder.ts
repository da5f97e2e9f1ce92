/** A new data folder for each test, removed after it, and the databases in them, closed before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openTenantDb, type TenantDb, type TenantDbOptions } from '../../src-main/store/tenant-db.ts';

export function aDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** For stores that must have nothing to report. */
export function noReport(message: string): never {
  throw new Error(`Unexpected report: ${message}`);
}

export function openDb(
  folder: string,
  report: (message: string) => void = noReport,
  options: TenantDbOptions = {},
): TenantDb {
  const store = openTenantDb(folder, report, options);
  onTestFinished(() => store.close());
  return store;
}
