/** What holds of every answer: of the token endpoint, and of the tenant. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import { exchangeRaw, openSocket, readAnswer, requestText } from '../../builders/raw-exchange.ts';
import { send, startTestTenant } from '../../builders/running-tenant.ts';
import { basic, type OrdersTenant, orders, ordersSeed, startOrdersTenant, worker } from './orders-tenant.ts';

const origin = 'https://shop.example';

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    clients: [{ name: 'Shop', app_type: 'spa', token_endpoint_auth_method: 'none', web_origins: [origin] }],
  });
});
afterAll(() => running.close());

const form = 'application/x-www-form-urlencoded';
const rightForm = new URLSearchParams({ grant_type: 'client_credentials', ...worker, audience: orders }).toString();

describe('every answer of the token endpoint', () => {
  const requests: [what: string, status: number, change: Record<string, string | undefined>, headers?: object][] = [
    ['a token', 200, {}],
    ['a missing parameter', 400, { grant_type: undefined }],
    ['a wrong secret', 401, { client_secret: 'wrong' }],
    ['an unknown audience', 403, { audience: 'urn:nowhere' }],
    ['a body too large', 413, { padding: 'x'.repeat(1_100_000) }],
    ['a compressed body', 415, {}, { 'content-encoding': 'br' }],
  ];
  it.each(requests)('an-no-store, an-json, an-nosniff, an-status: %s (%i)', async (_what, status, change, headers) => {
    const answer = await running.ask(change, { ...headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    for (const name of ['server', 'x-powered-by', 'set-cookie', 'etag']) expect(answer.headers.has(name)).toBe(false);
    expect(answer.body).toBeTypeOf('object');
    if (status === 200) return;
    const { error, error_description, ...rest } = Object(answer.body);
    expect(error).toMatch(/^[a-z_]+$/);
    expect(error_description).toMatch(/\S/);
    expect(rest).toEqual({});
  });

  it('an-error-charset: is ASCII without backslash, the service’s own quotation marks aside, and escaped as JSON', async () => {
    const { body } = await running.ask({ audience: 'urn:"quoted"\\ü' });
    expect(Object(body).error_description).toBe('Service not enabled within domain: urn:"quoted"\\ü');
    const raw = await exchangeRaw(
      running.origin,
      requestText(running.origin, 'POST /oauth/token', { 'Content-Type': form }, `${rightForm}x`),
    );
    expect(raw?.body).toMatch(/^[\x20-\x7e]*$/);
  });

  it('an-no-echo: repeats no secret, whatever is wrong with the request', async () => {
    const secret = 'never-to-be-repeated';
    const answers = [
      await running.ask({ client_secret: secret }),
      await running.ask({}, basic(worker.client_id, secret)),
      await running.ask({ client_secret: undefined, client_assertion: secret }),
      await send(`${running.origin}/oauth/token?client_secret=${secret}&x=%zz`, { method: 'POST' }),
      await send(`${running.origin}/oauth/token%zz?client_secret=${secret}`, { method: 'POST' }),
    ];
    for (const { status, headers, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify([[...headers], body])).not.toContain(secret);
    }
    expect(JSON.stringify([...running.tenant.traffic.newestFirst()])).not.toContain(secret);
  });

  it('an-www: challenges a client that used the Authorization header, RFC 6749 §5.2', async () => {
    const { status, headers } = await running.ask({ client_id: undefined, client_secret: undefined }, basic('a', 'b'));
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Basic realm="tokenbench"']);
  });

  it('an-www: challenges at the Management API in any case', async () => {
    const { status, headers } = await send(`${running.origin}/api/v2/clients`, {});
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    const invalid = await running.api('GET', '/clients', undefined, 'a.b.c');
    expect(invalid.status).toBe(401);
    expect(invalid.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });

  it.each([
    ['a web origin of an application', origin, origin],
    ['another origin', 'https://evil.example', null],
    ['the origin null', 'null', null],
  ])('an-cors: for %s', async (_what, from, allowed) => {
    for (const change of [{}, { client_secret: 'wrong' }]) {
      const { headers } = await running.ask(change, { origin: from });
      expect(headers.get('access-control-allow-origin')).toBe(allowed);
      expect(headers.has('access-control-allow-credentials')).toBe(false);
      expect(headers.get('vary')?.toLowerCase()).toContain('origin');
    }
  });
});

describe('every answer of the tenant', () => {
  it.each([
    ['an unknown path', 'GET /nowhere', {}, 404],
    ['the root', 'GET /', {}, 404],
    ['an unknown path of the Management API', 'GET /api/v2/nowhere', {}, 404],
    ['a path of the real service that is not here', 'GET /authorize?client_id=a', {}, 404],
    ['a path that cannot be decoded', 'GET /%zz', {}, 400],
    ['a foreign host', 'GET /.well-known/jwks.json', { Host: 'evil.example' }, 421],
    ['a call without a token', 'GET /api/v2/clients', {}, 401],
    ['a method that no one knows', 'FOO /', {}, 400],
    ['headers without end', 'GET /', { 'X-Long': 'x'.repeat(20_000) }, 431],
  ])('an-json: %s is refused in JSON', async (_what, line, headers, status) => {
    const answer = await exchangeRaw(running.origin, requestText(running.origin, line, headers));
    expect(answer?.status).toBe(status);
    expect(answer?.header('content-type')).toMatch(/^application\/json\b/);
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ statusCode: status });
    expect(answer?.head).not.toMatch(/^(server|x-powered-by):/im);
  });

  it('an-json: a fault of the tenant itself is answered in JSON, without its reason', async () => {
    let isBroken = false;
    const store = createMemoryStore();
    const faulty = await startTestTenant({
      store: {
        ...store,
        write: (changes) => {
          if (isBroken) throw new Error('The disk is gone: /home/somebody/tenant.json');
          store.write(changes);
        },
      },
    });
    isBroken = true;
    const answer = await faulty.api('POST', '/clients', { name: 'Never' });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.body).toEqual({
      statusCode: 500,
      error: 'Internal Server Error',
      message: 'Internal error of the tenant. See its terminal.',
    });
    isBroken = false;
    expect((await faulty.api('POST', '/clients', { name: 'Again' })).status).toBe(201);
    await expect(faulty.close()).rejects.toThrow('1 internal errors');
  });

  it('an-date: carries the real date, even where the clock of the tenant is another', async () => {
    const past = await startTestTenant({ sample: true, clock: () => Date.parse('2001-01-01T00:00:00Z') });
    const { headers } = await send(`${past.origin}/.well-known/jwks.json`, {});
    expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(5_000);
    await past.close();
  });

  it('an-rate: of the Management API tells the limit in lower-case headers', async () => {
    const answer = await exchangeRaw(running.origin, requestText(running.origin, 'GET /api/v2/clients'));
    for (const name of ['limit', 'remaining', 'reset']) expect(answer?.head).toContain(`\r\nx-ratelimit-${name}: `);
  });

  it('an-close: is given to requests that run while the doors close', async () => {
    const closing = await startTestTenant({ seed: ordersSeed });
    const headers = { 'Content-Type': form, Expect: '100-continue', 'Content-Length': String(rightForm.length) };
    const sockets = Array.from({ length: 5 }, () => openSocket(closing.origin));
    // Continued, they have been taken in.
    await Promise.all(
      sockets.map((socket) => {
        socket.write(requestText(closing.origin, 'POST /oauth/token', headers));
        return new Promise((resolve) => socket.once('data', resolve));
      }),
    );
    const closed = closing.close();
    const answers = sockets.map((socket) => {
      socket.write(rightForm);
      return readAnswer(socket);
    });
    expect((await Promise.all(answers)).map((answer) => answer?.status)).toEqual([200, 200, 200, 200, 200]);
    await closed;
    await expect(fetch(closing.origin)).rejects.toThrow();
  });
});
