/** Times as people read them: local, UTC, and how far from now. */

const units = [
  // The mean Gregorian year.
  { word: 'y', seconds: 31_556_952 },
  { word: 'd', seconds: 86_400 },
  { word: 'h', seconds: 3_600 },
  { word: 'min', seconds: 60 },
  { word: 's', seconds: 1 },
] as const;

/** The two largest units: `23 h 59 min`. @param seconds zero or more */
export function formatSpan(seconds: number): string {
  let rest = Math.floor(seconds);
  const parts: string[] = [];
  const first = units.findIndex((unit) => rest >= unit.seconds);
  if (first === -1) return '0 s';
  for (const unit of units.slice(first, first + 2)) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) parts.push(`${count.toLocaleString('en')} ${unit.word}`);
  }
  return parts.join(' ');
}

/** `in 23 h 59 min`, `3 h ago`, `now`. @param time and @param now in seconds since 1970 */
export function formatRelative(time: number, now: number): string {
  const distance = Math.trunc(time - now);
  if (distance === 0) return 'now';
  return distance > 0 ? `in ${formatSpan(distance)}` : `${formatSpan(-distance)} ago`;
}

/** @param time seconds since 1970. @returns undefined for what no calendar holds */
export function toDate(time: unknown): Date | undefined {
  if (typeof time !== 'number' || !Number.isFinite(time)) return undefined;
  const date = new Date(time * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** In the time zone of this machine. */
export function formatLocal(date: Date): string {
  return local.format(date);
}

/** `2026-11-21 08:34:53 UTC`. */
export function formatUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
