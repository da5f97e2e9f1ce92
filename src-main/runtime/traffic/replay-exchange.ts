/** Sends a request again as it was, secrets included, to the tenant's own door. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { TenantError } from '../../tenant/tenant-error.ts';
import type { RevealedExchange } from '../../tenant/traffic/service.ts';
import type { TenantRuntime } from '../tenant-runtime.ts';
import { awaitExchange } from './await-exchange.ts';
import { writeBody } from './write-messages.ts';

/** Headers of one hop, RFC 9110 §7.6.1, and those that follow from the body: each message has its own. */
const ownHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
]);

/** Why an exchange cannot be sent again, in a sentence; undefined where it can. */
export function whyNoReplay(exchange: Pick<RevealedExchange, 'method' | 'request'>): string | undefined {
  const { method, request } = exchange;
  if (method === '') return 'What came was no request.';
  if (request.omitted !== undefined) return 'Its body was too long to be kept.';
  const length = Number(request.headers['content-length'] ?? 0);
  const hasBody = length > 0 || request.headers['transfer-encoding'] !== undefined;
  if (hasBody && request.json === '') return 'Its body could not be read, and was not kept.';
  return undefined;
}

/**
 * @returns the id of the new exchange
 * @throws {TenantError} `inexistent_log`; `invalid_request` where the tenant is stopped, or the request cannot be repeated
 */
export async function replayExchange(log_id: string, runtime: TenantRuntime): Promise<string> {
  const { tenant, doors } = runtime;
  const exchange = tenant.traffic.reveal(log_id);
  const problem = whyNoReplay(exchange);
  if (problem !== undefined) throw new TenantError('invalid_request', `This cannot be sent again: ${problem}`);
  const origin = chooseOrigin(exchange.hostname, doors);
  if (origin === undefined)
    throw new TenantError('invalid_request', 'The tenant is stopped. Start it to send this again.');
  const newest = tenant.traffic.newestId;
  const port = await sendAgain(exchange, origin, doors?.tls?.caCertificate);
  const found = await awaitExchange(port, newest, tenant);
  if (found !== undefined) return found.log_id;
  throw new TenantError(
    'invalid_request',
    'It was sent again, but its exchange is not in the traffic: look at the newest.',
  );
}

/** The origin of the door that it came to, where that is open, else of the one that is. */
export function chooseOrigin(hostname: string, doors: TenantRuntime['doors']): string | undefined {
  const port = /:(\d+)$/.exec(hostname)?.[1];
  const isHttps = port !== undefined && doors?.httpsOrigin?.endsWith(`:${port}`) === true;
  return isHttps ? doors?.httpsOrigin : (doors?.httpOrigin ?? doors?.httpsOrigin);
}

/** Resolves to the local port once the answer came to its end. */
function sendAgain(
  { method, url, request }: RevealedExchange,
  origin: string,
  ca: string | undefined,
): Promise<number> {
  const body = writeBody(request.headers, request.json);
  const kept = Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name.toLowerCase()));
  const headers = {
    ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    ...(body === '' ? {} : { 'content-length': Buffer.byteLength(body) }),
  };
  const { hostname, port, protocol } = new URL(origin);
  const options = { host: hostname, port, path: url, method, headers, setHost: false, agent: false as const };
  return new Promise((resolve, reject) => {
    const sent: ClientRequest =
      protocol === 'https:' ? httpsRequest({ ...options, ca, servername: 'localhost' }) : httpRequest(options);
    let connectedFrom = 0;
    sent.on('socket', (socket) => socket.once('connect', () => (connectedFrom = socket.localPort ?? 0)));
    // A fault may drop the connection: the exchange is on record all the same.
    sent.on('error', (error) => (connectedFrom === 0 ? reject(error) : resolve(connectedFrom)));
    sent.on('response', (answer: IncomingMessage) => {
      // Before its end: a socket that is closed has no port.
      const { localPort = 0 } = answer.socket;
      answer.on('error', reject);
      answer.on('end', () => resolve(localPort));
      answer.resume();
    });
    sent.end(body);
  });
}
