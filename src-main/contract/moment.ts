/** Times as people type them: seconds since 1970, a date, or a shift from now. */

/** For messages that say what is understood. */
export const momentForms =
  'seconds since 1970, ISO 8601 (2026-01-31T12:00:00Z), a shift from now such as -2h or +30d, now, yesterday or tomorrow';

const words: Readonly<Record<string, number>> = { now: 0, yesterday: -86_400, tomorrow: 86_400 };

const shift =
  /^(in\s+)?([+-])?\s*(\d{1,9}(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?|y|years?)(\s+ago)?$/i;

const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 };

/**
 * @param now seconds since 1970
 * @returns seconds since 1970, whole ones for a shift; undefined where it is no time
 */
export function readMoment(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,12}(?:\.\d+)?$/.test(trimmed)) return Number(trimmed);
  const word = trimmed.toLowerCase();
  if (Object.hasOwn(words, word)) return Math.floor(now) + (words[word] ?? 0);
  const [, ahead, sign, count, unit = '', ago] = shift.exec(trimmed) ?? [];
  if (count !== undefined) {
    // "in -2h" and "+2h ago" contradict themselves.
    if (
      (ahead !== undefined || ago !== undefined) &&
      (sign !== undefined || (ahead !== undefined && ago !== undefined))
    )
      return undefined;
    const seconds = Number(count) * (secondsIn[unit.charAt(0).toLowerCase()] ?? 1);
    return Math.floor(now) + Math.round(sign === '-' || ago !== undefined ? -seconds : seconds);
  }
  const milliseconds = /^\d{4}-\d\d/.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1_000;
}
