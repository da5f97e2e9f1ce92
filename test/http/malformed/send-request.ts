import { type Agent, request } from 'node:http';
import { longBodies } from './any-body.ts';
import type { AnyRequest } from './any-request.ts';

export interface AnyAnswer {
  status: number;
  contentType: string;
  /** Headers and body, as text. */
  text: string;
  body: string;
}

/** Milliseconds; whoever waits longer hangs. */
const patience = 5_000;

/** Unlike fetch, sends any method with any body, and paths as they are. */
export function sendRequest(origin: string, asked: AnyRequest, agent?: Agent): Promise<AnyAnswer> {
  const { method, path, body: given = '' } = asked;
  const body = longBodies[given] ?? given;
  // Node leaves it out where a method usually has no body.
  const headers = { ...asked.headers, 'content-length': Buffer.byteLength(body) };
  const { hostname, port } = new URL(origin);
  const signal = AbortSignal.timeout(patience);
  return new Promise((resolve, reject) => {
    const sent = request(
      { ...(agent === undefined ? {} : { agent }), hostname, port, method, path, headers, signal },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: answer.statusCode ?? 0,
            contentType: answer.headers['content-type'] ?? '',
            text: `${answer.rawHeaders.join('\n')}\n${text}`,
            body: text,
          });
        });
      },
    );
    // A connection kept alive may close just when it is used again, RFC 9112 §9.3.1: only then on a new one.
    sent.on('error', (error) =>
      sent.reusedSocket && agent !== undefined && !signal.aborted
        ? sendRequest(origin, asked).then(resolve, reject)
        : reject(error),
    );
    sent.end(body);
  });
}
