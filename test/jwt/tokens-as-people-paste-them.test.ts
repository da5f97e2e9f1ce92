/** A token after whatever mail programs, chats, terminals, addresses, logs and web pages did to it: still found. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTokens } from '../../src-main/jwt/find-token.ts';
import { inspectText } from '../../src-main/jwt/inspect-text.ts';
import { createNodeKeyPlatform } from '../../src-main/platform/debugger/node-key-platform.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const input = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'https://issuer.example/', sub: 'ada', scope: 'read:orders write:orders' })}`;
const token = `${input}.${createHmac('sha256', 'secret').update(input).digest('base64url')}`;
const every = (text: string, width: number, between: string) =>
  text.replace(new RegExp(`.{${width}}`, 'g'), `$&${between}`);

const pasted: [name: string, text: string, remark: RegExp | undefined][] = [
  ['as it is', token, undefined],
  ['percent-encoded with its scheme', `Bearer%20${token}`, undefined],
  [
    'percent-encoded as a whole',
    encodeURIComponent(`Bearer ${token}`).replaceAll('.', '%2E').replaceAll('_', '%5F'),
    /Percent-encoding/,
  ],
  ['percent-encoded twice', encodeURIComponent(token.replaceAll('.', '%2E')), /second time/],
  [
    'with a zero-width space',
    `${token.slice(0, 30)}\u200b${token.slice(30)}`,
    /A zero-width space was removed \(U\+200B, at character 31\)/,
  ],
  [
    'with two of them',
    `${token.slice(0, 9)}\u200b${token.slice(9, 40)}\u200b${token.slice(40)}`,
    /2 invisible characters were removed/,
  ],
  ['with soft hyphens', every(token, 40, '\u00ad'), /soft hyphen/],
  ['with marks of direction', `\u202a${token}\u202c`, undefined],
  ['of a page that lets it break', every(token, 25, '<wbr>'), /HTML/],
  ['of a page with entities', token.replaceAll('.', '&period;'), /HTML/],
  ['of a page with numbers', token.replaceAll('.', '&#46;'), /HTML/],
  ['of mail', every(token.replaceAll('.', '=2E'), 70, '=\r\n'), /Quoted-printable/],
  ['of a log in JSON', token.replaceAll('.', String.raw`\u002e`), /Escapes/],
  ['of a coloured terminal', `\u001b[32m${every(token, 50, '\u001b[0m\u001b[33m')}\u001b[0m`, /Terminal colors/],
  ['with full-width dots', token.replaceAll('.', '\uff0e'), /Look-alike/],
  ['with typographic hyphens', token.replaceAll('-', '\u2010').replaceAll('.', '\u2024'), /Look-alike/],
  ['wrapped by a terminal', every(token, 72, '\n'), /wrapped/],
  ['in a cell of a spreadsheet', `"id","token"\n"1","${token}"`, undefined],
  ['in typographic quotes', `“${token}”`, undefined],
  ['in an address', `https://app.example/cb#access_token=${token}&token_type=Bearer`, undefined],
];

it.each(pasted)('a token %s', (_, text, remark) => {
  const [found] = findTokens(text);
  expect(found?.token).toBe(token);
  expect(found?.damage).toBeUndefined();
  if (remark !== undefined) expect(found?.trimmed.join(' ')).toMatch(remark);
});

describe('any chain of mutilations that keep the characters in their order', () => {
  const mutilations: Readonly<Record<string, (text: string, at: number) => string>> = {
    unseen: (text, at) => `${text.slice(0, at)}\u200b${text.slice(at)}`,
    joiner: (text, at) => `${text.slice(0, at)}\u2060${text.slice(at)}`,
    percent: (text) => text.replaceAll('.', '%2E'),
    scheme: (text) => `Bearer ${text}`,
    quoted: (text) => `"${text}"`,
    header: (text) => `authorization: ${text}`,
    json: (text) => JSON.stringify({ access_token: text }),
    spaced: (text) => `  ${text}\n\n`,
    comma: (text) => `${text},`,
  };
  it('leaves a token that is found', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Object.keys(mutilations)), { maxLength: 4 }),
        fc.integer({ min: 1, max: token.length - 1 }),
        (names, at) => {
          const text = names.reduce((given, name) => mutilations[name]?.(given, at) ?? given, token);
          expect(findTokens(text).map((one) => one.token)).toContain(token);
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('an access token of Auth0 without an audience', () => {
  const judge = (text: string) =>
    inspectText(text, {
      platform: createNodeKeyPlatform(),
      findKeys: () => ({ candidates: [] }),
      now: 0,
      tolerance: 0,
    });

  it.each([
    ['32 characters', 'R4nd0m_Looking-Opaque0Token1234Z'],
    [
      'encrypted for its issuer',
      `${part({ alg: 'dir', enc: 'A256GCM', iss: 'https://acme.example/' })}..QUJDREVGR0hJSktM.QUJD.QUJDREVGR0hJSktMTU5PUA`,
    ],
  ])('%s: says so, and how to get another', async (_, text) => {
    const { summary, checks } = await judge(text);
    expect(summary).toContain('Auth0 issues such a token when the request has no audience');
    expect(checks.map(({ mend }) => mend).join(' ')).toContain(
      "Request a token with the API's identifier as audience: curl https://",
    );
  });

  it('is told from other words of 32 letters', async () => {
    expect((await judge('abcdefghijklmnopqrstuvwxyzabcdef')).summary).not.toContain('Auth0');
  });
});
