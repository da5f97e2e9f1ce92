/** Times in words. Local time is for the one who shows them: the engine knows no time zone. */

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The last second that a date can name. */
const lastTime = 8.64e12;

/** @param seconds since the epoch */
export function describeUtc(seconds: number): string {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > lastTime) return `${seconds} (beyond any calendar)`;
  return new Date(seconds * 1_000)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

/** `in 23 h 12 min`, `3 h ago`, with two units. */
export function describeDistance(seconds: number): string {
  const length = describeLength(Math.abs(seconds));
  return seconds < 0 ? `${length} ago` : `in ${length}`;
}

/** @param seconds not negative */
export function describeLength(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole > 3.2e9) return `${Math.round(whole / 31_557_600).toLocaleString('en')} years`;
  const first = units.findIndex(([, size]) => whole >= size);
  if (first < 0) return '0 seconds';
  let rest = whole;
  const pieces = units.slice(first, first + 2).flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  return pieces.join(' ');
}
