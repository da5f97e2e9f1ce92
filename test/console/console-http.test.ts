/** The browser host's own door: who gets in, what it serves, and what it tells. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../src-main/console/content-security-policy.ts';
import { listenToEvents } from '../../src-main/console/events.ts';
import { type BridgeEvent, consolePaths } from '../../src-main/contract/bridge.ts';
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
  it('is opened by the token of the address, and no cookie carries it to other ports', async () => {
    const response = await post(consolePaths.session, { token: door.token });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ session: expect.stringMatching(/^[\w-]{43}$/) });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each([{ token: 'wrong' }, { token: '' }, { token: ['a'] }, {}, [], 'text', null])(
    'is not opened by %j',
    async (body) => {
      const response = await post(consolePaths.session, body);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('session":');
    },
  );

  it('has a token of its own at each start', async () => {
    const other = await openHttpDoor(async () => ({ ok: true, value: {} }));
    expect(other.token).not.toBe(door.token);
    expect((await post(statusCall, {}, { authorization: other.authorization })).status).toBe(401);
    await other.close();
  });

  it('is needed for calls and for events', async () => {
    const { authorization } = door;
    const token = authorization.replace('Bearer ', '');
    for (const wrong of ['', 'Bearer', token, authorization.replace(/.$/, ''), `${authorization}x`]) {
      expect((await post(statusCall, {}, { authorization: wrong })).status, wrong).toBe(401);
      expect((await get(consolePaths.events, { authorization: wrong })).status, wrong).toBe(401);
    }
    expect((await post(statusCall, {}, { cookie: `tokenbench=${token}` })).status).toBe(401);
    expect((await post(statusCall, {}, { authorization })).status).toBe(200);
  });

  it('is opened once by an address that a browser is handed, and only for a minute', async () => {
    let now = 0;
    const other = await openHttpDoor(
      async () => ({ ok: true, value: {} }),
      () => () => undefined,
      () => now,
    );
    const open = async (address: string) => {
      const { origin, hash } = new URL(address);
      const body = JSON.stringify({ token: hash.replace('#session=', '') });
      return (await fetch(`${origin}${consolePaths.session}`, { method: 'POST', headers: json, body })).status;
    };
    const address = other.launchAddress();
    expect(address).not.toContain(other.token);
    expect([await open(address), await open(address)]).toEqual([200, 401]);
    const late = other.launchAddress();
    now += 60_000;
    expect(await open(late)).toBe(401);
    await other.close();
  });
});

describe('strangers', () => {
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost', '0.0.0.0'])(
    'that reach it by the name %s get nothing, session or not',
    async (host) => {
      const headers = { ...json, Host: host, Authorization: door.authorization };
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
      const headers = { authorization: door.authorization, origin };
      expect((await post(statusCall, {}, headers)).status).toBe(403);
      expect((await post(consolePaths.session, { token: door.token }, headers)).status).toBe(403);
      expect((await get(consolePaths.events, headers)).status).toBe(403);
      expect((await get('/page.js', headers)).status).toBe(403);
    },
  );

  it.each(['cross-site', 'same-site'])('whose request the browser calls %s are refused', async (site) => {
    const headers = { Authorization: door.authorization, 'Sec-Fetch-Site': site };
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
        headers: { authorization: door.authorization, ...(type === '' ? {} : { 'content-type': type }) },
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

  it('leads a browser from an address without # to the screen there, and programs nowhere', async () => {
    const open = (path: string, more = {}) =>
      exchangeRaw(
        door.origin,
        requestText(door.origin, `GET ${path}`, { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...more }),
      );
    const led = async (path: string) => {
      const answer = await open(path);
      return [answer?.status, answer?.header('location')];
    };
    expect(await led('/apis')).toEqual([302, '/#/apis']);
    expect(await led('/applications/abc/settings?dialog=rotate')).toEqual([
      302,
      '/#/applications/abc/settings?dialog=rotate',
    ]);
    expect((await open('//evil.example/apis'))?.header('location')).toBeUndefined();
    expect((await open('/page.js'))?.status).toBe(200);
    expect((await open('/apis', { Host: 'evil.example' }))?.status).toBe(421);
    expect((await open('/apis', { Origin: 'https://evil.example' }))?.status).toBe(403);
    expect((await open(`${consolePaths.call}/nothing`))?.status).toBe(404);
    for (const accept of ['application/json', '*/*']) {
      const response = await get('/apis', { accept });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ message: expect.stringContaining('GET /apis') });
    }
  });

  it('takes a call of 1 MB, and refuses one that no screen would make', async () => {
    const inspect = (length: number) =>
      post(`${consolePaths.call}/tokens.inspect`, { text: 'x'.repeat(length) }, { authorization: door.authorization });
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
    const events = await readEvents(door.origin, door.authorization);
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
    await post(`${consolePaths.call}/preferences.update`, { theme: 'dark' }, { authorization: door.authorization });
    expect(await events.next()).toMatchObject({ name: 'preferences', payload: { theme: 'dark' } });
    await runtime.stop();
    expect(await events.next()).toMatchObject({ name: 'status', payload: { state: 'stopped' } });
    await events.end();
  });

  it('are told to each page that listens, and a page that left costs nothing', async () => {
    const [one, other] = await Promise.all([
      readEvents(door.origin, door.authorization),
      readEvents(door.origin, door.authorization),
    ]);
    await one.end();
    const { client_id } = await runtime.tenant.clients.create({ name: 'Another one' });
    expect(await other.next()).toMatchObject({ payload: { ids: [client_id] } });
    await other.end();
  });

  it('end where nobody reads them, so that what waits for a page is bounded', async () => {
    let tell: ((event: BridgeEvent) => void) | undefined;
    let left = 0;
    const host = await openHttpDoor(
      async () => ({ ok: true, value: {} }),
      (listener) => {
        tell = listener;
        return () => {
          left += 1;
        };
      },
    );
    const { hostname, port } = new URL(host.origin);
    const socket = connect(Number(port), hostname);
    const headers = { Authorization: host.authorization };
    socket.write(requestText(host.origin, `GET ${consolePaths.events}`, headers));
    await once(socket, 'readable');
    socket.pause();
    const event: BridgeEvent = { name: 'changed', payload: { noun: 'clients', ids: ['x'.repeat(100_000)] } };
    let told = 0;
    // The system's own buffers take some megabytes first.
    for (; left === 0 && told < 1_000; told += 1) {
      tell?.(event);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(left).toBe(1);
    expect(told).toBeLessThan(1_000);
    socket.destroy();
    await host.close();
  });

  it('end when the host closes, without waiting for those who listen', async () => {
    const host = await openHttpDoor(async () => ({ ok: true, value: {} }));
    const events = await readEvents(host.origin, host.authorization);
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
