/** Warnings: every row of the reference's section C, by its id. */
import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import type { TokenReport } from '../../src-main/contract/entities/token-report.ts';
import { warnOfKeySet } from '../../src-main/jwt/keys/jwks-problems.ts';
import { hasRocaFingerprint } from '../../src-main/jwt/keys/roca.ts';
import { type KnownApi, type KnownParties, nobody } from '../../src-main/jwt/ports.ts';
import { createSelfSignedCertificate } from '../../src-main/platform/signing-certificate.ts';
import {
  alterPart,
  aPair,
  aToken,
  encodePart,
  type Given,
  inspect,
  now,
  secret,
  signTexts,
  someClaims,
} from './inspect.ts';

const api: KnownApi = {
  id: '1',
  name: 'Orders',
  identifier: 'https://orders.example/',
  signingAlg: 'HS256',
  isRfc9068: false,
  hasPermissions: false,
  isSystem: false,
  scopes: [{ value: 'read:orders' }, { value: 'write:orders' }],
};

const tenant = 'https://issuer.example/';

function aTenant(more: Partial<KnownApi> = {}, others: Partial<KnownParties> = {}): KnownParties {
  return {
    ...nobody,
    issuers: [tenant],
    isOwnIssuer: (issuer) => issuer === tenant,
    findApi: (audience) => (audience === api.identifier ? { ...api, ...more } : undefined),
    apiIdentifiers: () => [api.identifier],
    findClient: (id) => (id === 'shipping' ? { client_id: id, name: 'Shipping' } : undefined),
    grantedScopes: () => ['read:orders'],
    ...others,
  };
}

async function claims(more: object, given: Given = {}): Promise<TokenReport> {
  return inspect(await aToken(someClaims(more)), { secret, ...given });
}

async function header(more: object, given: Given = {}): Promise<TokenReport> {
  return inspect(await aToken(someClaims(), more), { secret, ...given });
}

async function raw(payload: string | Uint8Array): Promise<TokenReport> {
  return inspect(await signTexts({ alg: 'HS256' }, payload), { secret });
}

function hmac(input: string, key: string | Buffer, hash = 'sha256'): string {
  return `${input}.${createHmac(hash, key).update(input).digest('base64url')}`;
}

async function withSecret(text: string): Promise<TokenReport> {
  return inspect(hmac(`${encodePart({ alg: 'HS256' })}.${encodePart(someClaims())}`, text), { secret: text });
}

const rsa = await aPair('RS256');
const ec = await aPair('ES256');
const publicPem = createPublicKey({ key: { ...rsa.publicJwk }, format: 'jwk' })
  .export({ type: 'spki', format: 'pem' })
  .toString();
const pkcs1Pem = createPublicKey({ key: { ...rsa.publicJwk }, format: 'jwk' })
  .export({ type: 'pkcs1', format: 'pem' })
  .toString();
const confused = `${encodePart({ alg: 'HS256', kid: 'one' })}.${encodePart(someClaims())}`;

async function withRsa(modulusLength: number, publicExponent = 65_537): Promise<TokenReport> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  const input = `${encodePart({ alg: 'RS256' })}.${encodePart(someClaims())}`;
  return inspect(`${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`, {
    key: publicKey.export({ format: 'jwk' }),
  });
}

async function encrypted(plaintext: string, more: object = {}): Promise<TokenReport> {
  const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true });
  const token = await new CompactEncrypt(Buffer.from(plaintext))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', ...more })
    .encrypt(publicKey);
  return inspect(token, { key: await exportJWK(privateKey) });
}

const jweHeader = (more: object) => inspect(`${encodePart({ enc: 'A128GCM', ...more })}.YQ.YQ.YQ.YQ`);

async function withCertificate(more: object = {}, own = rsa): Promise<TokenReport> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = await createSelfSignedCertificate(privateKey, 'other.example');
  return inspect(await own.sign(someClaims(), { x5c: [certificate.toString('base64')] }), {
    key: own.publicJwk,
    ...more,
  });
}

type Row = [id: string, what: string, level: 'danger' | 'warn' | 'note', report: () => Promise<TokenReport>];

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
  ['gty-sub-mismatch', 'a person', 'warn', () => claims({ sub: 'auth0|1' })],
  ['gty-sub-mismatch', 'a machine by password', 'warn', () => claims({ gty: 'password' })],
  ['pii', 'a profile claim', 'warn', () => claims({ email: 'ann@example.org' })],
  ['pii', 'an IBAN elsewhere', 'warn', () => claims({ 'https://a.example/account': 'DE89 3704 0044 0532 0130 00' })],
  ['pii', 'a card elsewhere', 'warn', () => claims({ 'https://a.example/card': '4111 1111 1111 1111' })],
  ['pii', 'a phone elsewhere', 'warn', () => claims({ 'https://a.example/call': '+49 30 1234567' })],
  ['pii', 'an IP elsewhere', 'warn', () => claims({ 'https://a.example/ip': '192.168.10.20' })],
  ['pii', 'in an ID token', 'note', () => inspectIdToken({ email: 'ann@example.org' })],
  ['secret-in-payload', 'a name', 'danger', () => claims({ password: 'hunter2' })],
  ['secret-in-payload', 'an AWS key', 'danger', () => claims({ 'https://a.example/k': 'AKIAIOSFODNN7EXAMPLE' })],
  ['secret-in-payload', 'PEM', 'danger', () => claims({ 'https://a.example/k': '-----BEGIN PRIVATE KEY-----' })],
  [
    'secret-in-payload',
    'another JWT',
    'danger',
    () => claims({ 'https://a.example/k': 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.YQ' }),
  ],
  ['not-encrypted', 'with personal data', 'note', () => claims({ email: 'ann@example.org' })],
  ['namespace', 'a short name', 'warn', () => claims({ favourite: 'blue' })],
  ['namespace', 'reserved', 'warn', () => claims({ 'https://x.webtask.io/a': 1 })],
  ['duplicate-member', 'payload', 'danger', () => raw('{"sub":"a","sub":"b"}')],
  ['duplicate-member', 'after unescaping', 'danger', () => raw('{"sub":"a","s\\u0075b":"b"}')],
  [
    'duplicate-member',
    'header',
    'danger',
    async () => inspect(await signTexts('{"alg":"none","alg":"HS256"}', someClaims()), { secret }),
  ],
  ['non-canonical-base64', 'padding of the signature', 'danger', async () => inspect(`${await aToken()}=`, { secret })],
  ['non-canonical-base64', 'spare bits', 'danger', async () => inspect(withSpareBits(await aToken()), { secret })],
  [
    'not-utf8',
    'payload',
    'danger',
    () => raw(Buffer.from([...Buffer.from('{"sub":"'), 0xff, 0xfe, ...Buffer.from('"}')])),
  ],
  ['bom', 'payload', 'danger', () => raw('\ufeff{"sub":"a"}')],
  ['invalid-json', 'trailing JSON', 'danger', () => raw('{"sub":"a"}{}')],
  ['invalid-json', 'a comma too many', 'danger', () => raw('{"sub":"a",}')],
  ['not-object', 'an array', 'danger', () => raw('[]')],
  ['not-object', 'null', 'danger', () => raw('null')],
  ['confusable-text', 'Cyrillic among Latin', 'warn', () => claims({ iss: 'https://\u0456ssuer.example/' })],
  ['confusable-text', 'zero width', 'warn', () => claims({ aud: 'https://orders\u200b.example/' })],
  ['number-precision', 'beyond 2^53', 'note', () => raw('{"id":9007199254740993}')],
  ['size', '5 KB', 'note', () => claims({ 'https://a.example/x': 'word '.repeat(800) })],
  ['size', '10 KB', 'warn', () => claims({ 'https://a.example/x': 'word '.repeat(1_400) })],
  ['size', '20 KB', 'danger', () => claims({ 'https://a.example/x': 'word '.repeat(3_000) })],
  ['compression', 'zip', 'warn', () => jweHeader({ alg: 'dir', zip: 'DEF' })],
  ['jwe-inner-unsigned', 'claims', 'danger', () => encrypted(JSON.stringify(someClaims()))],
  ['jwe-p2c', 'too few', 'danger', () => jweHeader({ alg: 'PBES2-HS256+A128KW', p2s: 'YQ', p2c: 10 })],
  ['jwe-p2c', 'few', 'warn', () => jweHeader({ alg: 'PBES2-HS256+A128KW', p2s: 'YQ', p2c: 2_048 })],
  ['jwe-p2c', 'too many', 'danger', () => jweHeader({ alg: 'PBES2-HS256+A128KW', p2s: 'YQ', p2c: 2_000_000 })],
  ['ecdh-curve', 'no curve', 'danger', () => jweHeader({ alg: 'ECDH-ES', epk: { kty: 'EC', crv: 'P-1' } })],
  ['real-tenant-token', 'Auth0', 'danger', () => claims({ iss: 'https://shop.eu.auth0.com/' })],
  ['bound', 'cnf', 'note', () => claims({ cnf: { jkt: 'a' } })],
  ['opaque', 'a refresh token', 'note', () => inspect('v1.MRrtT0mWk5hD2kq-A')],
];

function inspectIdToken(more: object = {}): Promise<TokenReport> {
  return signTexts(
    { alg: 'HS256', typ: 'JWT' },
    { iss: tenant, sub: 'auth0|1', aud: 'abc', iat: now, exp: now + 60, nonce: 'n', ...more },
  ).then((token) => inspect(token, { secret }));
}

function withSpareBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return `${token.slice(0, -1)}${alphabet[alphabet.indexOf(token.at(-1) ?? 'A') + 1]}`;
}

describe('C warnings', () => {
  it.each(rows)('%s: %s (%s)', async (id, _what, level, makeReport) => {
    const { warnings } = await makeReport();
    const found = warnings.filter(({ code }) => code === id);
    expect(found.map((one) => one.level)).toContain(level);
    for (const { text } of found) expect(text).toMatch(/^[A-Z/a-z].*\.$/s);
  });

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

  it('are none for a proper token of a proper API', async () => {
    const claimsOfApi = someClaims({ client_id: 'shipping', jti: 'a', azp: undefined, gty: undefined });
    const report = await inspect(await aToken(claimsOfApi, { typ: 'at+jwt' }), {
      secret,
      parties: aTenant({ isRfc9068: true }),
    });
    expect(report.warnings).toEqual([]);
    expect(report.verdict).toBe('verified');
  });

  it.each([
    ['non-canonical-base64', async () => inspect(withSpareBits(await aToken()), { secret })],
    ['duplicate-member', () => raw('{"sub":"a","sub":"b"}')],
    ['not-object', () => raw('[]')],
    ['jwe-inner-unsigned', () => encrypted(JSON.stringify(someClaims()))],
    ['crit-unknown', () => header({ crit: ['exp'], exp: 1 })],
  ])('%s keeps a token from being called verified', async (_id, makeReport) => {
    expect((await makeReport()).verdict).not.toBe('verified');
  });

  it('shows a nested token, and verifies it', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true });
    const token = await new CompactEncrypt(Buffer.from(await rsa.sign()))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(publicKey);
    const report = await inspect(token, { jwks: { keys: [rsa.publicJwk] }, key: await exportJWK(privateKey) });
    expect(report).toMatchObject({
      form: 'jwe',
      verdict: 'verified',
      inner: { form: 'jws', payload: { sub: 'shipping@clients' } },
    });
    expect((await inspect(token, { key: await exportJWK(privateKey) })).verdict).not.toBe('verified');
  });
});
