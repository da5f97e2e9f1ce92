import { Agent } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRaw, openSocket, readAnswer } from '../../builders/raw-exchange.ts';
import { type RunningTenant, startTestTenant } from '../../builders/running-tenant.ts';
import { type AnyRequest, anyRequest } from './any-request.ts';
import { findSecret, marked, markedSeed } from './marked-secrets.ts';
import { type AnyAnswer, sendRequest } from './send-request.ts';

const seed = 20_260_301;

let running: RunningTenant;
let bearer: string;
let secrets: string[];
// An agent each: a request that the tenant answers before it was read whole spoils its connection.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  running = await startTestTenant({ seed: markedSeed, rateLimit: 1_000_000 });
  bearer = await running.managementToken();
  secrets = [...marked.texts, ...privateMembers()];
});
afterAll(async () => {
  agent.destroy();
  await running.close();
});

function privateMembers(): string[] {
  return running.tenant.signingKeys.list().flatMap(({ privateJwk: { d, p, q, dp, dq, qi } }) => [d, p, q, dp, dq, qi]);
}

/** With those that requests made the tenant make. */
const allSecrets = () => [
  ...secrets,
  ...privateMembers(),
  ...running.tenant.clients.matching(() => true).flatMap(({ client_secret }) => client_secret ?? []),
  ...running.tenant.resourceServers.page(0, 100_000).flatMap(({ signing_secret }) => signing_secret ?? []),
];

const withBearer = (request: AnyRequest): AnyRequest =>
  request.hasBearer ? { ...request, headers: { authorization: `Bearer ${bearer}`, ...request.headers } } : request;

function expectHarmless({ status, contentType, text, body }: AnyAnswer, method: string): void {
  expect(status).toBeLessThan(500);
  if (status < 400) return;
  expect(contentType).toMatch(/^application\/json\b/);
  if (method !== 'HEAD') expect(JSON.parse(body)).toBeTypeOf('object');
  expect(findSecret(text, secrets)).toBeUndefined();
}

describe('any request at any address', () => {
  it('is answered in time, without an internal error, in JSON where it is refused, and never with a secret', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const answer = await sendRequest(running.origin, withBearer(request), agent);
        expectHarmless(answer, request.method);
        const [newest] = running.tenant.traffic.newestFirst();
        expect(findSecret(JSON.stringify(newest ?? {}), secrets)).toBeUndefined();
      }),
      { seed, numRuns: 3_000, interruptAfterTimeLimit: 8_000 },
    );
  });

  it('was a request that succeeds, a refused one, or one for nothing that is there', () => {
    const seen = new Set([...running.tenant.traffic.newestFirst()].map(({ kind, status }) => `${kind} ${status}`));
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['token 200', 'token 400', 'token 401', 'token 403', 'discovery 200', 'jwks 200', 'other 404'],
        ...[200, 201, 204, 400, 401, 404, 409].map((status) => `management ${status}`),
      ]),
    );
  });

  it('leaves no secret in the traffic', () => {
    const secretsNow = allSecrets();
    const entries = [...running.tenant.traffic.newestFirst()];
    expect(entries.length).toBeGreaterThan(1_000);
    expect(entries.map((entry) => findSecret(JSON.stringify(entry), secretsNow)).filter(Boolean)).toEqual([]);
  });

  it('leaves no secret in the log of the Management API', async () => {
    for (let page = 0; page < 5; page += 1) {
      const { status, body } = await running.api('GET', `/logs?per_page=100&page=${page}`);
      expect(status).toBe(200);
      expect(findSecret(JSON.stringify(body), allSecrets())).toBeUndefined();
    }
  });

  it('leaves the tenant as able to issue tokens as before', async () => {
    const { client_id, client_secret = '' } = await running.tenant.clients.create({ name: 'Afterwards' });
    running.tenant.clientGrants.create({ client_id, audience: '/api/v2/', scope: [] });
    const audience = `${running.origin}/api/v2/`;
    const { status } = await running.requestToken({
      grant_type: 'client_credentials',
      client_id,
      client_secret,
      audience,
    });
    expect(status).toBe(200);
  });
});

describe('bytes that are no HTTP', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'GET / HTTP/1.1',
      'POST /oauth/token HTTP/1.1',
      'GET  / HTTP/1.1',
      'GET / HTTP/9.9',
      'FOO / HTTP/1.1',
    ),
    fc.constantFrom('GET /\u0001 HTTP/1.1', 'GET /é HTTP/1.1', 'GET /oauth/token?client_secret=%', 'HELO x', ''),
    fc.constantFrom(`GET /oauth/token?client_secret=${marked.clientSecret} HTTP/1.1`),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const header = fc.oneof(
    fc.constantFrom('Host: localhost', 'Host: evil.example', 'Host:', 'Content-Length: 3', 'Content-Length: -1'),
    fc.constantFrom('Content-Length: abc', 'Transfer-Encoding: chunked', 'Transfer-Encoding: nonsense', 'X:', ': x'),
    fc.constantFrom('Expect: 100-continue', 'Expect: nonsense', 'Upgrade: h2c', 'Connection: Upgrade', 'no colon'),
    fc.constantFrom(`Authorization: ${marked.basicHeaders[0]}`, `X-Long: ${'x'.repeat(20_000)}`),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const request = fc
    .tuple(line, fc.array(header, { maxLength: 5 }), fc.string({ unit: 'binary', maxLength: 40 }))
    .map(([first, headers, body]) => `${[first, ...headers].join('\r\n')}\r\n\r\n${body}`);

  it('are answered in JSON, or the connection is closed, and nothing hangs', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (text) => {
        const socket = openSocket(running.origin);
        socket.end(text);
        const answer = await readAnswer(socket);
        if (answer === undefined) return;
        expect(answer.status).toBeLessThan(500);
        if (answer.status < 400) return;
        expect(answer.header('content-type')).toMatch(/^application\/json\b/);
        expect(findSecret(answer.head + answer.body, secrets)).toBeUndefined();
      }),
      { seed, numRuns: 400, interruptAfterTimeLimit: 4_000 },
    );
  });

  it('leave the tenant answering', async () => {
    const { host } = new URL(running.origin);
    const answer = await exchangeRaw(
      running.origin,
      `GET /.well-known/jwks.json HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer?.status).toBe(200);
  });
});
