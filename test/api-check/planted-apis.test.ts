/** Each planted flaw is found, and named by its case. */
import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSerious, isWarning } from '../../src-main/contract/entities/api-check.ts';
import { type OrdersTenant, orders, readOrders, seriousIn, startOrdersTenant } from './orders-tenant.ts';
import { faultlessGuard, type PlantedFacts, plantedApis } from './planted-apis.ts';
import { serveGuarded } from './serve-api.ts';

let tenant: OrdersTenant;
beforeAll(async () => {
  tenant = await startOrdersTenant();
});
afterAll(() => tenant.close());

function facts(): PlantedFacts {
  const { n, e } = tenant.tenant.signingKeys.current().privateJwk;
  return {
    issuer: tenant.issuer,
    audience: orders,
    scope: readOrders,
    key: createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }),
    fetchKeys: async () => Object(await (await fetch(`${tenant.issuer}.well-known/jwks.json`)).json()),
  };
}

describe.each(plantedApis)('an API that $flaw', ({ foundBy, guard }) => {
  it(`is found by ${foundBy.join(', ')}`, async () => {
    const api = await serveGuarded(guard(facts()));
    try {
      const report = await tenant.check(api.url);
      expect(report.control, report.advice).toBe('accepted');
      const found = report.results.filter((result) => isSerious(result) || isWarning(result)).map(({ id }) => id);
      expect(found).toEqual(expect.arrayContaining([...foundBy]));
      expect(report.counts.serious + report.counts.warnings).toBe(found.length);
    } finally {
      await api.close();
    }
  });
});

it('accuses the same API without a flaw of nothing serious', async () => {
  const api = await serveGuarded(faultlessGuard(facts()));
  try {
    expect(seriousIn(await tenant.check(api.url))).toEqual([]);
  } finally {
    await api.close();
  }
});
