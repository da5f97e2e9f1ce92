/** Warnings about what is in it, and how it is written: every row of the reference's section C, by its id. */

import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { aToken, inspect, secret, signTexts, someClaims } from './inspect.ts';
import {
  claims,
  encrypted,
  header,
  inspectIdToken,
  jweHeader,
  type Row,
  raw,
  rsa,
  watchRows,
  withSpareBits,
} from './section-c.ts';

const rows: Row[] = [
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
  ['namespace', 'a short name', 'warn', () => claims({ favorite: 'blue' })],
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

describe('C warnings: what is in it, and how it is written', () => {
  watchRows(rows);

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
