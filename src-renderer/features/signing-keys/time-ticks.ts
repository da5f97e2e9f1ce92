/** Where words stand under a strip of time that ends about now. */
import { formatRelative } from '../../components/format-time.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
/** The mean Gregorian year. */
const year = 31_556_952;

/** Distances that people count in. */
const steps = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 5, 10, 30, 90, 180].map((count) => count * day),
];

/** Distances that there is room for beside each other. */
const most = 4;

export interface Tick {
  /** Seconds since the epoch. */
  at: number;
  words: string;
}

/** "now", and so many round distances before it as fit; the latest first. */
export function chooseTicks(first: number, now: number): Tick[] {
  const span = now - first;
  const least = span / most;
  const step = steps.find((one) => one >= least) ?? Math.ceil(least / year) * year;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => {
    const at = now - index * step;
    return { at, words: formatRelative(at, now) };
  });
}
