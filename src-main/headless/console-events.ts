/** The events of the console over HTTP: one JSON text a line, an empty line as a sign of life. */
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import { type BridgeEvent, consolePaths } from '../contract/bridge.ts';

/** Milliseconds between signs of life, so that a lost connection is noticed. */
const heartbeat = 15_000;

/** Bytes that may wait for a page that does not read: it is let go then, comes back by itself and asks anew. */
const mostUnread = 1_048_576;

export function addConsoleEvents(
  app: FastifyInstance,
  onRequest: onRequestAsyncHookHandler,
  listenTo: (listener: (event: BridgeEvent) => void) => () => void,
): void {
  app.get(consolePaths.events, { onRequest }, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const write = (line: string) => {
      if (raw.writableLength > mostUnread) raw.destroy();
      else raw.write(`${line}\n`);
    };
    write('');
    const stop = listenTo((event) => write(JSON.stringify(event)));
    const beat = setInterval(write, heartbeat, '');
    request.raw.on('close', () => {
      clearInterval(beat);
      stop();
    });
  });
}
