/** The browser host: calls by POST, events by an event stream that comes back by itself. */
import { type BridgeEvent, consolePaths, type Reply } from '#contract/bridge.ts';
import type { Problem } from '#contract/errors.ts';
import type { Connection, Transport } from './transport.ts';

/** Milliseconds between attempts where the browser has given up on the stream. */
const retryAfter = 2_000;

const noAnswer: Problem = {
  code: 'connection_lost',
  message: 'Tokenbench does not answer. Is the program that serves this page still running?',
};
const noSession: Problem = {
  code: 'not_available',
  message: "This page's session has ended. Open the address that tokenbench printed in its terminal.",
};

/** What is needed of the browser's `EventSource`. */
export interface EventStream {
  readonly readyState: number;
  readonly CLOSED: number;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: string }) => void): void;
  close(): void;
}

export interface HttpPlatform {
  fetch: typeof globalThis.fetch;
  EventSource: new (url: string, options: { withCredentials: boolean }) => EventStream;
}

/** @param now for the time since when a connection is lost */
export function createHttpTransport(
  { fetch, EventSource }: HttpPlatform,
  now: () => Date = () => new Date(),
): Transport {
  const eventListeners = new Set<(event: BridgeEvent) => void>();
  const connectionListeners = new Set<() => void>();
  let connection: Connection = { state: 'open' };

  function setConnection(next: Connection): void {
    if (connection.state === next.state) return;
    connection = next;
    for (const listener of connectionListeners) listener();
  }

  function openStream(): void {
    const stream = new EventSource(consolePaths.events, { withCredentials: true });
    stream.addEventListener('open', () => setConnection({ state: 'open' }));
    stream.addEventListener('message', ({ data }) => {
      const event: BridgeEvent = JSON.parse(data);
      for (const listener of eventListeners) listener(event);
    });
    stream.addEventListener('error', () => {
      if (connection.state === 'open') setConnection({ state: 'lost', since: now() });
      // The browser tries again after a broken connection, but not after an answer that is no event stream.
      if (stream.readyState !== stream.CLOSED) return;
      stream.close();
      setTimeout(openStream, retryAfter);
      // A call tells whether the session is gone, which a stream cannot.
      void call('tenant.status', {});
    });
  }

  async function call(name: string, input: unknown): Promise<Reply> {
    let response: Response;
    try {
      response = await fetch(`${consolePaths.call}/${name}`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
    } catch {
      return { ok: false, problem: noAnswer };
    }
    if (response.status === 401 || response.status === 403) {
      setConnection({ state: 'no_session' });
      return { ok: false, problem: noSession };
    }
    return readReply(response);
  }

  let isStreaming = false;
  return {
    call,
    listen(listener) {
      eventListeners.add(listener);
      if (!isStreaming) {
        isStreaming = true;
        openStream();
      }
      return () => eventListeners.delete(listener);
    },
    connection: () => connection,
    onConnection(listener) {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
  };
}

async function readReply(response: Response): Promise<Reply> {
  const reply: unknown = await response.json().catch(() => undefined);
  if (isReply(reply)) return reply;
  return {
    ok: false,
    problem: { code: 'internal', message: `The host answered ${response.status} instead of a reply.` },
  };
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
