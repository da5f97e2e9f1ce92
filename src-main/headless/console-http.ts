/**
 * The screens over loopback HTTP: the built renderer, the contract's methods as POST, its events as a stream of lines.
 * On a port of its own, apart from the tenant's, behind a session that only the printed address opens.
 */
import { createServer, type Server } from 'node:http';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, fastify } from 'fastify';
import { contentSecurityPolicy } from '../console/content-security-policy.ts';
import type { Dispatch } from '../console/dispatch.ts';
import { type BridgeEvent, consolePaths } from '../contract/bridge.ts';
import { longestImport } from '../contract/methods/transfer.ts';
import { PortTakenError } from '../http/listen.ts';
import { addConsoleEvents } from './console-events.ts';
import { type ConsoleSession, createConsoleSession } from './console-session.ts';

export interface ConsoleOptions {
  /** 0 takes a free one. */
  port: number;
  /** Folder of the built renderer. */
  renderer: string;
  dispatch: Dispatch;
  listen(listener: (event: BridgeEvent) => void): () => void;
  /** Milliseconds that only grow, for how long an address is good that a browser is handed. */
  now?: (() => number) | undefined;
}

export interface OpenConsole {
  /** With the session token in its fragment, which no server and no log ever sees. */
  address: string;
  /** The same with a token that is good once and for a minute, to be handed to a browser. */
  launchAddress(): string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/** Milliseconds that a call may take to come in, and between two looks for those that take longer. */
const patience = 30_000;
const connectionsCheckingInterval = 5_000;

/** Bytes of a call: a pasted token of 1 MB and its JSON. */
const largestCall = 2_097_152;

/** Bytes of a call with the files of an import: what the contract lets through, and its JSON. */
const largestImport = 2 * longestImport;

/** @throws {PortTakenError} */
export async function openConsole(options: ConsoleOptions): Promise<OpenConsole> {
  const session = createConsoleSession(options.now ?? (() => performance.now()));
  const app = fastify({
    bodyLimit: largestCall,
    forceCloseConnections: true,
    // The schemas judge what a call may hold, and with the same words as at the other door.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  });
  const server = createServer({ connectionsCheckingInterval }, (request, response) => app.routing(request, response));
  server.headersTimeout = patience;
  server.requestTimeout = patience;
  // What is no HTTP gets an answer in JSON, as at the tenant's own door; Node's has no body.
  server.on('clientError', (error, socket) => app.server.emit('clientError', error, socket));
  const door = { origin: '' };
  refuseStrangers(app, door);
  await app.register(fastifyStatic, { root: options.renderer, cacheControl: false });
  leadToScreens(app);
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
  session.addTo(app);
  addCalls(app, session, options.dispatch);
  addConsoleEvents(app, session.require, options.listen);
  await app.ready();
  const port = await listen(server, options.port);
  door.origin = `http://${loopback}:${port}`;
  return {
    address: `${door.origin}/#session=${session.token}`,
    launchAddress: () => `${door.origin}/#session=${session.makeTicket()}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
    },
  };
}

interface Door {
  origin: string;
}

/** Other names for this address (DNS rebinding) and pages of other origins get nothing. */
function refuseStrangers(app: FastifyInstance, door: Door): void {
  app.addHook('onRequest', async (request, reply) => {
    if (`http://${request.host}` !== door.origin)
      return reply.code(421).send({ message: 'This is not the address of Tokenbench.' });
    const { origin } = request.headers;
    const fetchSite = request.headers['sec-fetch-site'];
    const isForeign = origin !== undefined && origin !== door.origin;
    const isFromElsewhere = fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
    // Following a link from elsewhere to the page itself is harmless; every call is not.
    const isCall = request.url.startsWith('/console/');
    if (isForeign || (isCall && isFromElsewhere))
      return reply.code(403).send({ message: 'Requests from other origins are not allowed.' });
    return undefined;
  });
}

/** An address that somebody types may lack the `#` that the screens' own have. What is no page of a browser stays not found. */
function leadToScreens(app: FastifyInstance): void {
  app.setNotFoundHandler(async ({ method, url, headers }, reply) => {
    const isPage = method === 'GET' && headers.accept?.includes('text/html') && !url.startsWith('/console/');
    if (isPage) return reply.redirect(`/#${url}`);
    return reply.code(404).send({ message: `There is nothing at ${method} ${url}.` });
  });
}

function addCalls(app: FastifyInstance, { require: onRequest }: ConsoleSession, dispatch: Dispatch): void {
  app.post<{ Params: { name: string } }>(`${consolePaths.call}/:name`, { onRequest }, async ({ params, body }) =>
    dispatch(params.name, body),
  );
  for (const name of ['transfer.plan', 'transfer.apply']) {
    app.post(`${consolePaths.call}/${name}`, { onRequest, bodyLimit: largestImport }, async ({ body }) =>
      dispatch(name, body),
    );
  }
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
