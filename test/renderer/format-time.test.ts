import { describe, expect, it } from 'vitest';
import { formatRelative, formatSpan, formatUtc, toDate } from '../../src-renderer/components/format-time.ts';

const now = 1_795_250_000;

describe('a time as a distance from now', () => {
  it.each([
    [now + 86_399, 'in 23 h 59 min'],
    [now + 86_400, 'in 1 d'],
    [now + 61, 'in 1 min 1 s'],
    [now, 'now'],
    [now - 1, '1 s ago'],
    [now - 3 * 3_600, '3 h ago'],
    [1_300_819_380, '15 y 243 d ago'],
  ])('says %i as "%s"', (time, words) => {
    expect(formatRelative(time, now)).toBe(words);
  });

  it('names the two largest units only', () => {
    expect(formatSpan(90_061)).toBe('1 d 1 h');
  });
});

describe('a claim as a date', () => {
  it('takes seconds since 1970', () => {
    const date = toDate(1_300_819_380);
    expect(date && formatUtc(date)).toBe('2011-03-22 18:43:00 UTC');
  });

  it.each([['tomorrow'], [Number.NaN], [1e300], [null], [undefined]])('finds no date in %s', (claim) => {
    expect(toDate(claim)).toBeUndefined();
  });
});
