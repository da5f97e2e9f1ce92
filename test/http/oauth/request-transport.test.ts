/** Methods, addresses, hosts and the bytes on the wire of token requests: RFC 9110, RFC 9112. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRaw, openSocket, readAnswer, requestText } from '../../builders/raw-exchange.ts';
import { send } from '../../builders/running-tenant.ts';
import { accessTokenOf, basic, type OrdersTenant, orders, startOrdersTenant, worker } from './orders-tenant.ts';

const origin = 'https://shop.example';

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    clients: [{ name: 'Shop', app_type: 'spa', token_endpoint_auth_method: 'none', web_origins: [origin] }],
  });
});
afterAll(() => running.close());

const right = { grant_type: 'client_credentials', ...worker, audience: orders };
const form = 'application/x-www-form-urlencoded';
const rightForm = new URLSearchParams(right).toString();

describe('methods and addresses', () => {
  it.each([
    ['te-get', 'GET', '/oauth/token'],
    ['te-get', 'HEAD', '/oauth/token'],
    ['te-put-delete', 'PUT', '/oauth/token'],
    ['te-put-delete', 'DELETE', '/oauth/token'],
    ['te-put-delete', 'PATCH', '/oauth/token'],
    ['te-trailing-slash', 'POST', '/oauth/token/'],
    ['te-trailing-slash', 'POST', '/oauth//token'],
    ['te-trailing-slash', 'POST', '/OAuth/Token'],
  ])('%s: %s %s is not found, as at the service', async (_row, method, path) => {
    const body = ['GET', 'HEAD'].includes(method) ? {} : { body: new URLSearchParams(right) };
    const answer = await send(`${running.origin}${path}?${rightForm}`, { method, ...body });
    expect(answer.status).toBe(404);
    if (method !== 'HEAD') expect(answer.body).toEqual({ statusCode: 404, error: 'Not Found', message: 'Not Found' });
  });

  const preflight = (from: string) =>
    send(`${running.origin}/oauth/token`, {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,auth0-client',
      },
    });

  it('te-options: a preflight from a web origin of an application is answered with what it may', async () => {
    const { status, headers } = await preflight(origin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')).toContain('content-type');
    expect(headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  it.each(['https://evil.example', 'https://shop.example.evil.example', 'null', 'http://shop.example'])(
    'te-options: a preflight from %s gets no leave',
    async (from) => {
      const { status, headers } = await preflight(from);
      expect(status).toBeLessThan(500);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it.each([
    ['another name', 'evil.example', 421],
    ['another name with the right port', 'evil.example:{port}', 421],
    ['a name that ends in localhost without a dot', 'evillocalhost:{port}', 421],
    ['an address of the network', '192.168.1.1', 421],
    ['no name', '', 421],
    ['a port that is none', 'localhost:99999', 421],
    ['user information', 'localhost@evil.example', 421],
    ['a dot at its end', 'localhost.:{port}', 421],
    ['an address in other digits', '127.1:{port}', 421],
    ['an address as one number', '2130706433:{port}', 421],
    ['an IPv6 address without brackets', '::1', 421],
    ['a space', 'localhost evil.example', 421],
    ['localhost', 'localhost:{port}', 200],
    ['localhost in capitals', 'LOCALHOST:{port}', 200],
    ['the loopback address', '127.0.0.1:{port}', 200],
    ['the loopback address of IPv6', '[::1]:{port}', 200],
    ['a name below .localhost', 'acme.localhost:{port}', 200],
  ])('te-head-host: Host %s: %s → %i', async (_what, host, status) => {
    const { port } = new URL(running.origin);
    const headers = { 'Content-Type': form, Host: host.replace('{port}', port) };
    const answer = await exchangeRaw(
      running.origin,
      requestText(running.origin, 'POST /oauth/token', headers, rightForm),
    );
    expect(answer?.status).toBe(status);
    expect(answer?.header('content-type')).toContain('application/json');
  });
});

describe('on the wire', () => {
  it.each([
    ['two Host lines', 'Host: localhost\r\nHost: evil.example\r\n', '1.1', 400],
    ['two Host lines that say the same', 'Host: localhost\r\nhost: localhost\r\n', '1.1', 400],
    ['no Host line', '', '1.1', 400],
    ['no Host line, as HTTP/1.0 has it', '', '1.0', 421],
  ])('te-host-count: %s', async (_what, hosts, version, status) => {
    // The key set too, which is answered before the router where it was asked for before.
    for (const path of ['/.well-known/jwks.json', '/.well-known/jwks.json', '/api/v2/clients']) {
      const request = `GET ${path} HTTP/${version}\r\n${hosts}Connection: close\r\n\r\n`;
      expect((await exchangeRaw(running.origin, request))?.status, path).toBe(status);
    }
  });

  it('te-expect: Expect: 100-continue is continued, and then answered', async () => {
    const socket = openSocket(running.origin);
    const headers = { 'Content-Type': form, Expect: '100-continue', 'Content-Length': String(rightForm.length) };
    socket.write(requestText(running.origin, 'POST /oauth/token', headers));
    const first = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))));
    expect(first).toMatch(/^HTTP\/1\.1 100 Continue/);
    socket.write(rightForm);
    expect((await readAnswer(socket))?.status).toBe(200);
  });

  it('a body in chunks is read', async () => {
    const head = requestText(running.origin, 'POST /oauth/token', {
      'Content-Type': form,
      'Transfer-Encoding': 'chunked',
    });
    const middle = rightForm.length >> 1;
    const chunks = [rightForm.slice(0, middle), rightForm.slice(middle), ''];
    const body = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
    expect((await exchangeRaw(running.origin, head + body))?.status).toBe(200);
  });

  it('two requests in one packet get two answers, in order', async () => {
    const keepAlive = requestText(
      running.origin,
      'POST /oauth/token',
      { 'Content-Type': form, Connection: 'keep-alive' },
      rightForm,
    );
    const last = requestText(running.origin, 'POST /oauth/token', { 'Content-Type': form }, 'grant_type=foo');
    const answer = await exchangeRaw(running.origin, keepAlive + last);
    expect(answer?.status).toBe(200);
    expect(answer?.body).toContain('HTTP/1.1 401 Unauthorized');
  });

  it('te-slow: while one request trickles, others are answered', async () => {
    const slow = openSocket(running.origin);
    const headers = { 'Content-Type': form, 'Content-Length': String(rightForm.length) };
    slow.write(requestText(running.origin, 'POST /oauth/token', headers) + rightForm.slice(0, 5));
    const slowHead = openSocket(running.origin);
    slowHead.write('POST /oauth/token HT');
    accessTokenOf(await running.ask());
    slow.write(rightForm.slice(5));
    expect((await readAnswer(slow))?.status).toBe(200);
    slowHead.destroy();
  });

  it('a client that goes away in the middle of a request harms nobody', async () => {
    const socket = openSocket(running.origin);
    const headers = { 'Content-Type': form, 'Content-Length': '1000' };
    socket.write(requestText(running.origin, 'POST /oauth/token', headers) + rightForm);
    socket.resetAndDestroy();
    accessTokenOf(await running.ask());
  });

  it('Basic credentials and a form go together', async () => {
    const { client_id, client_secret } = worker;
    accessTokenOf(
      await running.ask({ client_id: undefined, client_secret: undefined }, basic(client_id, client_secret)),
    );
  });
});
