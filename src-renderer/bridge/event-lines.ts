/** Reads the browser host's stream of events: one JSON text a line, empty lines as signs of life. */
import type { BridgeEvent } from '#contract/bridge.ts';

/** Ends where the stream does. @throws where the connection breaks */
export async function readEventLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  listener: (event: BridgeEvent) => void,
): Promise<void> {
  let text = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (text + value).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line !== '') listener(JSON.parse(line));
  }
}
