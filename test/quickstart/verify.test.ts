/** Each verifying snippet as a running API, beside a running tenant. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderSnippet, type SigningAlgorithm, snippetLanguages } from '../../src-renderer/quickstart/quickstart.ts';
import { send } from '../builders/running-tenant.ts';
import { type AppointmentsTenant, algorithms, startAppointmentsTenant } from './appointments-tenant.ts';
import { runScript, saveSnippet, serveSnippet } from './run-snippet.ts';
import { findToolchain, noteNotRun } from './toolchains.ts';

/** HTTPS where the keys are fetched over it, so that the trust step is run too. */
const schemes: Readonly<Record<SigningAlgorithm, 'http' | 'https'>> = {
  RS256: 'https',
  HS256: 'http',
  RS512: 'http',
  PS256: 'http',
};

let tenant: AppointmentsTenant;
beforeAll(async () => {
  tenant = await startAppointmentsTenant();
});
afterAll(() => tenant.close());

const languages = snippetLanguages.filter(({ purpose }) => purpose === 'verify');

describe.each(languages)('an API in $label', ({ id, label }) => {
  const taken = algorithms.filter((algorithm) => algorithm !== 'PS256' || id !== 'verify-php');

  it.for(taken)('takes good %s tokens and refuses the others', { timeout: 240_000 }, async (algorithm, context) => {
    const toolchain = await findToolchain(id);
    if ('missing' in toolchain) return context.skip(noteNotRun(label, toolchain.missing));

    tenant.tenant.settings.update({ flags: { remove_alg_from_jwks: ['RS512', 'PS256'].includes(algorithm) } });
    const scheme = schemes[algorithm];
    const tokens = await tenant.tokensFor(algorithm, scheme);
    const saved = saveSnippet(renderSnippet(id, tenant.valuesFor(algorithm, scheme)), toolchain);
    const api = await serveSnippet(saved, {
      ...toolchain.environment,
      // The others are not told of it, and could not use it.
      ...(algorithm === 'HS256' ? { API_SIGNING_SECRET: tenant.signingSecretOf(algorithm) } : {}),
    });
    try {
      const call = async (token?: string) => {
        const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
        const { status } = await send(`${api.origin}/api/private`, { headers });
        return status;
      };
      const statuses = {
        good: await call(tokens.good),
        missing: await call(),
        altered: await call(alter(tokens.good)),
        forAnotherApi: await call(tokens.forAnotherApi),
        withoutPermission: await call(tokens.withoutPermission),
      };
      expect(statuses, api.output()).toEqual({
        good: 200,
        missing: 401,
        altered: 401,
        forAnotherApi: 401,
        withoutPermission: 403,
      });
      const answer = await runScript(saved.tryIt.replace('http://localhost:3000', api.origin), saved.folder, {
        TOKEN: tokens.good,
      });
      expect(answer).toMatch(/^HTTP\/1\.1 200/);
      expect(answer).toContain(`${tenant.client('Reader').client_id}@clients`);
    } finally {
      await api.stop();
      saved.remove();
    }
  });
});

/** The same token with another signature. */
function alter(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  return [header, payload, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.');
}
