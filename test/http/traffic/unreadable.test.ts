/** What came to a door and was no HTTP: answered as before, and in the traffic with what is known of it. */
import { connect, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src-main/contract/entities/exchange.ts';
import { recordUnreadable } from '../../../src-main/http/record-unreadable.ts';
import { type RunningTenant, startTestTenant } from '../../builders/running-tenant.ts';

let running: RunningTenant;
beforeAll(async () => {
  running = await startTestTenant({ https: true });
});
afterAll(() => running.close());

const portOf = (origin: string | undefined) => Number(new URL(origin ?? '').port);

/** What a door says to bytes, until it hangs up. */
function sendBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
  });
}

/** The tenant hears of a failed handshake after the client did. */
function nextExchange(): Promise<Exchange> {
  const { events, traffic } = running.tenant;
  return new Promise((resolve) => {
    const stop = events.on('exchange', ({ log_id }) => {
      stop();
      resolve(traffic.get(log_id));
    });
  });
}

describe('what is no HTTP', () => {
  it('is in the traffic with its size and the parser’s reason, and nothing of what it held', async () => {
    const next = nextExchange();
    const answer = await sendBytes(portOf(running.origin), 'client_secret=S3CRET\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*"Client Error"/s);
    const exchange = await next;
    expect(exchange).toMatchObject({ kind: 'not_http', status: 400, method: '', url: '', ip: '127.0.0.1' });
    expect(exchange.description).toMatch(/^24 bytes that no HTTP begins with \(HPE_INVALID_/);
    expect(JSON.stringify(exchange)).not.toContain('S3CRET');
    expect(exchange).not.toHaveProperty('type');
  });

  it('says so where the headers are too large', async () => {
    const next = nextExchange();
    await sendBytes(portOf(running.origin), `GET / HTTP/1.1\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(await next).toMatchObject({ status: 431, description: 'Headers larger than 16 KB' });
  });

  it('says so where TLS is spoken to the plain address', async () => {
    const next = nextExchange();
    const socket = connectTls({ port: portOf(running.origin), host: '127.0.0.1', rejectUnauthorized: false });
    socket.on('error', () => undefined);
    expect((await next).hint).toMatch(/^The client spoke TLS/);
    socket.destroy();
  });

  it('says so where plain HTTP is spoken to the TLS address', async () => {
    const next = nextExchange();
    await sendBytes(portOf(running.httpsOrigin), 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    expect(await next).toMatchObject({ status: 0, description: 'Plain HTTP at the HTTPS address' });
  });

  /** OpenSSL's clients send an alert (curl: this code); Node's hang up, which says nothing. */
  it('says so where the client does not trust the certificate', async () => {
    const next = nextExchange();
    const alert = Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' });
    recordUnreadable(running.tenant.traffic, alert, new Socket());
    expect(await next).toMatchObject({ status: 0, hint: expect.stringMatching(/does not trust the certificate/) });
  });
});
