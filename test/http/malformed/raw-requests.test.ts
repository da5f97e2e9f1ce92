/** Requests by the byte: smuggling, bent lines, headers of every shape. Each is answered, or the connection ends. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exchangeRaw } from '../../builders/raw-exchange.ts';
import { type RunningTenant, startTestTenant } from '../../builders/running-tenant.ts';

let running: RunningTenant;
beforeAll(async () => {
  running = await startTestTenant();
});
afterAll(() => running.close());

const host = '\r\nHost: HOST';
const form = 'Content-Type: application/x-www-form-urlencoded';
const end = '\r\nConnection: close\r\n\r\n';
const post = (headers: string, body = '') => `POST /oauth/token HTTP/1.1${host}\r\n${form}\r\n${headers}${end}${body}`;
const get = (line: string, headers = '') => `${line}${host}${headers}${end}`;

/** Undefined: the connection ends without an answer. HOST stands for the tenant's own. */
const requests: [string, string, readonly (number | undefined)[]][] = [
  ['two lengths that differ', post('Content-Length: 1\r\nContent-Length: 2', 'ab'), [400]],
  ['two lengths that agree', post('Content-Length: 2\r\nContent-Length: 2', 'ab'), [400]],
  ['lengths in a list', post('Content-Length: 2, 2', 'ab'), [400]],
  ['a length with a sign', post('Content-Length: +2', 'ab'), [400]],
  ['a negative length', post('Content-Length: -2', 'ab'), [400]],
  ['a length in hexadecimal', post('Content-Length: 0x2', 'ab'), [400]],
  ['a length beyond measure', post('Content-Length: 99999999999999999999', 'ab'), [400, 413]],
  ['an empty length', post('Content-Length: ', ''), [400]],
  ['a length and chunks', post('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'), [400]],
  ['chunks twice', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'), [400, 401]],
  ['chunks, spelt with a tab', post('Transfer-Encoding:\tchunked', '0\r\n\r\n'), [400, 401]],
  ['an encoding before chunks', post('Transfer-Encoding: xchunked', '0\r\n\r\n'), [400]],
  ['chunks that are not last', post('Transfer-Encoding: chunked, identity', '0\r\n\r\n'), [400]],
  ['a space before the colon', post('Transfer-Encoding : chunked', '0\r\n\r\n'), [400]],
  ['a chunk of no size', post('Transfer-Encoding: chunked', 'x\r\n\r\n'), [400]],
  ['a chunk beyond measure', post('Transfer-Encoding: chunked', 'ffffffffffffffffff\r\n'), [400, 413, undefined]],
  ['a chunk with an extension', post('Transfer-Encoding: chunked', '0;a=b\r\n\r\n'), [400, 401]],
  ['a trailer', post('Transfer-Encoding: chunked', '0\r\nHost: evil.example\r\n\r\n'), [400, 401]],
  ['line feeds alone', `GET /.well-known/jwks.json HTTP/1.1\nHost: HOST\nConnection: close\n\n`, [400]],
  ['a carriage return alone', get('GET /.well-known/jwks.json HTTP/1.1', '\rX: y'), [400]],
  ['a folded header', get('GET /.well-known/jwks.json HTTP/1.1', '\r\nX: a\r\n b'), [200, 400]],
  ['a header without a name', get('GET /.well-known/jwks.json HTTP/1.1', '\r\n: a'), [400]],
  ['a header without a colon', get('GET /.well-known/jwks.json HTTP/1.1', '\r\nnothing'), [400]],
  ['a space in a name', get('GET /.well-known/jwks.json HTTP/1.1', '\r\na b: c'), [400]],
  ['a NUL in a value', get('GET /.well-known/jwks.json HTTP/1.1', '\r\nX: a\0b'), [400]],
  ['a control character in a value', get('GET /.well-known/jwks.json HTTP/1.1', '\r\nX: a\x01b'), [400]],
  ['bytes above ASCII in a value', get('GET /.well-known/jwks.json HTTP/1.1', '\r\nX: \xff\xfe'), [200]],
  ['no version', 'GET /.well-known/jwks.json\r\n\r\n', [400, undefined]],
  ['another version', get('GET /.well-known/jwks.json HTTP/9.9'), [400]],
  ['the version before', get('GET /.well-known/jwks.json HTTP/1.0'), [200]],
  ['a version in small letters', get('GET /.well-known/jwks.json http/1.1'), [400]],
  ['HTTP/2 by prior knowledge', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400, 505]],
  ['an unknown method', get('BREW /.well-known/jwks.json HTTP/1.1'), [400]],
  ['a method in small letters', get('get /.well-known/jwks.json HTTP/1.1'), [400]],
  ['CONNECT', get('CONNECT evil.example:443 HTTP/1.1'), [400, 404, 405, undefined]],
  ['TRACE', get('TRACE / HTTP/1.1'), [404, 405]],
  ['an asterisk', get('OPTIONS * HTTP/1.1'), [204, 400, 404]],
  ['an address with another host', get('GET http://evil.example/.well-known/jwks.json HTTP/1.1'), [400, 404, 421]],
  ['an address without a path', get('GET  HTTP/1.1'), [400]],
  ['a path without a slash', get('GET jwks HTTP/1.1'), [400, 404]],
  ['two spaces', get('GET  /.well-known/jwks.json  HTTP/1.1'), [200, 400]],
  ['a NUL in the path', get('GET /\0 HTTP/1.1'), [400]],
  ['a broken escape', get('GET /%zz HTTP/1.1'), [400, 404]],
  ['a path that climbs', get('GET /../../etc/passwd HTTP/1.1'), [400, 404]],
  ['a path that climbs, escaped', get('GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1'), [400, 404]],
  ['a path of 20 KB', get(`GET /${'a'.repeat(20_000)} HTTP/1.1`), [414, 431]],
  ['headers of 20 KB', get('GET /.well-known/jwks.json HTTP/1.1', `\r\nX: ${'a'.repeat(20_000)}`), [431]],
  ['three thousand headers', get('GET /.well-known/jwks.json HTTP/1.1', '\r\na: b'.repeat(3_000)), [200, 400, 431]],
  [
    'two requests in one',
    `${get('GET /.well-known/jwks.json HTTP/1.1').replace('close', 'keep-alive')}GARBAGE\r\n\r\n`,
    [200],
  ],
  ['a body nobody expects', `${get('GET /.well-known/jwks.json HTTP/1.1', '\r\nContent-Length: 3')}abc`, [200]],
  [
    'an upgrade',
    get('GET /.well-known/jwks.json HTTP/1.1', '\r\nUpgrade: websocket').replace('close', 'Upgrade, close'),
    [200],
  ],
  [
    'an upgrade to h2c',
    get('GET /.well-known/jwks.json HTTP/1.1', '\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__'),
    [200],
  ],
  ['an expectation nobody knows', post('Expect: 200-maybe\r\nContent-Length: 0'), [400, 401]],
  ['a compressed body', post('Content-Encoding: gzip\r\nContent-Length: 2', '\x1f\x8b'), [400, 401, 415]],
  ['no content type', `POST /oauth/token HTTP/1.1${host}\r\nContent-Length: 2${end}ab`, [400, 401, 415]],
  [
    'a content type of garbage',
    `POST /oauth/token HTTP/1.1${host}\r\nContent-Type: ;;;\r\nContent-Length: 2${end}ab`,
    [400, 401, 415],
  ],
  ['two content types', post('Content-Type: application/json\r\nContent-Length: 2', '{}'), [400, 401, 415]],
  [
    'a charset nobody knows',
    `POST /oauth/token HTTP/1.1${host}\r\n${form}; charset=utf-7\r\nContent-Length: 2${end}ab`,
    [400, 401, 415],
  ],
  ['a body that is no UTF-8', post('Content-Length: 3', 'a=\xff'), [400, 401]],
  ['empty lines and nonsense', '\r\n\r\nNONSENSE\r\n\r\n', [400]],
  ['TLS at the plain door', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  ['a mail server', 'EHLO example.org\r\n', [400]],
  ['a proxy line', `PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n${get('GET /.well-known/jwks.json HTTP/1.1')}`, [400]],
  ['two hosts', get('GET /.well-known/jwks.json HTTP/1.1', '\r\nHost: evil.example'), [400]],
  ['no host', `GET /.well-known/jwks.json HTTP/1.1${end}`, [400, 421]],
  ['an empty host', `GET /.well-known/jwks.json HTTP/1.1\r\nHost: ${end}`, [400, 421]],
  ['another host', `GET /.well-known/jwks.json HTTP/1.1\r\nHost: evil.example${end}`, [421]],
  ['a host with a user', `GET /.well-known/jwks.json HTTP/1.1\r\nHost: a@HOST${end}`, [400, 421]],
  ['a port beyond measure', `GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost:99999${end}`, [400, 421]],
  ['a port that is none', `GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost:x${end}`, [400, 421]],
  ['a host that ends in a dot', `GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost.:PORT${end}`, [200, 421]],
  ['a host in a list', `GET /.well-known/jwks.json HTTP/1.1\r\nHost: HOST, evil.example${end}`, [400, 421]],
  [
    'a forwarded host',
    get('GET /.well-known/openid-configuration HTTP/1.1', '\r\nX-Forwarded-Host: evil.example'),
    [200],
  ],
  [
    'a method that is overridden',
    get('GET /.well-known/jwks.json HTTP/1.1', '\r\nX-HTTP-Method-Override: DELETE'),
    [200],
  ],
];

it.each(requests)('%s', async (_, request, statuses) => {
  const { host: own, port } = new URL(running.origin);
  const answer = await exchangeRaw(
    running.origin,
    Buffer.from(request.replaceAll('HOST', own).replaceAll('PORT', port), 'latin1'),
  );
  expect(statuses).toContain(answer?.status);
  // The host that was asked for is named where that is what is wrong, and nowhere else.
  if (answer?.status !== 421) expect(answer?.body ?? '').not.toContain('evil.example');
  expect(answer?.body ?? '').not.toMatch(/root:|node_modules|\bat .*\.[jt]s:/);
  // And the next one is served.
  expect((await fetch(`${running.origin}/.well-known/jwks.json`)).status).toBe(200);
});

it('counts as many as the attack that found them', () => {
  expect(requests.length).toBeGreaterThanOrEqual(74);
});
