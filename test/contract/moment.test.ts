import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src-main/contract/moment.ts';

const now = 1_769_860_800.7;
const whole = 1_769_860_800;

describe('a time as people type it', () => {
  it.each([
    ['1300819380', 1_300_819_380],
    ['1300819380.5', 1_300_819_380.5],
    ['now', whole],
    ['Yesterday', whole - 86_400],
    ['tomorrow', whole + 86_400],
    ['+1h', whole + 3_600],
    ['-2h', whole - 7_200],
    ['+ 30 d', whole + 30 * 86_400],
    ['in 5 min', whole + 300],
    ['90 seconds ago', whole - 90],
    ['1.5h', whole + 5_400],
    ['2 weeks ago', whole - 14 * 86_400],
    ['2026-01-31T12:00:00Z', whole],
    ['2026-01-31', whole - 43_200],
    [' 2026-01-31T13:00:00+01:00 ', whole],
  ])('%s', (text, seconds) => {
    expect(readMoment(text, now)).toBe(seconds);
  });

  it.each(['', 'soon', 'in -2h', '+2h ago', 'in 2h ago', '2026-13-45', '5 parsecs', '1e400', '__proto__'])(
    '%j is none',
    (text) => {
      expect(readMoment(text, now)).toBeUndefined();
    },
  );
});
