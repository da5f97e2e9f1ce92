/**
 * A server of an attacker, on loopback: it offers keys, certificates and a discovery document to whoever follows a token
 * there, and remembers who did.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CheckKey, CheckKeys } from './tokens/check-keys.ts';

export interface Fetched {
  path: string;
  userAgent: string;
}

export interface Attacker {
  /** Such as `http://127.0.0.1:40123`. */
  origin: string;
  port: number;
  /** An address that only the case with this name knows. */
  url(bait: string, file?: string): string;
  /** What was asked for below the name. */
  fetched(bait: string): Fetched | undefined;
  close(): Promise<void>;
}

/** Its keys are published under the kid of the good one: whoever trusts them needs no other lookup. */
export async function startAttacker({ foreignRsa, current }: CheckKeys): Promise<Attacker> {
  const fetches: Fetched[] = [];
  const kid = current?.kid ?? foreignRsa.kid;
  let origin = '';
  const server = createServer((request, response) => {
    const { url = '/', headers } = request;
    fetches.push({ path: url, userAgent: headers['user-agent'] ?? '' });
    answer(request, response, { ...foreignRsa, kid }, origin);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    port,
    url: (bait, file = '.well-known/jwks.json') => `${origin}/${bait}/${file}`,
    fetched: (bait) => fetches.find(({ path }) => path.includes(bait)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, key: CheckKey, origin: string): void {
  const { url = '/' } = request;
  const bait = url.split('/')[1] ?? '';
  if (/openid-configuration|oauth-authorization-server/.test(url)) {
    const issuer = `${origin}/${bait}/`;
    sendJson(response, { issuer, jwks_uri: `${issuer}.well-known/jwks.json` });
    return;
  }
  if (url.endsWith('.pem')) {
    response.writeHead(200, { 'content-type': 'application/x-pem-file' });
    const lines = key.x5c.match(/.{1,64}/g) ?? [];
    response.end(['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'));
    return;
  }
  sendJson(response, { keys: [{ ...key.publicJwk, kid: key.kid }] });
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
