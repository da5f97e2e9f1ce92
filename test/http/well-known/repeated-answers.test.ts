/** A document that is asked for again in the same words: the same answer, an exchange of its own, and never an old one. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRaw, requestText } from '../../builders/raw-exchange.ts';
import { type RunningTenant, send, startTestTenant } from '../../builders/running-tenant.ts';

let running: RunningTenant;
beforeAll(async () => {
  running = await startTestTenant({ https: true });
});
afterAll(() => running.close());

const jwks = '/.well-known/jwks.json';
const discovery = '/.well-known/openid-configuration';

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  exchangeRaw(running.origin, requestText(running.origin, `${method} ${path}`, headers));

/** Without what tells the time. */
const steady = (head = '') => head.replace(/^date: .*$/im, '');

describe.each([jwks, discovery])('%s, asked for again', (path) => {
  it('is answered as before, to the letter', async () => {
    const first = await ask(path);
    for (let count = 0; count < 3; count += 1) {
      const again = await ask(path);
      expect(again?.status).toBe(200);
      expect(again?.body).toBe(first?.body);
      expect(steady(again?.head)).toBe(steady(first?.head));
    }
  });

  it('is an exchange of its own each time, told as fully as the first', async () => {
    await ask(path, { 'User-Agent': 'verifier/1' });
    const before = running.tenant.traffic.count;
    await ask(path, { 'User-Agent': 'verifier/1' });
    await ask(path, { 'User-Agent': 'verifier/1' });
    expect(running.tenant.traffic.count).toBe(before + 2);
    const [latest, earlier, first] = running.tenant.traffic.newestFirst();
    expect(new Set([latest?.log_id, earlier?.log_id, first?.log_id]).size).toBe(3);
    expect(latest).toMatchObject({ url: path, status: 200, user_agent: 'verifier/1', method: 'GET' });
    expect(latest?.duration).toBeGreaterThan(0);
    expect(latest?.response).toEqual(first?.response);
    expect(latest?.request).toEqual(first?.request);
    expect(running.tenant.traffic.get(latest?.log_id ?? '')).toEqual(latest);
  });

  it('is another answer for other words: what is known already, another host, another method', async () => {
    const first = await ask(path);
    const etag = first?.header('etag') ?? '';
    expect((await ask(path, { 'If-None-Match': etag }))?.status).toBe(304);
    expect((await ask(path, { Host: 'tenant.example' }))?.status).toBe(421);
    expect((await ask(path))?.body).toBe(first?.body);
    expect(await ask(path, {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});

it('the key set that was asked for before a rotation is not the one after it', async () => {
  const before = await ask(jwks);
  expect((await ask(jwks))?.body).toBe(before?.body);
  const { kid } = await running.tenant.signingKeys.rotate();
  expect((await ask(jwks))?.body).toContain(kid);
  expect((await ask(jwks))?.body).toContain(kid);
});

it('each door names itself, although the words of the request are the same', async () => {
  const over = (scheme: 'http' | 'https') => askAnywhere(scheme === 'http' ? running.origin : running.httpsOrigin);
  for (const scheme of ['http', 'https', 'http', 'https', 'https'] as const) {
    expect(await over(scheme)).toContain(`"issuer":"${scheme}://localhost/"`);
  }
});

it('a repetition outlives neither the ring nor the memory that holds its first', async () => {
  const tenant = await startTestTenant();
  try {
    const url = `${tenant.origin}${jwks}`;
    await send(url, {});
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(url, {})));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const kept = [...tenant.tenant.traffic.newestFirst()];
    expect(kept.filter((exchange) => exchange.url === jwks)).toHaveLength(51);
    tenant.tenant.traffic.clear();
    await send(url, {});
    expect([...tenant.tenant.traffic.newestFirst()]).toMatchObject([{ url: jwks, status: 200 }]);
  } finally {
    await tenant.close();
  }
});

/** The discovery document, asked for with the same headers at any door. */
function askAnywhere(origin = ''): Promise<string> {
  const { port, protocol } = new URL(origin);
  const options = { host: '127.0.0.1', port, path: discovery, agent: false, headers: { host: 'localhost' } };
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage) => text(answer).then(resolve, reject);
    const request =
      protocol === 'https:'
        ? httpsRequest({ ...options, ca: running.caCertificate }, onAnswer)
        : httpRequest(options, onAnswer);
    request.on('error', reject).end();
  });
}
