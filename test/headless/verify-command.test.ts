import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aSeed, ordersApi } from './a-seed.ts';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

const now = Math.floor(Date.now() / 1_000);
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
const claims = {
  iss: 'https://issuer.example/',
  aud: ordersApi,
  sub: 'shipping@clients',
  scope: 'read:orders',
  iat: now,
  exp: now + 3_600,
};

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function aToken(more: object = {}, key = privateKey): string {
  const input = `${part({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${part({ ...claims, ...more })}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

function aSecretToken(secret: string | Buffer): string {
  const input = `${part({ alg: 'HS256' })}.${part(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

const jwks = () => writeTemporaryFile('jwks.json', JSON.stringify({ keys: [jwk] }));
const pem = () => writeTemporaryFile('key.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString());

/** What it is, options, the token, the verdict, the exit code. */
const tokens: [string, string[], () => string, string, number][] = [
  ['altered', [], () => aToken().replace(/\.[^.]+\./, `.${part({ ...claims, sub: 'admin' })}.`), 'not_verified', 3],
  ['of another key', [], () => aToken({}, other.privateKey), 'not_verified', 3],
  ['expired', [], () => aToken({ exp: now - 10 }), 'not_verified', 3],
  ['of another issuer', ['--issuer', 'https://other.example/'], () => aToken(), 'not_verified', 3],
  ['for another API', ['--audience', 'https://other.example/'], () => aToken(), 'not_verified', 3],
  ['without a scope', ['--scope', 'read:orders,write:orders'], () => aToken(), 'not_verified', 3],
  ['of an algorithm that is not allowed', ['--alg', 'PS256'], () => aToken(), 'not_verified', 3],
  ['of another type', ['--type', 'at+jwt'], () => aToken(), 'not_verified', 3],
  ['not signed', [], (): string => `${part({ alg: 'none' })}.${part(claims)}.`, 'not_verified', 3],
  ['expired at the given time', ['--at', String(now + 7_200)], () => aToken(), 'not_verified', 3],
  [
    'expired, but not at the given time',
    ['--at', '2020-01-01T00:00:00Z'],
    () => aToken({ exp: 1_577_836_900, iat: 1_577_836_000 }),
    'verified',
    0,
  ],
  ['expired, but within the tolerance', ['--tolerance', '60'], () => aToken({ exp: now - 10 }), 'verified', 0],
  ['no JWT', [], () => 'abc', 'not_a_jwt', 2],
];

describe('verify', () => {
  it('says what it checked, and exits with 0 for a token that holds', async () => {
    const { code, stdout } = await runCommand([
      'verify',
      '--jwks',
      jwks(),
      '--issuer',
      claims.iss,
      '--audience',
      ordersApi,
      '--scope',
      'read:orders',
      aToken(),
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Verified: Signature verified with the RSA key one of /);
    expect(stdout).toMatch(/✓ audience {3}Audience is https:\/\/orders\.example\/, as expected\./);
  });

  it('answers --json with verdict, checks, header, payload and warnings', async () => {
    const { code, stdout } = await runCommand(['verify', '--key', pem(), '--json', aToken()]);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(['verdict', 'checks', 'header', 'payload', 'warnings']);
    expect(answer).toMatchObject({ verdict: 'verified', header: { alg: 'RS256' }, payload: claims });
    for (const check of answer.checks) expect(Object.keys(check)).toEqual(['check', 'result', 'reason']);
    for (const warning of answer.warnings) expect(Object.keys(warning)).toEqual(['code', 'text']);
  });

  it.each(tokens)('a token that is %s', async (_what, options, make, verdict, exit) => {
    const { code, stdout } = await runCommand(['verify', '--jwks', jwks(), ...options, '--json', make()]);
    expect({ code, verdict: JSON.parse(stdout).verdict }).toEqual({ code: exit, verdict });
  });

  it('never calls a token verified without a key', async () => {
    const { code, stdout } = await runCommand(['verify', '--json', '--data', makeTemporaryFolder(), aToken()]);
    expect({ code, verdict: JSON.parse(stdout).verdict }).toEqual({ code: 4, verdict: 'cannot_verify' });
  });

  it('reads secrets, and says which encoding would have worked', async () => {
    const secret = 'k3$Pq9!zLmX7@vB2cR5yN8#wT4%uJ6^e';
    expect((await runCommand(['verify', '--secret', secret, aSecretToken(secret)])).code).toBe(0);
    const base64 = Buffer.from(secret).toString('base64');
    expect(
      (await runCommand(['verify', '--secret', base64, '--secret-encoding', 'base64', aSecretToken(secret)])).code,
    ).toBe(0);
    const { code, stdout } = await runCommand(['verify', '--secret', base64, aSecretToken(secret)]);
    expect(code).toBe(3);
    expect(stdout).toContain('would match if the secret were read as base64');
    expect(stdout).not.toContain(secret);
  });

  it('reads a secret from a file or from standard input, where no other user sees it', async () => {
    const secret = 'k3$Pq9!zLmX7@vB2cR5yN8#wT4%uJ6^e';
    const file = join(makeTemporaryFolder(), 'secret');
    writeFileSync(file, `${secret}\n`);
    const token = aSecretToken(secret);
    expect((await runCommand(['verify', '--secret-file', file, token])).code).toBe(0);
    expect((await runCommand(['verify', '--secret-file', '-', token], { input: secret })).code).toBe(0);
  });

  it('answers lines of standard input in order, one each, and exits with 0 only when all hold', async () => {
    const many = Array.from({ length: 500 }, (_, index) => aToken({ jti: String(index) }));
    const good = await runCommand(['verify', '--jwks', jwks()], { input: `${many.join('\n')}\n\n` });
    expect(good.code).toBe(0);
    const lines = good.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ payload }) => payload.jti)).toEqual(many.map((_, index) => String(index)));
    const mixed = await runCommand(['verify', '--jwks', jwks(), '-'], {
      input: [many[0], 'abc', '', aToken({ exp: 1 }), `Bearer ${many[1]}`].join('\r\n'),
    });
    expect(mixed.code).toBe(3);
    expect(
      mixed.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).verdict),
    ).toEqual(['verified', 'not_a_jwt', 'not_a_jwt', 'not_verified', 'verified']);
  });

  it("verifies with a running tenant's key set and its discovery document", async () => {
    const data = makeTemporaryFolder();
    const { ready } = await serve([
      '--port',
      '0',
      '--https-port',
      'off',
      '--data',
      data,
      '--seed',
      writeTemporaryFile('seed.json', JSON.stringify(aSeed())),
    ]);
    const token = (
      await runCommand(['token', '--client', 'Shipping', '--audience', ordersApi, '--data', data])
    ).stdout.trim();
    for (const address of [
      `${ready.issuer}.well-known/jwks.json`,
      `${ready.issuer}.well-known/openid-configuration`,
      ready.issuer,
    ]) {
      expect(
        (await runCommand(['verify', '--jwks', address, '--issuer', ready.issuer, '--audience', ordersApi, token]))
          .code,
      ).toBe(0);
    }
    expect((await runCommand(['verify', '--data', data, token])).code).toBe(0);
  });

  it.each([
    [['--jwks', '/nowhere/jwks.json'], /does not exist/, 2],
    [['--key', '/nowhere/key.pem'], /does not exist/, 2],
    [['--jwks', 'http://127.0.0.1:9/jwks.json'], /cannot be reached/, 4],
    [['--alg', 'XX999'], /XX999 is not known/, 2],
    [['--at', 'someday'], /A time is/, 2],
    [['--secret', ''], /The secret is empty/, 2],
  ] as const)('%j is refused in one line', async (options, words, exit) => {
    const { code, stdout, stderr } = await runCommand(['verify', ...options, aToken()]);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toMatch(/^tokenbench: [^\n]*\n$/);
    expect(stderr).toMatch(words);
  });
});
