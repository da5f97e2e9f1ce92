import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTenant, send } from '../../builders/running-tenant.ts';
import { startCheckedTenant } from './expect-shape.ts';

const now = Date.parse('2026-03-02T10:11:12.345Z');

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant({ rateLimit: 3, clock: () => now });
});
afterAll(() => tenant.close());

const limits = (headers: Headers) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN));

describe('the rate limit', () => {
  it('is told by every answer, and refuses what goes beyond it', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(`${tenant.origin}/api/v2/clients`, {})));
    for (const { status, headers } of answers) {
      const [limit, remaining, reset] = limits(headers);
      expect(limit).toBe(3);
      expect(remaining).toBeGreaterThanOrEqual(0);
      expect(remaining).toBeLessThan(3);
      // Epoch seconds, within the second that the window lasts.
      expect(Number(reset) - now / 1_000).toBeGreaterThan(-1);
      expect(Number(reset) - now / 1_000).toBeLessThan(2);
      expect(headers.get('retry-after')).toBe(status === 429 ? '1' : null);
    }
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(refused.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(refused.map(() => '0'));
    const logged = [...tenant.tenant.traffic.newestFirst()].filter(({ type }) => type === 'api_limit');
    expect(logged).toHaveLength(refused.length);
    expect(logged[0]?.description).toBe('Global limit has been reached');
  });

  it('is not used up by callers without a good bearer, and answers keep their secrets out of caches', async () => {
    const good = { authorization: `Bearer ${await tenant.managementToken('read:clients')}` };
    await Promise.all(
      Array.from({ length: 12 }, () =>
        send(`${tenant.origin}/api/v2/clients`, { headers: { authorization: 'Bearer x.y.z' } }),
      ),
    );
    const { status, headers } = await send(`${tenant.origin}/api/v2/clients`, { headers: good });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is no limit of the token endpoint and the published documents', async () => {
    for (let count = 1; count <= 6; count += 1) {
      expect((await send(`${tenant.origin}/.well-known/jwks.json`, {})).status).toBe(200);
    }
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => tenant.managementToken('read:clients')));
  });
});
