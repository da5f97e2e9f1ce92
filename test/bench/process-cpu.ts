import { readFileSync } from 'node:fs';

// Linux counts in USER_HZ, which is 100 on every architecture Node runs on.
const microsecondsPerTick = 10_000;

/**
 * Processor time a process has used so far, all its threads, in microseconds.
 * Undefined where there is no /proc (macOS, Windows).
 */
export function readProcessCpu(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // proc(5): the name in parentheses may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick;
}

/** Mebibytes of memory that a process has in use; NaN where the system does not tell. */
export function readResidentMemory(pid: number): number {
  try {
    const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes) / 1_024;
  } catch {
    return Number.NaN;
  }
}
