/** The library: a tenant of its own for a test suite, in the process that runs the tests. Documented where its types are. */

import { readPrivateKey } from '../platform/read-private-key.ts';
import { issueToken } from '../runtime/issue-token.ts';
import { type SeedSource, seedOfValue } from '../runtime/seed-source.ts';
import { mintToken } from '../tenant/tokens/mint-token.ts';
import { clockOf, faultsOf, setFault } from './faults-of-library.ts';
import { checkStartOptions } from './library-options.ts';
import type * as library from './library-types.ts';
import { startHeadless } from './start-headless.ts';

export type * from './library-types.ts';

export const startTenant: typeof library.startTenant = async (options = {}) => {
  const { seed, keywords, port = 0, httpsPort = 'off', sample = seed === undefined, data, issuer, rateLimit } = options;
  checkStartOptions(options);
  const running = await startHeadless({
    port,
    httpsPort,
    sample,
    data,
    rateLimit,
    issuer: issuer?.replace(/\/?$/, '/'),
    seed: seed === undefined ? undefined : () => readSeedOption(seed, keywords),
    report: warn,
  });
  const { tenant, tls, issuer: ownIssuer } = running;
  const stop = () => running.close();
  return {
    issuer: ownIssuer,
    httpsIssuer: running.httpsIssuer,
    tokenEndpoint: running.tokenEndpoint,
    jwksUri: running.jwksUri,
    managementAudience: running.managementAudience,
    controlToken: running.controlToken,
    caCertificate: tls?.caCertificate,
    applications: running.applications,
    token: (wish) => issueToken(wish, tenant, ownIssuer),
    mint: (request = {}) => mintToken(request, { tenant, issuer: ownIssuer, readPrivateKey }),
    fault: async (input) => setFault(tenant, input),
    faults: faultsOf(tenant),
    clock: clockOf(tenant),
    checkApi: async (check) => (await import('./check-api.ts')).checkApi(check, tenant),
    rotateKeys: async () => void (await tenant.signingKeys.rotate()),
    stop,
    [Symbol.asyncDispose]: stop,
  };
};

async function readSeedOption(
  seed: library.Seed | string,
  keyword: Record<string, string> | undefined,
): Promise<SeedSource> {
  if (typeof seed !== 'string') return seedOfValue(seed);
  const { readSeed } = await import('./read-seed.ts');
  return readSeed(seed, { keyword }, warn);
}

function warn(message: string): void {
  process.emitWarning(message, 'TokenbenchWarning');
}
