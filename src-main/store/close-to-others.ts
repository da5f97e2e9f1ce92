import { chmodSync, statSync } from 'node:fs';

/** A file that was copied here by hand may be readable for everyone. */
export function closeToOthers(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (process.platform === 'win32' || stats === undefined || (stats.mode & 0o077) === 0) return;
  try {
    chmodSync(path, stats.mode & 0o700);
  } catch {
    // Another user's file: the next write replaces it.
  }
}
