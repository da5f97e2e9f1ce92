/** A client credentials request to the tenant's own token endpoint, over the door that is open: what a program would send. */
import { request as httpRequest, type IncomingMessage, STATUS_CODES } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { TenantError } from '../tenant/tenant-error.ts';
import type { TenantRuntime } from './tenant-runtime.ts';
import { awaitExchange } from './traffic/await-exchange.ts';

export interface TokenExchangeShown {
  request: HttpMessageShown;
  response: HttpMessageShown;
  status: number;
  /** Milliseconds. */
  duration: number;
  hint?: string;
  /** The exchange in the traffic. */
  log_id?: string;
  /** The access token, where there is one. */
  accessToken?: string;
}

interface HttpMessageShown {
  startLine: string;
  headers: { name: string; value: string }[];
  /** Secrets masked. */
  body: string;
}

export interface TokenWish {
  client_id: string;
  audience: string;
  scope?: string[] | undefined;
}

const masked = '***';

/** Of the answer; the last four come with a 429. */
const toldHeaders = [
  'content-type',
  'cache-control',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

/** @throws {TenantError} `not_available`-like refusals: no such client, a client without a secret, a stopped tenant */
export async function requestToken(wish: TokenWish, runtime: TenantRuntime): Promise<TokenExchangeShown> {
  const { tenant } = runtime;
  const { tokenEndpoint } = runtime.status();
  if (tokenEndpoint === undefined) {
    throw new TenantError('invalid_request', 'The tenant is stopped. Start it to get a token.');
  }
  const client = tenant.clients.get(wish.client_id);
  if (client.client_authentication_methods !== undefined || client.client_secret === undefined) {
    throw new TenantError(
      'invalid_request',
      `${client.name} authenticates with a key of its own (private_key_jwt): only the application itself can ask.`,
      { field: 'client_id' },
    );
  }
  const body = {
    grant_type: 'client_credentials',
    client_id: client.client_id,
    client_secret: client.client_secret,
    audience: wish.audience,
    ...(wish.scope === undefined ? {} : { scope: wish.scope.join(' ') }),
  };
  const newest = tenant.traffic.newestId;
  const started = performance.now();
  const { response, text, localPort } = await post(
    tokenEndpoint,
    JSON.stringify(body),
    runtime.doors?.tls?.caCertificate,
  );
  const duration = performance.now() - started;
  const { statusCode = 0 } = response;
  const { shown, accessToken } = readAnswer(text);
  // The exact reason is in the tenant's own record of the exchange.
  const { hint, log_id } = (await awaitExchange(localPort, newest, tenant)) ?? {};
  return {
    request: {
      startLine: `POST ${new URL(tokenEndpoint).pathname} HTTP/1.1`,
      headers: [
        { name: 'host', value: new URL(tokenEndpoint).host },
        { name: 'content-type', value: 'application/json' },
      ],
      body: JSON.stringify({ ...body, client_secret: masked }, null, 2),
    },
    response: {
      startLine: `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`,
      headers: shownHeaders(response),
      body: shown,
    },
    status: statusCode,
    duration,
    ...(hint === undefined ? {} : { hint }),
    ...(log_id === undefined ? {} : { log_id }),
    ...(accessToken === undefined ? {} : { accessToken }),
  };
}

/** JSON in lines of its own; the page of a gateway, where a fault answers with one, as it came. */
function readAnswer(text: string): { shown: string; accessToken?: string } {
  try {
    const answer = Object(JSON.parse(text));
    const shown = JSON.stringify(answer, null, 2);
    return typeof answer.access_token === 'string' ? { shown, accessToken: answer.access_token } : { shown };
  } catch {
    return { shown: text };
  }
}

interface Posted {
  response: IncomingMessage;
  text: string;
  localPort: number;
}

function post(url: string, body: string, ca: string | undefined): Promise<Posted> {
  const isSecure = url.startsWith('https:');
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  };
  return new Promise((resolve, reject) => {
    const request = isSecure ? httpsRequest(url, { ...options, ca }) : httpRequest(url, options);
    request.on('error', (error) => reject(explainSilence(error)));
    request.on('response', (response) => {
      let text = '';
      // Before its end: a socket that is closed has no port.
      const { localPort = 0 } = response.socket;
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', (error) => reject(explainSilence(error)));
      response.on('end', () => resolve({ response, text, localPort }));
    });
    request.end(body);
  });
}

/** A fault may drop the connection, and the tenant may be stopped meanwhile. */
function explainSilence(error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code !== 'ECONNRESET' && code !== 'ECONNREFUSED' && code !== 'EPIPE') return error;
  return new TenantError(
    'invalid_request',
    'The connection ended without an answer: a fault drops it, or the tenant was stopped. Faults lists those that are set.',
  );
}

function shownHeaders({ headers }: IncomingMessage): { name: string; value: string }[] {
  return toldHeaders.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [{ name, value }] : [];
  });
}
