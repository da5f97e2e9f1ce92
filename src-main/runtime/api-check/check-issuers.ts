import type { Tenant } from '../../tenant/create-tenant.ts';

/** Exchanges that are looked at, the newest first. */
const mostLookedAt = 300;

/**
 * Issuers that an API may trust, the likeliest first: at the name by which somebody asked for the keys last, then those that
 * the tenant prefers. Each with its trailing slash.
 */
export function issuersOf({ origins, traffic }: Tenant): string[] {
  const issuers = origins.all.map((origin) => origins.issuerAt(origin));
  const asked = lastAskedHost(traffic);
  const ranked = asked === undefined ? issuers : [...issuers.filter((one) => hostOf(one) === asked), ...issuers];
  return [...new Set(ranked)];
}

function lastAskedHost(traffic: Tenant['traffic']): string | undefined {
  let looked = 0;
  for (const { kind, hostname } of traffic.summaries()) {
    looked += 1;
    if (looked > mostLookedAt) return undefined;
    if (kind === 'jwks' || kind === 'discovery') return hostname;
  }
  return undefined;
}

function hostOf(issuer: string): string {
  return new URL(issuer).host;
}
