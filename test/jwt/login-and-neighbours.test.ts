/** What is judged by more than the token itself: the age of its login, the token pasted beside it, what the tenant knows. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { debuggerHandlers } from '../../src-main/console/debugger-handlers.ts';
import type { FoundToken } from '../../src-main/contract/entities/token-report.ts';
import { fetchKeys } from '../../src-main/platform/debugger/fetch-keys.ts';
import { readPrivateKey } from '../../src-main/platform/read-private-key.ts';
import { createSelfSignedCertificate } from '../../src-main/platform/signing-certificate.ts';
import { mintToken } from '../../src-main/tenant/tokens/mint-token.ts';
import { quickTenant } from '../builders/quick-tenant.ts';
import { aPair, aToken, checkOf, codesOf, inspect, now, platform, secret, someClaims } from './inspect.ts';

describe('max_age', () => {
  it.each([
    ['a login within it', { auth_time: now - 100 }, 0, 'passed', /expires/],
    ['one that lies back longer', { auth_time: now - 301 }, 0, 'failed', /The login was 5 minutes .*300 s/],
    ['the same within the tolerance', { auth_time: now - 301 }, 10, 'passed', /expires/],
    ['no auth_time', {}, 0, 'failed', /doesn't say when it happened/],
    ['a time that is none', { auth_time: 'soon' }, 0, 'failed', /doesn't say when it happened/],
    ['an expired token', { auth_time: now, exp: now - 1 }, 0, 'failed', /^Expired/],
  ])('%s', async (_what, claims, tolerance, result, reason) => {
    const report = await inspect(await aToken(someClaims(claims)), { secret, maxAge: 300, tolerance });
    expect(checkOf(report, 'times')).toMatchObject({ result, reason: expect.stringMatching(reason) });
  });

  it('is part of the summary', async () => {
    const report = await inspect(await aToken(someClaims({ auth_time: now - 301 })), { secret, maxAge: 300 });
    expect(report.summary).toBe('Signature good, but of a login that is too old.');
  });
});

describe('at_hash', () => {
  const accessToken = 'v1.opaque-access-token-0123456789';
  const leftHalf = (hash: string) => {
    const digest = createHash(hash).update(accessToken).digest();
    return digest.subarray(0, digest.length / 2).toString('base64url');
  };
  const beside: FoundToken[] = [
    { token: accessToken, form: 'opaque', label: 'access_token', start: 0, end: 1, trimmed: [] },
  ];
  const remark = (report: Awaited<ReturnType<typeof inspect>>) =>
    report.explanations.find(({ name }) => name === 'at_hash')?.remark;

  it.each([
    ['RS256', 'sha256'],
    ['ES384', 'sha384'],
    ['PS512', 'sha512'],
    ['EdDSA', 'sha512'],
  ])('of %s is compared with the access token beside it', async (alg, hash) => {
    const pair = await aPair(alg);
    const right = await inspect(await pair.sign(someClaims({ at_hash: leftHalf(hash) })), { beside });
    expect(remark(right)).toBe('Fits the access_token beside it.');
    const wrong = await inspect(await pair.sign(someClaims({ at_hash: leftHalf('sha1') })), { beside });
    expect(remark(wrong)).toMatch(/^Does not fit the access_token/);
    expect(codesOf(wrong)).toContain('at-hash-mismatch');
    expect(codesOf(right)).not.toContain('at-hash-mismatch');
  });

  it('of a whole token answer is compared without being asked', async () => {
    const tenant = await quickTenant();
    const handlers = debuggerHandlers({ tenant, status: () => ({}) }, { platform, fetchKeys });
    const id_token = await aToken(someClaims({ at_hash: leftHalf('sha256') }));
    const { report } = await handlers['debugger.inspect']({
      text: JSON.stringify({ access_token: accessToken, id_token }),
      index: 1,
    });
    expect(report && remark(report)).toBe('Fits the access_token beside it.');
  });

  it('alone says what to do', async () => {
    expect(remark(await inspect(await aToken(someClaims({ at_hash: 'a' }))))).toMatch(/^Paste the access token/);
  });
});

describe('x5c', () => {
  it('is shown with whom it is of and how long', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = await createSelfSignedCertificate(privateKey, 'keys.example');
    const report = await inspect(await aToken(someClaims(), { x5c: [certificate.toString('base64'), 'damaged'] }));
    expect(report.explanations.find(({ name }) => name === 'x5c')?.remark).toMatch(
      /^2 certificates; the first is of .*keys\.example.*, valid \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.$/,
    );
    const damaged = await inspect(await aToken(someClaims(), { x5c: ['damaged'] }));
    expect(damaged.explanations.find(({ name }) => name === 'x5c')?.remark).toMatch(/cannot be read/);
  });
});

describe('what the tenant knows', () => {
  it('is named beside issuer, subject, audience, application, key and scopes', async () => {
    const issuer = 'http://localhost:4400/';
    const tenant = await quickTenant({
      clock: () => now * 1_000,
      seed: {
        resourceServers: [{ identifier: 'urn:orders', name: 'Orders', scopes: [{ value: 'read:orders' }] }],
        clients: [{ name: 'Shipping', client_id: 'shipping', app_type: 'non_interactive' }],
      },
    });
    const handlers = debuggerHandlers({ tenant, status: () => ({ issuer }) }, { platform, fetchKeys });
    const claims = { aud: ['urn:orders', 'urn:other'], sub: 'shipping@clients', azp: 'shipping', scope: 'read:orders' };
    const { report } = await handlers['debugger.inspect']({
      text: await mintToken({ claims }, { tenant, issuer, readPrivateKey }),
    });
    const named = Object.fromEntries(
      report?.explanations.flatMap(({ name, entities = [] }) =>
        entities.map(({ kind, name: entity }) => [name, `${kind} ${entity}`]),
      ) ?? [],
    );
    expect(named).toEqual({
      iss: 'tenant This tenant',
      sub: 'application Shipping',
      aud: 'api Orders',
      azp: 'application Shipping',
      kid: 'signing_keys Signing keys',
      scope: 'permissions Orders',
    });
  });

  it('is nothing where nobody is known', async () => {
    const report = await inspect(await aToken());
    expect(report.explanations.every(({ entities }) => entities === undefined)).toBe(true);
  });
});
