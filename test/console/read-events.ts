/** The events of the console door as they come over the wire. */
import { consolePaths } from '../../src-main/contract/bridge.ts';

export interface EventReader {
  /** Undefined where the host has ended the stream. */
  next(): Promise<unknown>;
  end(): Promise<void>;
}

/** Resolves once the host has the listener. */
export async function readEvents(origin: string, authorization: string): Promise<EventReader> {
  const leaving = new AbortController();
  const response = await fetch(`${origin}${consolePaths.events}`, {
    headers: { authorization },
    signal: leaving.signal,
  });
  if (response.body === null || !response.headers.get('content-type')?.startsWith('application/x-ndjson')) {
    throw new Error(`No event stream, but ${response.status}.`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const waiting: unknown[] = [];
  let text = '';
  async function read(): Promise<boolean> {
    const { value = '', done } = await reader.read().catch(() => ({ done: true, value: '' }));
    const messages = `${text}${value}`.split('\n');
    text = messages.pop() ?? '';
    for (const message of messages) if (message !== '') waiting.push(JSON.parse(message));
    return !done;
  }
  await read();
  return {
    async next() {
      while (waiting.length === 0) if (!(await read())) return undefined;
      return waiting.shift();
    },
    async end() {
      leaving.abort();
      await reader.closed.catch(() => undefined);
    },
  };
}
