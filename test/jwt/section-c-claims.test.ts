/** Warnings about times, parties and scopes: every row of the reference's section C, by its id. */
import { describe, expect, it } from 'vitest';
import { aToken, inspect, now, secret, someClaims } from './inspect.ts';
import { aTenant, claims, header, inspectIdToken, type Row, raw, watchRows } from './section-c.ts';

const rows: Row[] = [
  ['exp-missing', 'access token', 'danger', () => claims({ exp: undefined })],
  ['expired', 'a minute ago', 'danger', () => claims({ exp: now - 60 })],
  ['expires-soon', 'in 30 s', 'note', () => claims({ exp: now + 30 })],
  ['not-yet-valid', 'in an hour', 'danger', () => claims({ nbf: now + 3_600 })],
  ['issued-in-future', 'in 5 minutes', 'warn', () => claims({ iat: now + 300 })],
  ['time-order', 'exp before iat', 'warn', () => claims({ iat: now, exp: now - 1 })],
  ['time-order', 'nbf after exp', 'warn', () => claims({ nbf: now + 7_200 })],
  ['time-unit', 'milliseconds', 'danger', () => claims({ exp: (now + 60) * 1_000 })],
  ['time-unit', 'microseconds', 'danger', () => claims({ exp: (now + 60) * 1_000_000 })],
  ['time-type', 'a string', 'danger', () => claims({ exp: String(now + 60) })],
  ['time-type', 'null', 'danger', () => claims({ exp: null })],
  ['time-type', 'negative', 'danger', () => claims({ exp: -1 })],
  ['time-type', 'infinite', 'danger', () => raw('{"exp":1e400}')],
  ['time-type', 'a fraction', 'note', () => claims({ exp: now + 60.5 })],
  ['lifetime-long', 'two days', 'warn', () => claims({ exp: now + 172_800 })],
  ['lifetime-long', 'a year', 'danger', () => claims({ exp: now + 31_557_600 })],
  ['iss-missing', 'absent', 'warn', () => claims({ iss: undefined })],
  ['iss-not-https', 'http', 'warn', () => claims({ iss: 'http://issuer.example/' })],
  ['iss-odd', 'a query', 'warn', () => claims({ iss: 'https://issuer.example/?a' })],
  ['iss-odd', 'a slash less', 'warn', () => claims({ iss: 'https://issuer.example' }, { parties: aTenant() })],
  ['aud-missing', 'absent', 'danger', () => claims({ aud: undefined })],
  ['aud-unknown', 'a slash less', 'warn', () => claims({ aud: 'https://orders.example' }, { parties: aTenant() })],
  ['aud-many', 'two', 'note', () => claims({ aud: ['https://a.example/', 'https://b.example/'] })],
  ['aud-is-client', 'a client', 'warn', () => claims({ aud: 'shipping' }, { parties: aTenant() })],
  ['sub-missing', 'absent', 'warn', () => claims({ sub: undefined })],
  ['kind-mismatch', 'an ID token', 'warn', () => inspectIdToken()],
  ['kind-mismatch', 'a logout token', 'warn', () => header({ typ: 'logout+jwt' })],
  ['kind-mismatch', 'a DPoP proof', 'warn', () => header({ typ: 'dpop+jwt' })],
  [
    'kind-mismatch',
    'a client assertion',
    'warn',
    () => claims({ iss: 'a', sub: 'a', scope: undefined, gty: undefined }),
  ],
  ['kind-mismatch', 'an event', 'warn', () => claims({ events: { 'urn:a': {} } })],
  ['typ-missing', 'no typ', 'note', () => header({ typ: undefined })],
  ['typ-jwt-9068', 'JWT', 'warn', () => claims({}, { parties: aTenant({ isRfc9068: true }) })],
  ['claims-9068-missing', 'no jti', 'warn', () => header({ typ: 'at+jwt' })],
  ['scope-syntax', 'an array', 'warn', () => claims({ scope: ['a'] })],
  ['scope-syntax', 'a comma', 'warn', () => claims({ scope: 'a,b' })],
  ['scope-syntax', 'two spaces', 'warn', () => claims({ scope: 'a  b' })],
  ['scope-syntax', 'a quote', 'warn', () => claims({ scope: 'a"b' })],
  ['scope-undefined', 'a typing error', 'warn', () => claims({ scope: 'read:order' }, { parties: aTenant() })],
  [
    'scope-not-granted',
    'withdrawn',
    'warn',
    () => claims({ scope: 'read:orders write:orders' }, { parties: aTenant() }),
  ],
  ['scope-broad', '*', 'note', () => claims({ scope: '*' })],
  [
    'scope-broad',
    'many',
    'note',
    () => claims({ scope: Array.from({ length: 31 }, (_, index) => `read:${index}`).join(' ') }),
  ],
  [
    'scope-broad',
    'all of the system API',
    'note',
    () => claims({ scope: 'read:orders write:orders' }, { parties: aTenant({ isSystem: true }) }),
  ],
  ['permissions-rbac', 'RBAC off', 'warn', () => claims({ permissions: ['read:orders'] }, { parties: aTenant() })],
  ['grant-gone', 'client deleted', 'warn', () => claims({ azp: 'gone' }, { parties: aTenant() })],
  [
    'grant-gone',
    'grant deleted',
    'warn',
    () => claims({}, { parties: aTenant({}, { grantedScopes: () => undefined }) }),
  ],
];

describe('C warnings: times, parties and scopes', () => {
  watchRows(rows);

  it('are none for a proper token of a proper API', async () => {
    const claimsOfApi = someClaims({ client_id: 'shipping', jti: 'a', azp: undefined, gty: undefined });
    const report = await inspect(await aToken(claimsOfApi, { typ: 'at+jwt' }), {
      secret,
      parties: aTenant({ isRfc9068: true }),
    });
    expect(report.warnings).toEqual([]);
    expect(report.verdict).toBe('verified');
  });
});
