import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src-renderer/bridge/client.ts';
import { createHttpTransport } from '../../src-renderer/bridge/http-transport.ts';

const at = new Date('2026-11-21T08:00:00Z');

/** A stream of events that a test feeds and breaks. */
function aStream() {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const writer = writable.getWriter();
  return {
    response: new Response(readable),
    send: (text: string) => writer.write(new TextEncoder().encode(text)),
    end: () => writer.close(),
  };
}

function transportAnswering(answer: () => Promise<Response>, streams: (() => Promise<Response>)[] = []) {
  const requests: { url: string; body: unknown; authorization: unknown }[] = [];
  let opened = 0;
  const transport = createHttpTransport(
    {
      fetch: async (url, init) => {
        if (url === '/console/events') {
          opened += 1;
          return streams.shift()?.() ?? new Promise(() => undefined);
        }
        const { authorization } = Object(init?.headers);
        requests.push({ url: String(url), body: JSON.parse(String(init?.body)), authorization });
        return answer();
      },
      session: () => 'the-session',
    },
    () => at,
  );
  return { transport, client: createClient(transport), requests, opened: () => opened };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a call over HTTP', () => {
  it('posts the input to the method and answers its value', async () => {
    const { client, requests } = transportAnswering(async () => Response.json({ ok: true, value: { exchanges: 3 } }));
    expect(await client.call('tenant.status', {})).toEqual({ exchanges: 3 });
    expect(requests).toEqual([{ url: '/console/call/tenant.status', body: {}, authorization: 'Bearer the-session' }]);
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
  const noCall = async () => Response.json({ ok: true, value: {} });
  const event = { name: 'exchange', payload: { log_id: 'a' } };

  it('reaches every listener until it ends, in whatever pieces it comes', async () => {
    const stream = aStream();
    const { transport } = transportAnswering(noCall, [async () => stream.response]);
    const heard: unknown[] = [];
    const stop = transport.listen((told) => heard.push(told));
    const line = `\n${JSON.stringify(event)}\n`;
    await stream.send(line.slice(0, 9));
    await stream.send(line.slice(9));
    await vi.waitFor(() => expect(heard).toEqual([event]));
    stop();
    await stream.send(line);
    await stream.end();
    expect(heard).toEqual([event]);
  });

  it('tells since when the connection is lost, and that it is back', async () => {
    const first = aStream();
    const second = aStream();
    const answers = [
      async () => first.response,
      () => Promise.reject(new TypeError('gone')),
      async () => second.response,
    ];
    const { transport } = transportAnswering(noCall, answers);
    const states: unknown[] = [];
    transport.onConnection(() => states.push(transport.connection()));
    transport.listen(() => {});
    await first.end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(states).toEqual([{ state: 'lost', since: at }, { state: 'open' }]);
  });

  it('knows that the session has ended, and goes on asking', async () => {
    const refused = async () => new Response(null, { status: 401 });
    const { transport, opened } = transportAnswering(noCall, [refused, refused]);
    transport.listen(() => {});
    await vi.advanceTimersByTimeAsync(5_000);
    expect(transport.connection()).toEqual({ state: 'no_session' });
    expect(opened()).toBe(3);
  });
});
