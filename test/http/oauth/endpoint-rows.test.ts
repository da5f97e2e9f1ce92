/**
 * The rows of the table that the token endpoint, the metadata and the key set are tested by. Each has an id, which stands
 * in the names of its tests; what this tenant does not have stands below with the reason, so that nothing is left out in
 * silence.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTenant, send, startTestTenant } from '../../builders/running-tenant.ts';

const rows = `
  te-post-form te-charset te-post-json te-get te-put-delete te-options te-query te-no-type te-multipart te-text te-xml
  te-empty te-bad-json te-json-array te-json-string te-json-null te-json-types te-json-proto te-bad-percent te-plus
  te-duplicate te-duplicate-json te-empty-value te-unknown te-unicode te-large te-many-params te-slow te-gzip te-expect
  te-trailing-slash te-head-host
  ca-post ca-basic ca-basic-special ca-basic-colon ca-basic-malformed ca-basic-lowercase ca-wrong-basic ca-wrong-post
  ca-unknown-client ca-none ca-two ca-basic-plus-client-id ca-id-mismatch ca-method-not-registered ca-public
  ca-secret-rotated ca-secret-case ca-timing ca-bruteforce ca-client-id-body-only
  pk-valid pk-aud-forms pk-aud-wrong pk-type-missing pk-type-wrong pk-exp-missing pk-exp-past pk-exp-far pk-nbf-future
  pk-iat-future pk-jti-missing pk-jti-replay pk-iss-sub-mismatch pk-alg-none pk-alg-hs256 pk-alg-not-registered
  pk-hs-with-public-pem pk-credential-expired pk-credential-deleted pk-credential-second pk-kid-unknown pk-kid-missing
  pk-jku pk-sub-other-client pk-access-token-as-assertion pk-large
  cc-ok cc-no-refresh cc-no-grant-type cc-unknown-grant cc-not-allowed cc-unknown-audience cc-no-client-grant
  cc-scope-unknown cc-scope-not-granted cc-scope-syntax cc-scope-order cc-scope-duplicate cc-openid cc-resource
  cc-resource-fragment cc-resource-relative cc-audience-slash cc-two-tokens cc-token-claims cc-numbers cc-deleted
  cc-concurrent cc-dpop cc-mtls
  an-no-store an-json an-error-charset an-no-echo an-status an-www an-nosniff an-cors an-date an-rate an-close
  md-200-json md-issuer md-required md-absolute md-truth md-auth-alg md-no-empty md-head md-cors md-etag md-other-host
  md-path
  jw-content-type jw-public jw-kid jw-use-alg jw-x5c jw-cache jw-rotate jw-no-hs jw-while-rotating
`
  .trim()
  .split(/\s+/);

/** Rows without a test, and why. */
const withoutTest: Readonly<Record<string, string>> = {
  'ca-bruteforce':
    'The token endpoint has no rate limit: RFC 6749 leaves it open, and load tests need a tenant without.',
  'cc-dpop': 'The tenant issues bearer tokens only: the metadata name no DPoP algorithm, and a DPoP header is ignored.',
  'cc-mtls':
    'The doors ask no client certificate, so there is no mutual TLS to authenticate with or to bind tokens to.',
  'md-path': 'An issuer of this tenant has no path, as those of the service.',
};

/** Parts of rows that a test of the row does not reach. */
const withoutPart: Readonly<Record<string, string>> = {
  'te-slow': 'The time-out of 30 seconds itself: a test of it would last as long. Other requests going on is tested.',
  'ca-timing': 'Measured times: they prove nothing on a busy machine. That the same comparisons are made is tested.',
  'md-required':
    'authorization_endpoint, response_types_supported: nothing is served there, and RFC 8414 §3.2 wants no empty lists.',
};

/** What the table says of endpoints and grants that are not there: users, refresh tokens, codes, logout. */
const notServed = ['/authorize', '/userinfo', '/oauth/revoke', '/oauth/device/code', '/oauth/par', '/oidc/register'];

const folder = import.meta.dirname;
const sources = ['.', '../well-known', '../malformed'].flatMap((place) =>
  readdirSync(join(folder, place))
    .filter((name) => name.endsWith('.test.ts') && name !== 'endpoint-rows.test.ts')
    .map((name) => readFileSync(join(folder, place, name), 'utf8')),
);
const isNamed = (row: string) => sources.some((source) => new RegExp(`['"\`, ]${row}['"\`,: ]`).test(source));

describe('the rows of the endpoint table', () => {
  it.each(rows.filter((row) => !Object.hasOwn(withoutTest, row)))('%s is named by a test', (row) => {
    expect(isNamed(row)).toBe(true);
  });

  it.each(Object.entries(withoutTest))('%s has no test: %s', (row) => {
    expect(rows).toContain(row);
    expect(isNamed(row)).toBe(false);
  });

  it.each(Object.entries(withoutPart))('%s is tested but for one part: %s', (row) => {
    expect(isNamed(row)).toBe(true);
  });
});

describe('endpoints that this tenant does not have', () => {
  let running: RunningTenant;
  beforeAll(async () => {
    running = await startTestTenant();
  });
  afterAll(() => running.close());

  it.each(notServed)('%s is not found', async (path) => {
    for (const method of ['GET', 'POST']) expect((await send(`${running.origin}${path}`, { method })).status).toBe(404);
  });
});
