/** Whatever a program sends to `/_tokenbench/`, it is answered, and never by a failure of the tenant. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultKindNames, faultKinds } from '../../../src-main/contract/entities/fault-kinds.ts';
import { type RunningTenant, send, startTestTenant } from '../../builders/running-tenant.ts';

const controlToken = 'tbc_a-token-of-the-tests';
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startTestTenant({ controlToken });
});
// Fails where the tenant had an error of its own.
afterAll(() => tenant.close());

const names = [
  ...new Set(faultKindNames.flatMap((kind) => Object.keys(faultKinds[kind].parameters))),
  ...['client_id', 'audience', 'probability', 'one_in', 'next', 'expires_in', 'pinned', 'session'],
  ...['offset_ms', 'frozen_at', 'advance_ms', 'claims', 'header', 'without', 'key', 'breakage', '__proto__'],
];
const value = fc.oneof(
  fc.jsonValue(),
  fc.integer(),
  fc.constantFrom('now', 'current', 'next', 'expire', '503', 'wrong_secret'),
  fc.record({ jwk: fc.record({ kty: fc.constantFrom('RSA', 'EC', 'oct', 'OKP', 'x'), k: fc.string() }) }),
  fc.record({ pem: fc.constantFrom('-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----', 'x') }),
  fc.record({ alg: fc.constantFrom('none', 'HS256', 'ES256', 'RS512'), crit: fc.jsonValue() }),
);
const body = fc.tuple(
  fc.constantFrom(...faultKindNames, undefined),
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }),
);
const route = fc.constantFrom(
  ['POST', '/faults'],
  ['PUT', '/clock'],
  ['POST', '/mint'],
  ['POST', '/sessions'],
  ['POST', '/presets/clocks_drift'],
  ['PUT', '/sessions/ses_none'],
);

describe('any body', () => {
  it('is taken or refused, in words', async () => {
    await fc.assert(
      fc.asyncProperty(route, body, async ([method = '', path = ''], [kind, members]) => {
        const answer = await send(`${tenant.origin}/_tokenbench${path}`, {
          method,
          headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
          body: JSON.stringify(kind === undefined || path !== '/faults' ? members : { kind, ...members }),
        });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(Object(answer.body).message).toEqual(expect.any(String));
      }),
      { numRuns: 400 },
    );
  });
});
