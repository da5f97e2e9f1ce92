import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'tokenbench-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** An absolute path in this run's own folder, which goes when the run ends. */
export function workPath(name: string): string {
  return join(folder, name);
}

/** Writes JSON into this run's own folder; returns the absolute path. */
export function writeWorkFile(name: string, value: unknown): string {
  const path = workPath(name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}
