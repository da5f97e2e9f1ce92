/** HTTP as bytes on a socket: for requests that fetch would refuse to send, and answers as they stand on the wire. */
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  /** Status line and headers, letter case kept. */
  head: string;
  /** Value of a header, or undefined. */
  header(name: string): string | undefined;
  body: string;
}

/** Milliseconds after which a request counts as hanging. */
const patience = 5_000;

/** A socket to the tenant; whoever opens it ends it. */
export function openSocket(origin: string): Socket {
  const { hostname, port } = new URL(origin);
  return connect(Number(port), hostname);
}

/**
 * Sends one request (which should carry `Connection: close`) and resolves to what came back, or to undefined where the
 * tenant closed the connection without a word.
 */
export function exchangeRaw(origin: string, request: string | Uint8Array): Promise<RawAnswer | undefined> {
  const socket = openSocket(origin);
  socket.write(request);
  return readAnswer(socket);
}

/** Everything that comes until the connection closes. @throws {Error} where that takes more than five seconds */
export function readAnswer(socket: Socket): Promise<RawAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const hangs = setTimeout(() => {
      socket.destroy();
      reject(new Error(`No end of the answer within ${patience} ms. So far: ${Buffer.concat(chunks)}`));
    }, patience);
    socket.on('data', (chunk) => chunks.push(chunk));
    // A tenant that closes before it read everything resets the connection; what it said counts all the same.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(hangs);
      resolve(parse(Buffer.concat(chunks).toString()));
    });
  });
}

function parse(text: string): RawAnswer | undefined {
  const final = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  if (final === '') return undefined;
  const [head = '', ...rest] = final.split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    head,
    header: (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1],
    body: rest.join('\r\n\r\n'),
  };
}

/** A request with `Host`, `Connection: close` and, for a body, its length; `headers` may overrule each. */
export function requestText(
  origin: string,
  requestLine: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): string {
  const all = {
    Host: new URL(origin).host,
    Connection: 'close',
    ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${requestLine} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}
