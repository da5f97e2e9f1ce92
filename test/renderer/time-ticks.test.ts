import { expect, it } from 'vitest';
import { chooseTicks } from '../../src-renderer/features/signing-keys/time-ticks.ts';

const now = 1_772_530_860;
const day = 86_400;

it.each([
  [0, ['now']],
  [1, ['now', '1 s ago']],
  [7, ['now', '2 s ago', '4 s ago', '6 s ago']],
  [100, ['now', '30 s ago', '1 min ago', '1 min 30 s ago']],
  [24 * 60, ['now', '10 min ago', '20 min ago']],
  [11 * 3_600, ['now', '3 h ago', '6 h ago', '9 h ago']],
  [6 * day, ['now', '2 d ago', '4 d ago', '6 d ago']],
  [400 * day, ['now', '180 d ago', '360 d ago']],
  [3_000 * day, ['now', '3 y ago', '6 y ago']],
])('a strip of %d seconds has round words under it', (span, words) => {
  const ticks = chooseTicks(now - span, now);
  expect(ticks.map((tick) => tick.words)).toEqual(words);
  expect(ticks.every(({ at }) => at >= now - span && at <= now)).toBe(true);
});
