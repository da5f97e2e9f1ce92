import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreWindowState } from '../../src-main/desktop/window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1400 };
const saved = (x: number, y: number, width = 1200, height = 800) => ({
  bounds: { x, y, width, height },
  maximised: false,
  fullScreen: false,
});

describe('restoring the window', () => {
  it('centres the first window on the primary screen', () => {
    const { bounds } = restoreWindowState(undefined, [laptop, beside]);
    expect(bounds).toEqual({ x: 80, y: 43, width: 1280, height: 840 });
  });

  it('puts it back where it was, also on a second screen', () => {
    expect(restoreWindowState(saved(1700, 100), [laptop, beside])).toEqual(saved(1700, 100));
  });

  it('brings it to the screen that is left when its own is gone', () => {
    expect(restoreWindowState(saved(1700, 100), [laptop]).bounds).toEqual({ x: 240, y: 100, width: 1200, height: 800 });
  });

  it('leaves a window that reaches over an edge alone, as long as its title bar can be taken hold of', () => {
    expect(restoreWindowState(saved(-900, 400), [laptop]).bounds.x).toBe(-900);
    expect(restoreWindowState(saved(-1150, 400), [laptop]).bounds.x).toBe(0);
    expect(restoreWindowState(saved(100, -300), [laptop]).bounds.y).toBe(25);
  });

  it('shrinks a window that is larger than its screen', () => {
    expect(restoreWindowState(saved(0, 25, 4000, 3000), [laptop]).bounds).toEqual(laptop);
  });

  it('keeps maximised and full screen apart from the bounds', () => {
    const state = { ...saved(10, 30), maximised: true };
    expect(restoreWindowState(state, [laptop])).toEqual(state);
  });

  it.each([
    null,
    'large',
    {},
    { bounds: { x: 0, y: 0 }, maximised: false, fullScreen: false },
    { ...saved(0, 0), maximised: 'yes' },
    saved(0, 0, 0, 0),
    saved(Number.NaN, 0),
  ])('takes %j for no state at all', (value) => {
    expect(restoreWindowState(value, [laptop])).toEqual(restoreWindowState(undefined, [laptop]));
  });

  it('never leaves a window out of reach, whatever was saved', () => {
    const anywhere = fc.integer({ min: -20_000, max: 20_000 });
    const size = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(anywhere, anywhere, size, size, (x, y, width, height) => {
        const { bounds } = restoreWindowState(saved(x, y, width, height), [laptop, beside]);
        const isReached = [laptop, beside].some((area) => {
          const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
          return across >= 120 && bounds.y >= area.y && bounds.y + 32 <= area.y + area.height;
        });
        expect(isReached).toBe(true);
      }),
    );
  });
});
