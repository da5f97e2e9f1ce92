import { describe, expect, it } from 'vitest';
import { mostTokens } from '../../src-main/contract/entities/token-report.ts';
import { findTokens } from '../../src-main/jwt/find-token.ts';
import { aPair, aToken, checkOf, inspect, secret } from './inspect.ts';

const token = await aToken();
const other = await aToken({ iss: 'https://other.example/' });
const rsaToken = await (await aPair('RS256')).sign();
const wrap = (text: string, width: number, gap = '\n') => text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(gap) ?? '';

describe('a token is found', () => {
  it.each([
    ['bare', token],
    ['with white space around it', `\n  ${token} \n`],
    ['behind Bearer', `Bearer ${token}`],
    ['in a header', `Authorization: Bearer ${token}`],
    ['in quotes', `"${token}"`],
    ['in quotes with a comma', `'${token}',`],
    ['in a curl line', `curl -H 'Authorization: Bearer ${token}' https://orders.example/v1?page=1`],
    [
      'in a curl line of several lines',
      `curl https://orders.example/ \\\n  --header "authorization: bearer ${token}" \\\n  --data '{}'`,
    ],
    [
      'in an HTTP answer',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"access_token":"${token}","token_type":"Bearer","expires_in":86400}`,
    ],
    ['in a request', `GET /orders HTTP/1.1\nHost: orders.example\nAuthorization: Bearer ${token}\nAccept: */*\n`],
    ['in a JSON answer', JSON.stringify({ access_token: token, expires_in: 86_400 }, undefined, 2)],
    ['in a query', `https://app.example/callback?access_token=${token}&state=abc`],
    ['in a fragment', `https://app.example/callback#access_token=${token}&token_type=Bearer`],
    ['percent-encoded', `access_token%3D${token.replaceAll('.', '%2E')}%26state%3Dabc`],
    ['in code', `const token = \`${token}\`;`],
    ['in a .env file', `TOKEN=${token}\nOTHER=1`],
    ['in a cookie', `Cookie: session=1; access_token=${token}; theme=dark`],
    ['wrapped at 64 characters', wrap(token, 64)],
    ['wrapped and indented', wrap(token, 76, '\r\n    ')],
    ['wrapped behind Bearer', `Authorization: Bearer ${wrap(token, 60)}`],
    ['wrapped in quoted mail', `> ${wrap(token, 72, '\n> ')}`],
  ])('%s', async (_where, text) => {
    expect(findTokens(text).map((one) => one.token)).toEqual([token]);
    expect(await inspect(text, { secret })).toMatchObject({ verdict: 'verified' });
  });

  it('among others, each with its label', () => {
    const answer = JSON.stringify({
      access_token: token,
      id_token: other,
      refresh_token: 'v1.MRrtT0mWk5hD2kqA',
      token_type: 'Bearer',
    });
    expect(findTokens(answer).map(({ label, form }) => [label, form])).toEqual([
      ['access_token', 'jws'],
      ['id_token', 'jws'],
      ['refresh_token', 'opaque'],
    ]);
  });

  it('one on each line', () => {
    expect(findTokens(`${token}\n${other}\n${rsaToken}\n`).map((one) => one.token)).toEqual([token, other, rsaToken]);
  });

  it('with its place in the text', () => {
    const text = `see ${token} there`;
    const [found] = findTokens(text);
    expect(text.slice(found?.start, found?.end)).toBe(token);
  });

  it('and what was passed over is said', () => {
    expect(findTokens(`Bearer ${token}`)[0]?.trimmed).toEqual([expect.stringContaining('"Bearer"')]);
    expect(findTokens(`"${token}",`)[0]?.trimmed).toHaveLength(2);
    expect(findTokens(wrap(token, 64))[0]?.trimmed).toEqual([expect.stringMatching(/wrapped into \d pieces/)]);
    expect(findTokens(token)[0]?.trimmed).toEqual([]);
  });
});

describe('a damaged token is diagnosed', () => {
  const [header = '', payload = '', signature = ''] = token.split('.');

  it.each([
    ['its header alone', header, 'header'],
    ['half of its payload', `${header}.${payload.slice(0, 20)}`, 'payload'],
    ['no signature and no dot', `${header}.${payload}`, 'signature'],
    ['no signature', `${header}.${payload}.`, 'signature'],
    ['half of its signature', `${header}.${payload}.${signature.slice(0, 20)}`, 'signature'],
    ['a signature that is too long', `${token}abcdef`, 'signature'],
    ['an ellipsis', `${rsaToken.slice(0, -3)}…`, 'signature'],
    ['an ellipsis of dots', `${header}.${payload.slice(0, 20)}...`, 'payload'],
    ['four parts', `${token}.abc`, 'token'],
  ])('that has %s', async (_what, text, part) => {
    const [found] = findTokens(text);
    expect(found?.damage).toMatchObject({ part });
    const report = await inspect(text, { secret });
    expect(report.header).toEqual({ alg: 'HS256', typ: 'JWT', ...(text.startsWith(header) ? {} : report.header) });
    expect(report.verdict).not.toBe('verified');
    expect(checkOf(report, 'structure')?.result).toBe('failed');
  });

  it('and what is there is shown all the same', async () => {
    const report = await inspect(`${header}.${payload.slice(0, 20)}`);
    expect(report.payloadText).toMatch(/^\{"iss":"https/);
  });
});

describe('what is no JWT', () => {
  it.each([
    'kpI8nzVBz0kQ2mF',
    'v1.MRrtT0mWk5hD2kqA',
    'abc',
    '..',
    'a.b.c',
    'e30',
    'Bearer null',
    '550e8400-e29b-41d4-a716-446655440000',
  ])('%s is called opaque', async (text) => {
    expect(await inspect(text)).toMatchObject({ form: 'opaque', verdict: 'not_a_jwt' });
  });

  it('is nothing where there is nothing', () => {
    expect(findTokens('')).toEqual([]);
    expect(findTokens(' \n')).toEqual([]);
  });
});

describe('a signature that is cut off', () => {
  it.each([
    ['RS256', 128, 'is cut off'],
    ['RS256', 200, 'is cut off'],
    ['PS384', 257, 'something was copied along'],
    ['ES256', 63, 'is cut off'],
    ['HS256', 33, 'is too long'],
  ])('is told by what %s promises, at %i bytes', (alg, bytes, words) => {
    const header = Buffer.from(JSON.stringify({ alg })).toString('base64url');
    const signature = Buffer.alloc(bytes - (bytes === 128 ? 1 : 0), 1).toString('base64url');
    expect(findTokens(`${header}.e30.${signature}`)[0]?.damage).toMatchObject({
      part: 'signature',
      text: expect.stringContaining(words),
    });
  });

  it.each([256, 384, 512])('is not one of %i bytes', (bytes) => {
    const header = Buffer.from(JSON.stringify({ alg: 'RS256' })).toString('base64url');
    expect(findTokens(`${header}.e30.${Buffer.alloc(bytes, 1).toString('base64url')}`)[0]?.damage).toBeUndefined();
  });
});

it('finds as many tokens as somebody reads, however many a line holds', () => {
  const line = `${'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc+ '.repeat(5_000)}`;
  expect(findTokens(line)).toHaveLength(mostTokens);
  expect(findTokens('token=abcdefgh1&'.repeat(5_000))).toHaveLength(mostTokens);
});
