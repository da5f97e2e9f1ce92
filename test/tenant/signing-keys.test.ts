import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TenantError } from '../../src-main/tenant/tenant-error.ts';
import { quickTenant } from '../builders/quick-tenant.ts';

const step = fc.oneof(
  fc.constant('rotate' as const),
  fc.nat({ max: 9 }).map((position) => ({ revoke: position })),
);

describe('signing keys, after any sequence of rotations and revocations', () => {
  it('are one current, one next, and three revoked at most; the key set holds all but the revoked', async () => {
    let now = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const { signingKeys } = await quickTenant({ clock: () => now });
        for (const one of steps) {
          now += 1;
          const before = signingKeys.list();
          if (one === 'rotate') {
            const made = await signingKeys.rotate();
            expect(signingKeys.current().kid).toBe(before.find(({ state }) => state === 'next')?.kid);
            expect(signingKeys.get(made.kid).state).toBe('next');
          } else {
            const chosen = before[one.revoke % before.length];
            const refusal = attempt(() => signingKeys.revoke(chosen?.kid ?? ''));
            expect(refusal?.code).toBe(chosen?.state === 'previous' ? undefined : 'operation_not_supported');
          }
          const keys = signingKeys.list();
          const count = (state: string) => keys.filter((key) => key.state === state).length;
          expect([count('current'), count('next')]).toEqual([1, 1]);
          expect(count('revoked')).toBeLessThanOrEqual(3);
          expect(signingKeys.published().map(({ kid }) => kid)).toEqual(
            keys.filter(({ state }) => state !== 'revoked').map(({ kid }) => kid),
          );
          expect(keys.map(({ state }) => state)).toEqual(keys.map(({ state }) => state).toSorted(byStage));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('publish no private member', async () => {
    const { signingKeys } = await quickTenant();
    for (const key of signingKeys.published()) {
      expect(Object.keys(key)).toEqual(['kty', 'use', 'n', 'e', 'kid', 'x5t', 'x5c', 'alg']);
    }
  });

  it('leave out alg where the flag says so', async () => {
    const { signingKeys, settings } = await quickTenant();
    settings.update({ flags: { remove_alg_from_jwks: true } });
    for (const key of signingKeys.published()) expect(key).not.toHaveProperty('alg');
  });
});

const stages = ['current', 'next', 'previous', 'revoked'];

function byStage(one: string, other: string): number {
  return stages.indexOf(one) - stages.indexOf(other);
}

function attempt(call: () => unknown): TenantError | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof TenantError) return error;
    throw error;
  }
}
