/** The browser host: calls by POST, events by an event stream that comes back by itself. */
import { type BridgeEvent, consolePaths, type Reply } from '#contract/bridge.ts';
import type { Problem } from '#contract/errors.ts';
import { readEventLines } from './event-lines.ts';
import type { Connection, Transport } from './transport.ts';

/** Milliseconds between attempts to open the stream. */
const retryAfter = 2_000;

const noAnswer: Problem = {
  code: 'connection_lost',
  message: 'Tokenbench doesn’t respond. Is the program that serves this page still running?',
};
const noSession: Problem = {
  code: 'not_available',
  message:
    'This page has no session, or its session has ended with the program that served it. Open the address that tokenbench ' +
    'printed in its terminal.',
};

export interface HttpPlatform {
  fetch: typeof globalThis.fetch;
  /** The session's token; undefined where there is none. */
  session(): string | undefined;
}

/** @param now for the time since when a connection is lost */
export function createHttpTransport({ fetch, session }: HttpPlatform, now: () => Date = () => new Date()): Transport {
  const eventListeners = new Set<(event: BridgeEvent) => void>();
  const connectionListeners = new Set<() => void>();
  let connection: Connection = { state: 'open' };

  function setConnection(next: Connection): void {
    if (connection.state === next.state) return;
    connection = next;
    for (const listener of connectionListeners) listener();
  }

  function authorization(): Record<string, string> {
    const token = session();
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Again and again: a host that ends, or lets go of a page that did not read, is asked anew for everything. */
  async function keepStreaming(): Promise<never> {
    for (;;) {
      const response = await fetch(consolePaths.events, { headers: authorization() }).catch(() => undefined);
      if (response?.ok && response.body !== null) {
        setConnection({ state: 'open' });
        await readEventLines(response.body, tell).catch(() => undefined);
      }
      if (response?.status === 401) setConnection({ state: 'no_session' });
      else if (connection.state === 'open') setConnection({ state: 'lost', since: now() });
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
    }
  }

  function tell(event: BridgeEvent): void {
    for (const listener of eventListeners) listener(event);
  }

  async function call(name: string, input: unknown): Promise<Reply> {
    let response: Response;
    try {
      response = await fetch(`${consolePaths.call}/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization() },
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
        void keepStreaming();
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
    problem: { code: 'internal', message: `The host returned status ${response.status}.` },
  };
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
