/** Whatever is pasted gets an answer: never an exception, never a search without end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdicts } from '../../src-main/contract/entities/token-report.ts';
import { compareTokens } from '../../src-main/jwt/compare-tokens.ts';
import { findTokens } from '../../src-main/jwt/find-token.ts';
import { scanJson } from '../../src-main/jwt/scan-json.ts';
import { decodeUtf8, encodeUtf8 } from '../../src-main/jwt/utf8-text.ts';
import { writeSnippets } from '../../src-main/jwt/write-snippets.ts';
import { aPair, aToken, encodePart, inspect, secret, signTexts } from './inspect.ts';

/** Far above what any of it takes: only a search without end reaches it. */
const hang = 10_000;

const token = await aToken();
const pair = await aPair('RS256');
const { publicJwk } = pair;

const part = fc
  .oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify(value) ?? ''),
  )
  .map(encodePart);
const header = fc
  .record(
    {
      alg: fc.constantFrom(
        'HS256',
        'RS256',
        'ES256',
        'none',
        'dir',
        'ECDH-ES',
        'PBES2-HS256+A128KW',
        '__proto__',
        'constructor',
        '',
      ),
      typ: fc.anything(),
      kid: fc.anything(),
      jwk: fc.anything(),
      crit: fc.anything(),
      x5c: fc.anything(),
      enc: fc.option(fc.constantFrom('A128GCM', 'x'), { nil: undefined }),
      epk: fc.anything(),
      p2c: fc.anything(),
    },
    { requiredKeys: [] },
  )
  .map(toJson);
const claims = fc
  .record(
    {
      iss: fc.anything(),
      sub: fc.anything(),
      aud: fc.anything(),
      exp: fc.anything(),
      nbf: fc.anything(),
      iat: fc.anything(),
      scope: fc.anything(),
      permissions: fc.anything(),
      act: fc.anything(),
      cnf: fc.anything(),
      amr: fc.anything(),
      events: fc.anything(),
      authorization_details: fc.anything(),
      org_name: fc.anything(),
      _sd_alg: fc.anything(),
    },
    { requiredKeys: [] },
  )
  .map(toJson);

function toJson(value: object): string {
  return JSON.stringify(value, (_name, member: unknown) => (typeof member === 'bigint' ? String(member) : member));
}

async function expectAnswer(text: string): Promise<void> {
  writeSnippets(text);
  if (findTokens(text).length === 0) return;
  for (const given of [{}, { secret }, { key: publicJwk }]) {
    const report = await inspect(text, { ...given, issuer: 'a', audience: ['b'], scopes: ['c'] });
    expect(verdicts).toContain(report.verdict);
    expect(report.verdict).not.toBe('verified');
    JSON.stringify(report);
  }
}

describe('any input is answered', () => {
  it('any text', () =>
    fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), expectAnswer), { numRuns: 300 }));

  it('any parts', () =>
    fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 2, maxLength: 6 }), (parts) => expectAnswer(parts.join('.'))),
      { numRuns: 300 },
    ));

  it('any header and any claims', () =>
    fc.assert(
      fc.asyncProperty(header, claims, fc.base64String(), (one, other, end) =>
        expectAnswer(`${encodePart(one)}.${encodePart(other)}.${end}`),
      ),
      { numRuns: 500 },
    ));

  it('any signed claims', () =>
    fc.assert(
      fc.asyncProperty(claims, async (one) => {
        const report = await inspect(await signTexts({ alg: 'HS256' }, one), { secret });
        expect(report.checks.find(({ check }) => check === 'signature')?.result).toBe('passed');
      }),
      { numRuns: 200 },
    ));

  it('a token that was cut, doubled or altered anywhere', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(token.length), fc.nat(20), fc.string({ maxLength: 5 }), async (at, length, put) => {
        const changed = token.slice(0, at) + put + token.slice(at + length);
        if (changed.includes(token)) return;
        const [found] = findTokens(changed);
        if (found !== undefined && found.token !== token)
          expect((await inspect(changed, { secret })).verdict).not.toBe('verified');
      }),
      { numRuns: 400 },
    ));
});

/** What has a `toString` of its own that is none cannot be made a text of by the language. */
describe('values that refuse to become texts are answered', () => {
  const odd: unknown[] = [{ toString: 0, valueOf: 0 }, [{ toString: 0, valueOf: 0 }], { toJSON: 0 }, [[]], [null]];
  const claimNames = [
    ...[
      'iss',
      'sub',
      'aud',
      'exp',
      'nbf',
      'iat',
      'jti',
      'nonce',
      'auth_time',
      'acr',
      'amr',
      'azp',
      'client_id',
      'at_hash',
    ],
    ...[
      'events',
      'scope',
      'permissions',
      'act',
      'cnf',
      'gty',
      'org_id',
      'org_name',
      'updated_at',
      'email',
      'email_verified',
    ],
    ...['authorization_details', '_sd', '_sd_alg', 'vc', 'htm', 'https://a.example/x', '__proto__'],
  ];
  const headerNames = [
    ...['alg', 'enc', 'typ', 'cty', 'kid', 'jku', 'x5u', 'jwk', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip', 'epk'],
    ...['apu', 'iv', 'tag', 'p2s', 'p2c', 'iss', 'aud', 'url'],
  ];

  it.each(claimNames)('as the claim %s', async (name) => {
    for (const value of odd) {
      const text = `{"sub":"a","act":{"sub":"b"},"client_id":"c",${JSON.stringify(name)}:${JSON.stringify(value)}}`;
      const signed = await signTexts({ alg: 'HS256' }, text);
      await expectAnswer(signed);
      compareTokens(signed, token);
      await inspect(signed, { secret, maxAge: 1, issuer: 'a', audience: ['a'], scopes: ['a'], type: 'a' });
    }
  });

  it.each(headerNames)('as the header parameter %s', async (name) => {
    for (const value of odd) {
      const head = encodePart({ alg: 'RS256', [name]: value });
      await expectAnswer(`${head}.${encodePart('{}')}.YQ`);
      await inspect(`${head}.${encodePart('{}')}.YQ`, { key: publicJwk });
      await inspect(`${head}.YQ.YQ.YQ.YQ`, { key: publicJwk });
      const json = { protected: encodePart({ [name]: value }), header: { [name]: value, alg: 'RS256' } };
      await inspect(JSON.stringify({ payload: 'e30', signatures: [{ ...json, signature: 'YQ' }, json] }), {
        key: publicJwk,
      });
      await inspect(JSON.stringify({ ...json, ciphertext: 'YQ', recipients: [json, value] }), { key: publicJwk });
    }
  });

  it.each(['kid', 'alg', 'use', 'key_ops', 'crv', 'x5c', 'x5t', 'n', 'e'])(
    'as the member %s of a key',
    async (name) => {
      for (const value of odd) {
        const key = { ...publicJwk, [name]: value };
        const signed = await pair.sign();
        expect((await inspect(signed, { key })).verdict).toMatch(/verif/);
        expect((await inspect(signed, { jwks: { keys: [key, publicJwk] } })).verdict).toMatch(/verif/);
      }
    },
  );
});

describe('JSON is scanned', () => {
  it('as JSON.parse reads it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((text) => text.slice(1)),
        ),
        (text) => {
          const { errorAt, trailingAt } = scanJson(text);
          expect(errorAt === undefined && trailingAt === undefined).toBe(isJson(text));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('and every member that is written twice is found', () => {
    expect(
      scanJson('{"a":1,"b":{"c":1,"c":2},"a":[{"x":0,"x":1}]}').duplicates.map(({ pointer, values }) => [
        pointer,
        values,
      ]),
    ).toEqual([
      ['/b/c', ['1', '2']],
      ['/a/0/x', ['0', '1']],
      ['/a', ['1', '[{"x":0,"x":1}]']],
    ]);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('UTF-8 is decoded', () => {
  it('as the platform decodes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text)).text).toBe(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text)),
        );
      }),
    );
  });

  it('and bytes that are none are found', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeUtf8(bytes).invalidAt === undefined).toBe(isUtf8(bytes));
      }),
      { numRuns: 1_000 },
    );
  });
});

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

describe('large input is answered', () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  it.each([
    [
      '100 KB of claims',
      () => signTexts({ alg: 'HS256' }, { 'https://a.example/x': 'word '.repeat(15_000), exp: 4_000_000_000 }),
    ],
    ['2,000 levels', () => signTexts({ alg: 'HS256' }, nested(2_000))],
    ['8,000 levels', () => signTexts({ alg: 'HS256' }, nested(8_000))],
    [
      '8,000 levels of arrays in a claim',
      () => signTexts({ alg: 'HS256' }, `{"a":${'['.repeat(8_000)}${']'.repeat(8_000)}}`),
    ],
    [
      '10,000 claims',
      () =>
        signTexts(
          { alg: 'HS256' },
          Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`c${index}`, index])),
        ),
    ],
    [
      '20,000 scopes',
      () =>
        signTexts({ alg: 'HS256' }, { scope: Array.from({ length: 20_000 }, (_, index) => `s:${index}`).join(' ') }),
    ],
    ['10,000 dots', async () => `${encodePart({ alg: 'HS256' })}${'.'.repeat(10_000)}`],
    ['100 KB of one line', async () => `${encodePart({ alg: 'HS256' })}.${'A'.repeat(100_000)}.${'A'.repeat(43)}`],
    ['100 KB of header starts', async () => 'eyJ.'.repeat(25_000)],
    ['100 KB of short lines', async () => 'eyJhbGciOiJ9\n'.repeat(8_000)],
    ['100 KB of percent signs', async () => `eyJhbGci%2e${'%25'.repeat(33_000)}`],
    ['100 KB of white space', async () => `Bearer ${' '.repeat(100_000)}x`],
    ['100 KB of an unfinished string', async () => `${encodePart(`{"alg":"${'a'.repeat(75_000)}`)}.e30.YQ`],
    ['100 KB of tildes', async () => `${encodePart({ alg: 'ES256' })}.e30.YQ${'~W10'.repeat(25_000)}`],
  ])('%s', { timeout: hang }, async (_what, make) => {
    const text = await make();
    for (const found of findTokens(text).slice(0, 3))
      expect(verdicts).toContain((await inspect(found.token, { secret })).verdict);
  });

  it('and what is too deep to be shown is said', async () => {
    const report = await inspect(await signTexts({ alg: 'HS256' }, nested(8_000)), { secret });
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ code: 'invalid-json', text: expect.stringContaining('too big') }),
    );
  });
});
