/** A small API at a free port of this machine, as its developers would write it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import express, { type Express } from 'express';

export interface ServedApi {
  /** Of the protected route. */
  url: string;
  close(): Promise<void>;
}

export async function serveListener(listener: RequestListener, path = '/orders'): Promise<ServedApi> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The API listens at no port.');
  return {
    url: `http://127.0.0.1:${address.port}${path}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function serveApp(configure: (app: Express) => void): Promise<ServedApi> {
  const app = express();
  configure(app);
  return serveListener(app);
}

/** Whether a bearer token may read orders: what an API decides, without a framework. */
export type Guard = (token: string) => Promise<'ok' | 'no_scope'>;

/** A route that answers 401 and 403 as RFC 6750 §3.1 has it. */
export function serveGuarded(guard: Guard, scope = 'read:orders'): Promise<ServedApi> {
  return serveListener((request, response) => {
    answer(guard, scope, request, response).catch((error: unknown) => {
      if (error instanceof CrashError) send(response, 500, {}, { error: 'internal' });
      else {
        const challenge = 'Bearer error="invalid_token", error_description="The token is not valid"';
        send(response, 401, { 'www-authenticate': challenge }, { error: 'invalid_token' });
      }
    });
  });
}

/** What an API did not foresee. */
export class CrashError extends Error {}

async function answer(guard: Guard, scope: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.split('?')[0] !== '/orders') return send(response, 404, {}, { error: 'not_found' });
  const token = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return send(response, 401, { 'www-authenticate': 'Bearer' }, {});
  if ((await guard(token)) === 'ok') return send(response, 200, {}, { orders: [] });
  const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
  return send(response, 403, { 'www-authenticate': challenge }, { error: 'insufficient_scope' });
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
