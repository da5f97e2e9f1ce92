/** The check Key: whether a library would have found and used the key whose signature matches. */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectText } from '../../src-main/jwt/inspect-text.ts';
import { readKeys } from '../../src-main/jwt/keys/read-keys.ts';
import type { Jwk } from '../../src-main/jwt/ports.ts';
import { createNodeKeyPlatform } from '../../src-main/platform/debugger/node-key-platform.ts';

const platform = createNodeKeyPlatform();
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const own = pair();
const other = pair();
const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: 'https://issuer.example/', exp: 4_102_444_800 };

function token(header: object, key: KeyObject = own.privateKey): string {
  const input = `${part({ alg: 'RS256', ...header })}.${part(claims)}`;
  const made = sign(
    'sha256',
    Buffer.from(input),
    key.asymmetricKeyType === 'ec' ? { key, dsaEncoding: 'ieee-p1363' } : key,
  );
  return `${input}.${made.toString('base64url')}`;
}

function jwk(members: object, { publicKey }: { publicKey: KeyObject } = own): Jwk {
  const { kty = '', ...rest } = publicKey.export({ format: 'jwk' });
  return { ...rest, kty, ...members };
}

async function judge(text: string, keys: object) {
  const { candidates } = readKeys(JSON.stringify(keys), { platform, source: 'jwks' });
  const report = await inspectText(text, {
    platform,
    findKeys: () => ({ candidates }),
    now: 1_800_000_000,
    tolerance: 0,
  });
  const find = (name: string) => report.checks.find(({ check }) => check === name);
  return { report, key: find('key'), signature: find('signature') };
}

const refused: [name: string, text: string, keys: object, reason: RegExp][] = [
  [
    'the kid is not among the set’s',
    token({ kid: 'new' }),
    { keys: [jwk({ kid: 'old' })] },
    /kid new is not among those of the JWKS \(old\)/,
  ],
  [
    'the kid is another key’s',
    token({ kid: 'b' }),
    { keys: [jwk({ kid: 'a' }), jwk({ kid: 'b' }, other)] },
    /leads to another key/,
  ],
  [
    'two keys have the kid',
    token({ kid: 'a' }),
    { keys: [jwk({ kid: 'a' }), jwk({ kid: 'a' }, other)] },
    /2 keys of the set have the kid a/,
  ],
  [
    'no kid, and several keys',
    token({}),
    { keys: [jwk({ kid: 'a' }), jwk({ kid: 'b' }, other)] },
    /has no kid, and 2 keys/,
  ],
  ['use: enc', token({ kid: 'a' }), { keys: [jwk({ kid: 'a', use: 'enc' })] }, /use of .* is "enc"/],
  [
    'key_ops without verify',
    token({ kid: 'a' }),
    { keys: [jwk({ kid: 'a', key_ops: ['encrypt'] })] },
    /key_ops of .* \(encrypt\) do not include/,
  ],
  ['use: enc of a curve', token({ alg: 'ES256' }, curve.privateKey), jwk({ use: 'enc' }, curve), /"enc"/],
  [
    'another alg',
    token({ kid: 'a' }),
    { keys: [jwk({ kid: 'a', alg: 'RS512' })] },
    /is for RS512, the token is signed with RS256/,
  ],
  ['a short key', token({}, small.privateKey), jwk({}, small), /shorter than 2048 bits/],
];

describe('a key that no library would use', () => {
  it.each(refused)('%s', async (_, text, keys, reason) => {
    const { report, key, signature } = await judge(text, keys);
    expect(signature?.result).toBe('passed');
    expect(key).toMatchObject({ check: 'key', result: 'failed', reason: expect.stringMatching(reason) });
    expect(report.verdict).toBe('not_verified');
    expect(report.summary).toBe(`Signature is correct, but libraries reject it: ${key?.reason}`);
  });
});

describe('a key that libraries use', () => {
  it.each<[string, string, object]>([
    [
      'by its kid',
      token({ kid: 'a' }),
      { keys: [jwk({ kid: 'a', use: 'sig', alg: 'RS256' }), jwk({ kid: 'b' }, other)] },
    ],
    ['the only one', token({}), { keys: [jwk({ kid: 'a' })] }],
    ['the only one of its type', token({}), { keys: [jwk({ kid: 'a' }), jwk({ kid: 'b' }, curve)] }],
    ['without a kid of its own', token({ kid: 'a' }), jwk({})],
    ['with key_ops', token({}), jwk({ key_ops: ['verify'] })],
  ])('%s', async (_, text, keys) => {
    const { report, key } = await judge(text, keys);
    expect(key?.result).toBe('passed');
    expect(report.verdict).toBe('verified');
  });

  it('is not asked for where no signature matches', async () => {
    expect((await judge(token({}), jwk({}, other))).key).toBeUndefined();
  });
});

describe('a signature with a character that base64url does not have', () => {
  const [header = '', payload = '', signature = ''] = token({}).split('.');
  it.each(['!', '+', '/', '=', '*', '~', '%', ',', ';', '|'])('%s in its middle', async (character) => {
    const text = `${header}.${payload}.${signature.slice(0, 40)}${character}${signature.slice(40)}`;
    expect((await judge(text, jwk({}))).report.verdict).not.toBe('verified');
  });

  it('of an HMAC', async () => {
    const input = `${part({ alg: 'HS256' })}.${part(claims)}`;
    const secret = 'a secret that is long enough for HS256, surely';
    const mac = createHmac('sha256', secret).update(input).digest('base64url');
    const key = { kty: 'oct', k: Buffer.from(secret).toString('base64url') };
    expect((await judge(`${input}.${mac}`, key)).report.verdict).toBe('verified');
    for (const character of ['!', '=', '+', '~']) {
      expect((await judge(`${input}.${mac.slice(0, 9)}${character}${mac.slice(9)}`, key)).report.verdict).not.toBe(
        'verified',
      );
    }
  });
});
