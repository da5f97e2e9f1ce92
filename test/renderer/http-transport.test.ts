import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src-renderer/bridge/client.ts';
import { createHttpTransport, type EventStream } from '../../src-renderer/bridge/http-transport.ts';

/** Stands in for the browser's event stream; a test opens, breaks and feeds it. */
class FakeStream implements EventStream {
  static opened: FakeStream[] = [];
  readonly CLOSED = 2;
  readyState = 0;
  readonly #listeners = new Map<string, (event: { data: string }) => void>();

  constructor() {
    FakeStream.opened.push(this);
  }

  addEventListener(type: string, listener: (event: { data: string }) => void): void {
    this.#listeners.set(type, listener);
  }

  emit(type: 'open' | 'error' | 'message', data = ''): void {
    this.#listeners.get(type)?.({ data });
  }

  close(): void {
    this.readyState = this.CLOSED;
  }
}

const at = new Date('2026-11-21T08:00:00Z');

function transportAnswering(answer: () => Promise<Response>) {
  const requests: { url: string; body: unknown }[] = [];
  const transport = createHttpTransport(
    {
      fetch: async (url, init) => {
        requests.push({ url: String(url), body: JSON.parse(String(init?.body)) });
        return answer();
      },
      EventSource: FakeStream,
    },
    () => at,
  );
  return { transport, client: createClient(transport), requests };
}

beforeEach(() => {
  FakeStream.opened = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a call over HTTP', () => {
  it('posts the input to the method and answers its value', async () => {
    const { client, requests } = transportAnswering(async () => Response.json({ ok: true, value: { exchanges: 3 } }));
    expect(await client.call('tenant.status', {})).toEqual({ exchanges: 3 });
    expect(requests).toEqual([{ url: '/console/call/tenant.status', body: {} }]);
  });

  it('throws a refusal with its code, message and field', async () => {
    const problem = { code: 'invalid_body', message: 'Too long.', field: 'text' };
    const { client } = transportAnswering(async () => Response.json({ ok: false, problem }));
    await expect(client.call('tokens.inspect', { text: '' })).rejects.toMatchObject(problem);
  });

  it('says that nobody answers where the host is gone', async () => {
    const { client } = transportAnswering(() => Promise.reject(new TypeError('fetch failed')));
    await expect(client.call('tenant.status', {})).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it('says what was answered instead of a reply', async () => {
    const { client } = transportAnswering(async () => new Response('Bad gateway', { status: 502 }));
    await expect(client.call('tenant.status', {})).rejects.toThrow('502');
  });

  it('knows that the session has ended', async () => {
    const { client, transport } = transportAnswering(async () => new Response(null, { status: 401 }));
    await expect(client.call('tenant.status', {})).rejects.toThrow('terminal');
    expect(transport.connection()).toEqual({ state: 'no_session' });
  });
});

describe('the stream of events', () => {
  it('reaches every listener until it ends', () => {
    const { transport } = transportAnswering(async () => Response.json({ ok: true, value: {} }));
    const heard: unknown[] = [];
    const stop = transport.listen((event) => heard.push(event));
    const event = { name: 'exchange', payload: { log_id: 'a' } };
    FakeStream.opened[0]?.emit('message', JSON.stringify(event));
    stop();
    FakeStream.opened[0]?.emit('message', JSON.stringify(event));
    expect(heard).toEqual([event]);
  });

  it('tells since when the connection is lost, and that it is back', () => {
    const { transport } = transportAnswering(async () => Response.json({ ok: true, value: {} }));
    const states: unknown[] = [];
    transport.onConnection(() => states.push(transport.connection()));
    transport.listen(() => {});
    FakeStream.opened[0]?.emit('error');
    FakeStream.opened[0]?.emit('error');
    FakeStream.opened[0]?.emit('open');
    expect(states).toEqual([{ state: 'lost', since: at }, { state: 'open' }]);
  });

  it('is opened again where the browser has given it up', () => {
    const { transport } = transportAnswering(async () => Response.json({ ok: true, value: {} }));
    transport.listen(() => {});
    const [first] = FakeStream.opened;
    first?.close();
    first?.emit('error');
    vi.runOnlyPendingTimers();
    expect(FakeStream.opened).toHaveLength(2);
  });
});
