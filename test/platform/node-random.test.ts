import { describe, expect, it } from 'vitest';
import { createNodeRandom } from '../../src-main/platform/node-random.ts';

const random = createNodeRandom();

describe('randomness of the Node host', () => {
  it.each([
    ['alphanumeric', /^[A-Za-z0-9]*$/],
    ['base64url', /^[A-Za-z0-9_-]*$/],
    ['hex', /^[0-9a-f]*$/],
  ] as const)('%s gives the length asked for, of its alphabet only', (kind, alphabet) => {
    for (const length of [0, 1, 21, 22, 32, 64, 255]) {
      const text = random[kind](length);
      expect(text).toHaveLength(length);
      expect(text).toMatch(alphabet);
    }
  });

  it.each([
    ['alphanumeric', 62],
    ['base64url', 64],
    ['hex', 16],
  ] as const)('%s uses every character of its alphabet', (kind, size) => {
    const text = Array.from({ length: 50 }, () => random[kind](512)).join('');
    expect(new Set(text).size).toBe(size);
  });

  it('does not repeat itself', () => {
    const ids = Array.from({ length: 1000 }, () => random.base64url(21));
    expect(new Set(ids).size).toBe(1000);
  });
});
