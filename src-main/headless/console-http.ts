/**
 * The screens over loopback HTTP: the built renderer, the contract's methods as POST, its events as server-sent events.
 * On a port of its own, apart from the tenant's, behind a session that only the printed address opens.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { contentSecurityPolicy } from '../console/content-security-policy.ts';
import type { Dispatch } from '../console/dispatch.ts';
import { type BridgeEvent, consolePaths } from '../contract/bridge.ts';
import { longestImport } from '../contract/methods/transfer.ts';
import { PortTakenError } from '../http/listen.ts';
import { createNodeKeys } from '../platform/node-keys.ts';

export interface ConsoleOptions {
  /** 0 takes a free one. */
  port: number;
  /** Folder of the built renderer. */
  renderer: string;
  dispatch: Dispatch;
  listen(listener: (event: BridgeEvent) => void): () => void;
}

export interface OpenConsole {
  /** With the session token in its fragment, which no server and no log ever sees. */
  address: string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/** Bytes of a call: a pasted token of 1 MB and its JSON. */
const largestCall = 2_097_152;

/** Bytes of a call with the files of an import: what the contract lets through, and its JSON. */
const largestImport = 2 * longestImport;

/** Milliseconds between signs of life, so that a lost connection is noticed. */
const heartbeat = 15_000;

/** @throws {PortTakenError} */
export async function openConsole(options: ConsoleOptions): Promise<OpenConsole> {
  const session = randomBytes(32).toString('base64url');
  const app = fastify({
    bodyLimit: largestCall,
    forceCloseConnections: true,
    // The schemas judge what a call may hold, and with the same words as at the other door.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  });
  const server = createServer((request, response) => app.routing(request, response));
  const door = { session, cookieName: '', origin: '' };
  refuseStrangers(app, door);
  await app.register(cookie);
  await app.register(fastifyStatic, { root: options.renderer, cacheControl: false });
  app.removeContentTypeParser('text/plain');
  app.addHook('onSend', async (_request, reply) => {
    reply
      .header('content-security-policy', contentSecurityPolicy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cache-control', 'no-store');
  });
  addSession(app, door);
  addCalls(app, door, options.dispatch);
  addEvents(app, door, options.listen);
  await app.ready();
  const port = await listen(server, options.port);
  door.origin = `http://${loopback}:${port}`;
  // Cookies know no ports: two consoles side by side need names of their own.
  door.cookieName = `tokenbench_${port}`;
  return {
    address: `${door.origin}/#session=${session}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
    },
  };
}

interface Door {
  session: string;
  cookieName: string;
  origin: string;
}

/** Other names for this address (DNS rebinding) and pages of other origins get nothing. */
function refuseStrangers(app: FastifyInstance, door: Door): void {
  app.addHook('onRequest', async (request, reply) => {
    if (`http://${request.host}` !== door.origin) return reply.code(421).send({ message: 'This is not my address.' });
    const { origin } = request.headers;
    const fetchSite = request.headers['sec-fetch-site'];
    const isForeign = origin !== undefined && origin !== door.origin;
    const isFromElsewhere = fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
    // Following a link from elsewhere to the page itself is harmless; every call is not.
    const isCall = request.url.startsWith('/console/');
    if (isForeign || (isCall && isFromElsewhere)) return reply.code(403).send({ message: 'Other origins may not.' });
    return undefined;
  });
}

function addSession(app: FastifyInstance, door: Door): void {
  const { equalSecrets } = createNodeKeys();
  app.post(consolePaths.session, async (request, reply) => {
    const { token } = Object(request.body);
    if (typeof token !== 'string' || !equalSecrets(token, door.session)) {
      return reply.code(401).send({ message: 'Open the address that the terminal shows: it carries the session.' });
    }
    return reply
      .setCookie(door.cookieName, door.session, { httpOnly: true, sameSite: 'strict', path: '/console' })
      .code(204)
      .send();
  });
}

function requireSession(door: Door) {
  const { equalSecrets } = createNodeKeys();
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (equalSecrets(request.cookies[door.cookieName] ?? '', door.session)) return undefined;
    return reply.code(401).send({ message: 'Open the address that the terminal shows: it carries the session.' });
  };
}

function addCalls(app: FastifyInstance, door: Door, dispatch: Dispatch): void {
  app.post<{ Params: { name: string } }>(
    `${consolePaths.call}/:name`,
    { onRequest: requireSession(door) },
    async ({ params, body }) => dispatch(params.name, body),
  );
  for (const name of ['transfer.plan', 'transfer.apply']) {
    app.post(
      `${consolePaths.call}/${name}`,
      { onRequest: requireSession(door), bodyLimit: largestImport },
      async ({ body }) => dispatch(name, body),
    );
  }
}

function addEvents(app: FastifyInstance, door: Door, listenTo: ConsoleOptions['listen']): void {
  app.get(consolePaths.events, { onRequest: requireSession(door) }, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write(': connected\n\n');
    const stop = listenTo((event) => raw.write(`data: ${JSON.stringify(event)}\n\n`));
    const beat = setInterval(() => raw.write(': alive\n\n'), heartbeat);
    request.raw.on('close', () => {
      clearInterval(beat);
      stop();
    });
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
    );
    server.listen({ port, host: loopback }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
