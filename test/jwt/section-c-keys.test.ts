/** Warnings about signature, keys and header: every row of the reference's section C, by its id. */
import { describe, expect, it } from 'vitest';
import { warnOfKeySet } from '../../src-main/jwt/keys/jwks-problems.ts';
import { hasRocaFingerprint } from '../../src-main/jwt/keys/roca.ts';
import { alterPart, aPair, aToken, encodePart, inspect, now, secret, someClaims } from './inspect.ts';
import {
  aTenant,
  claims,
  confused,
  ec,
  header,
  hmac,
  jweHeader,
  pkcs1Pem,
  publicPem,
  type Row,
  rsa,
  watchRows,
  withCertificate,
  withRsa,
  withSecret,
} from './section-c.ts';

const rows: Row[] = [
  ['alg-none', 'none', 'danger', () => inspect(`${encodePart({ alg: 'none' })}.${encodePart(someClaims())}.`)],
  ['alg-none', 'nOnE', 'danger', () => inspect(`${encodePart({ alg: 'nOnE' })}.${encodePart(someClaims())}.`)],
  [
    'alg-none',
    'an empty third part',
    'danger',
    () => inspect(`${encodePart({ alg: 'RS256' })}.${encodePart(someClaims())}.`),
  ],
  ['signature-invalid', 'an altered token', 'danger', async () => inspect(alterPart(await aToken(), 1), { secret })],
  ['key-confusion', 'PEM', 'danger', () => inspect(hmac(confused, publicPem), { key: rsa.publicJwk })],
  [
    'key-confusion',
    'PEM without line end',
    'danger',
    () => inspect(hmac(confused, publicPem.trim()), { key: rsa.publicJwk }),
  ],
  [
    'key-confusion',
    'PEM with CRLF',
    'danger',
    () => inspect(hmac(confused, publicPem.replaceAll('\n', '\r\n')), { key: rsa.publicJwk }),
  ],
  ['key-confusion', 'PKCS #1', 'danger', () => inspect(hmac(confused, pkcs1Pem), { key: rsa.publicJwk })],
  [
    'key-confusion',
    'JWK',
    'danger',
    () => inspect(hmac(confused, JSON.stringify(rsa.publicJwk)), { key: rsa.publicJwk }),
  ],
  [
    'key-confusion',
    'modulus',
    'danger',
    () => inspect(hmac(confused, Buffer.from(rsa.publicJwk.n ?? '', 'base64url')), { key: rsa.publicJwk }),
  ],
  [
    'weak-secret-known',
    'without a key',
    'danger',
    () => inspect(hmac(`${encodePart({ alg: 'HS256' })}.e30`, 'your-256-bit-secret')),
  ],
  ['weak-secret-known', 'with the key', 'danger', () => withSecret('changeme')],
  ['weak-secret-short', '8 bytes', 'danger', () => withSecret('k3$Pq9!z')],
  ['weak-secret-short', '20 bytes', 'warn', () => withSecret('k3$Pq9!zLmX7@vB2cR5y')],
  ['weak-secret-short', 'few characters', 'warn', () => withSecret('ab'.repeat(32))],
  ['rsa-short', '1024 bits', 'danger', () => withRsa(1024)],
  ['rsa-short', '2048 bits', 'note', () => withRsa(2048)],
  ['rsa-exponent', '3', 'note', () => withRsa(2048, 3)],
  ['alg-deprecated', 'RSA1_5', 'warn', () => jweHeader({ alg: 'RSA1_5' })],
  ['alg-deprecated', 'HS1', 'warn', () => header({ alg: 'HS1' })],
  [
    'alg-key-mismatch',
    'alg',
    'warn',
    async () => inspect(await rsa.sign(), { key: { ...rsa.publicJwk, alg: 'PS256' } }),
  ],
  ['alg-key-mismatch', 'use', 'warn', async () => inspect(await rsa.sign(), { key: { ...rsa.publicJwk, use: 'enc' } })],
  [
    'alg-key-mismatch',
    'key_ops',
    'warn',
    async () => inspect(await rsa.sign(), { key: { ...rsa.publicJwk, key_ops: ['encrypt'] } }),
  ],
  ['alg-key-mismatch', 'kty', 'warn', async () => inspect(await rsa.sign(), { key: ec.publicJwk })],
  ...['jku', 'x5u', 'jwk', 'x5c'].map(
    (name): Row => ['header-key-source', name, 'danger', () => header({ [name]: 'x' })],
  ),
  ['private-key-in-token', 'jwk', 'danger', () => header({ jwk: ec.privateJwk })],
  ['private-key-in-token', 'cnf.jwk', 'danger', () => claims({ cnf: { jwk: ec.privateJwk } })],
  ...['../../dev/null', "x' OR 1=1", 'a;b', '$(id)', '`id`', 'https://evil.example/', 'a\u0000', 'x'.repeat(257)].map(
    (kid): Row => ['kid-suspicious', JSON.stringify(kid.slice(0, 30)), 'danger', () => header({ kid })],
  ),
  [
    'kid-missing',
    'several keys',
    'warn',
    async () =>
      inspect(await rsa.sign(someClaims(), { kid: undefined }), {
        jwks: { keys: [rsa.publicJwk, (await aPair('RS256', 'other')).publicJwk] },
      }),
  ],
  [
    'kid-unknown',
    'not in the set',
    'warn',
    async () =>
      inspect(await rsa.sign(someClaims(), { kid: 'gone' }), {
        jwks: { keys: [(await aPair('RS256', 'other')).publicJwk] },
      }),
  ],
  [
    'kid-unknown',
    'revoked',
    'warn',
    () => header({ kid: 'old' }, { parties: aTenant({}, { stateOfKey: () => 'revoked' }) }),
  ],
  ['crit-unknown', 'a name', 'danger', () => header({ crit: ['exp'], exp: 1 })],
  ['crit-unknown', 'none', 'danger', () => header({ crit: [] })],
  ['b64-false', 'a JWT', 'danger', () => header({ b64: false, crit: ['b64'] })],
  ['zip-in-jws', 'a signed token', 'danger', () => header({ zip: 'DEF' })],
  ['cert-expired', 'in the header', 'warn', () => withCertificate({ now: now + 40 * 31_557_600 })],
  ['cert-mismatch', 'another key', 'warn', () => withCertificate()],
  [
    'cert-mismatch',
    'thumbprint',
    'warn',
    async () => inspect(await rsa.sign(someClaims(), { x5t: 'AAAA' }), { key: { ...rsa.publicJwk, x5t: 'BBBB' } }),
  ],
];

describe('C warnings: signature, keys and header', () => {
  watchRows(rows);

  it('rsa-exponent: an exponent of 1 is dangerous', () => {
    const warnings = warnOfKeySet({ text: JSON.stringify({ keys: [{ ...rsa.publicJwk, e: 'AQ' }] }) });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'rsa-exponent', level: 'danger' }));
  });

  it('rsa-roca: powers of 65537 modulo the small primes bear the fingerprint, an ordinary modulus does not', () => {
    const power = 65_537n ** 64n;
    expect(hasRocaFingerprint(Buffer.from(power.toString(16).padStart(258, '0'), 'hex'))).toBe(true);
    expect(hasRocaFingerprint(Buffer.from(rsa.publicJwk.n ?? '', 'base64url'))).toBe(false);
  });

  it.each([
    ['private members', { keys: [rsa.privateJwk] }, {}],
    ['a secret', { keys: [{ kty: 'oct', k: 'AAAA' }] }, {}],
    ['equal kids', { keys: [rsa.publicJwk, ec.publicJwk] }, {}],
    ['use enc', { keys: [{ ...rsa.publicJwk, use: 'enc' }] }, {}],
    ['http', { keys: [rsa.publicJwk] }, { url: 'http://a.example/jwks' }],
    ['no cache header', { keys: [rsa.publicJwk] }, { cacheControl: '' }],
    ['content type', { keys: [rsa.publicJwk] }, { contentType: 'text/html' }],
  ])('jwks-problems: %s', (_what, set, served) => {
    expect(warnOfKeySet({ text: JSON.stringify(set), ...served }).map(({ code }) => code)).toContain('jwks-problems');
  });

  it('jwks-problems: none in a proper set', () => {
    const served = {
      url: 'https://a.example/jwks',
      contentType: 'application/json; charset=utf-8',
      cacheControl: 'max-age=60',
    };
    expect(warnOfKeySet({ text: JSON.stringify({ keys: [rsa.publicJwk] }), ...served })).toEqual([]);
  });
});
