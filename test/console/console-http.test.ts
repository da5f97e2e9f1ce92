/** The browser host's own door: who gets in, what it serves, and what it tells. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../src-main/console/content-security-policy.ts';
import { listenToEvents } from '../../src-main/console/events.ts';
import { consolePaths } from '../../src-main/contract/bridge.ts';
import { openConsole } from '../../src-main/headless/console-http.ts';
import { exchangeRaw, requestText } from '../builders/raw-exchange.ts';
import { type HttpDoor, openHttpDoor } from './http-door.ts';
import { readEvents } from './read-events.ts';
import { type RunningConsole, runConsole } from './running-console.ts';

const statusCall = `${consolePaths.call}/tenant.status`;
const json = { 'content-type': 'application/json' };
let runtime: RunningConsole['runtime'];
let door: HttpDoor;
beforeAll(async () => {
  const running = await runConsole();
  runtime = running.runtime;
  door = await openHttpDoor(running.dispatch, (listener) => listenToEvents(runtime, running.host, listener));
});
afterAll(async () => {
  await door.close();
  await runtime.close();
});

describe('the session', () => {
  it('is opened by the token of the address alone, with a cookie that no script and no other site can use', async () => {
    const response = await post(consolePaths.session, { token: door.token });
    expect(response.status).toBe(204);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^tokenbench_\d+=[\w-]{43};/);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/console']) expect(cookie).toContain(attribute);
  });

  it.each([{ token: 'wrong' }, { token: '' }, { token: ['a'] }, {}, [], 'text', null])(
    'is not opened by %j',
    async (body) => {
      const response = await post(consolePaths.session, body);
      expect(response.status).toBe(401);
      expect(response.headers.getSetCookie()).toEqual([]);
    },
  );

  it('has a token of its own at each start', async () => {
    const other = await openHttpDoor(async () => ({ ok: true, value: {} }));
    expect(other.token).not.toBe(door.token);
    expect((await post(statusCall, {}, { cookie: other.cookie })).status).toBe(401);
    await other.close();
  });

  it('is needed for calls and for events', async () => {
    for (const cookie of ['', 'tokenbench=', door.cookie.replace(/.$/, ''), `${door.cookie}x`]) {
      expect((await post(statusCall, {}, { cookie })).status, cookie).toBe(401);
      expect((await get(consolePaths.events, { cookie })).status, cookie).toBe(401);
    }
    expect((await post(statusCall, {}, { cookie: door.cookie })).status).toBe(200);
  });
});

describe('strangers', () => {
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost', '0.0.0.0'])(
    'that reach it by the name %s get nothing, cookie or not',
    async (host) => {
      const headers = { ...json, Host: host, Cookie: door.cookie };
      for (const request of [
        requestText(door.origin, `POST ${statusCall}`, headers, '{}'),
        requestText(door.origin, 'GET /', headers),
        requestText(door.origin, `GET ${consolePaths.events}`, headers),
      ]) {
        const answer = await exchangeRaw(door.origin, request);
        expect(answer?.status).toBe(421);
        expect(answer?.body).not.toContain('Screens');
      }
    },
  );

  it.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://localhost:4400', 'app://console'])(
    'whose page is of the origin %s are refused',
    async (origin) => {
      const headers = { cookie: door.cookie, origin };
      expect((await post(statusCall, {}, headers)).status).toBe(403);
      expect((await post(consolePaths.session, { token: door.token }, headers)).status).toBe(403);
      expect((await get(consolePaths.events, headers)).status).toBe(403);
      expect((await get('/page.js', headers)).status).toBe(403);
    },
  );

  it.each(['cross-site', 'same-site'])('whose request the browser calls %s are refused', async (site) => {
    const headers = { Cookie: door.cookie, 'Sec-Fetch-Site': site };
    const send = async (line: string, body?: string) =>
      (await exchangeRaw(door.origin, requestText(door.origin, line, { ...json, ...headers }, body)))?.status;
    expect(await send(`POST ${statusCall}`, '{}')).toBe(403);
    expect(await send(`GET ${consolePaths.events}`)).toBe(403);
    // A link to the page itself does no harm: without the token it shows that there is no session.
    expect(await send('GET /')).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'cannot post %j, which browsers send anywhere without asking first',
    async (type) => {
      const response = await fetch(`${door.origin}${consolePaths.call}/resourceServers.create`, {
        method: 'POST',
        headers: { cookie: door.cookie, ...(type === '' ? {} : { 'content-type': type }) },
        body: new TextEncoder().encode('{"identifier":"https://smuggled.example/"}'),
      });
      expect(response.status).toBe(415);
      expect(runtime.tenant.resourceServers.byIdentifier('https://smuggled.example/')).toBeUndefined();
    },
  );

  it('are given no CORS, neither by the screens nor by the Management API', async () => {
    const issuer = runtime.status().issuer ?? '';
    for (const address of [`${door.origin}${statusCall}`, `${issuer}api/v2/clients`]) {
      for (const method of ['OPTIONS', 'POST', 'GET']) {
        const response = await fetch(address, {
          method,
          headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
        });
        expect(response.ok, `${method} ${address}`).toBe(false);
        expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    }
  });
});

describe('what is served', () => {
  it('carries the content security policy and keeps to itself, whatever it is', async () => {
    for (const path of ['/', '/page.js', '/nothing', statusCall]) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy'), path).toBe(contentSecurityPolicy);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
  });

  it('is the folder of the screens, and nothing outside of it', async () => {
    expect(await (await get('/')).text()).toContain('Screens');
    for (const path of [
      '/../outside.txt',
      '/..%2foutside.txt',
      '/%2e%2e/outside.txt',
      '/%2e%2e%2foutside.txt',
      '/..%5coutside.txt',
      '/..\\outside.txt',
      '//etc/passwd',
      '/%00',
      '/.',
      '/page.js/../../outside.txt',
    ]) {
      const answer = await exchangeRaw(door.origin, requestText(door.origin, `GET ${path}`));
      expect(answer?.body, path).not.toContain('outside of the screens');
      expect(answer?.status === 200 && !answer.body.includes('Screens'), path).toBe(false);
    }
  });

  it('takes a call of 1 MB, and refuses one that no screen would make', async () => {
    const inspect = (length: number) =>
      post(`${consolePaths.call}/tokens.inspect`, { text: 'x'.repeat(length) }, { cookie: door.cookie });
    expect(await (await inspect(1_000_000)).json()).toMatchObject({ ok: true });
    expect((await inspect(3_000_000)).status).toBe(413);
  });

  it('listens on this machine only, at a port of its own', async () => {
    expect(new URL(door.origin).hostname).toBe('127.0.0.1');
    const port = Number(new URL(door.origin).port);
    const second = openConsole({
      port,
      renderer: '/',
      dispatch: async () => ({ ok: true, value: {} }),
      listen: () => () => undefined,
    });
    await expect(second).rejects.toThrow(`${port}`);
  });
});

describe('the events', () => {
  it('arrive as they happen: what another program changed, each exchange, the state of the tenant', async () => {
    const events = await readEvents(door.origin, door.cookie);
    const { client_id } = await runtime.tenant.clients.create({ name: 'Somebody else' });
    expect(await events.next()).toEqual({ name: 'changed', payload: { noun: 'clients', ids: [client_id] } });
    await fetch(runtime.status().jwksUri ?? '');
    expect(await events.next()).toEqual({
      name: 'exchange',
      payload: {
        log_id: expect.any(String),
        recorded: expect.any(Number),
        held: expect.any(Number),
        unread: expect.any(Number),
      },
    });
    await post(`${consolePaths.call}/preferences.update`, { theme: 'dark' }, { cookie: door.cookie });
    expect(await events.next()).toMatchObject({ name: 'preferences', payload: { theme: 'dark' } });
    await runtime.stop();
    expect(await events.next()).toMatchObject({ name: 'status', payload: { state: 'stopped' } });
    await events.end();
  });

  it('are told to each page that listens, and a page that left costs nothing', async () => {
    const [one, other] = await Promise.all([
      readEvents(door.origin, door.cookie),
      readEvents(door.origin, door.cookie),
    ]);
    await one.end();
    const { client_id } = await runtime.tenant.clients.create({ name: 'Another one' });
    expect(await other.next()).toMatchObject({ payload: { ids: [client_id] } });
    await other.end();
  });

  it('end when the host closes, without waiting for those who listen', async () => {
    const host = await openHttpDoor(async () => ({ ok: true, value: {} }));
    const events = await readEvents(host.origin, host.cookie);
    await host.close();
    expect(await events.next()).toBeUndefined();
  });
});

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${door.origin}${path}`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${door.origin}${path}`, { headers });
}
