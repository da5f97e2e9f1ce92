/** What is said over a lock's socket: one JSON line asks, one JSON line answers, and the connection ends. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Bytes of a line, its end included: the files of an import travel in one. */
export const longestLine = 64 * 1024 * 1024;
/** Milliseconds that a conversation may take. */
const conversationTime = 5000;

/** The connection ended before an answer came, as when the holder stops. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
}

/** A server that answers `{ request }` with what `answer` gives, and `{ who: true }` with the process's id. */
export function createLockServer(answer: (request: unknown) => Promise<unknown>): Server {
  // Half-open, so that an asker that ends its side after the line still gets the answer.
  return createServer({ allowHalfOpen: true }, (socket) => {
    const limit = setTimeout(() => socket.destroy(), conversationTime);
    socket.on('close', () => clearTimeout(limit)).on('error', () => socket.destroy());
    readLine(socket)
      .then((line) => answerLine(line, answer))
      .catch((error) => describeProblem(error))
      .then((line) => socket.end(line));
  });
}

/**
 * Says `message` to the holder that listens at the address and resolves to its answer's value. Rejects with the holder's
 * problem, with an {@link UnansweredError}, or with the system's error where nobody listens.
 */
export async function askLock(address: string, message: object, time = conversationTime): Promise<unknown> {
  const line = toLine(message);
  const socket = connect({ path: address });
  const limit = setTimeout(() => {
    socket.destroy(new Error(`The Tokenbench that holds the data folder did not answer within ${time / 1000} s.`));
  }, time);
  try {
    socket.write(line);
    return readAnswer(await readLine(socket));
  } finally {
    clearTimeout(limit);
    socket.destroy();
  }
}

function readAnswer(line: string): unknown {
  const answer: unknown = JSON.parse(line);
  if (!isRecord(answer)) throw new Error('The holder of the data folder answered with something that is no answer.');
  if (!isRecord(answer.problem)) return answer.value;
  throw new Error(String(answer.problem.message));
}

async function answerLine(line: string, answer: (request: unknown) => Promise<unknown>): Promise<string> {
  const message = parseMessage(line);
  return toLine({ value: message.who === true ? { pid: process.pid } : await answer(message.request) });
}

function parseMessage(line: string): Record<string, unknown> {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    message = undefined;
  }
  if (!isRecord(message)) throw new Error('The request is not a JSON object on one line.');
  return message;
}

function describeProblem(error: unknown): string {
  return toLine({ problem: { message: error instanceof Error ? error.message : String(error) } });
}

function toLine(message: object): string {
  const line = `${JSON.stringify(message)}\n`;
  if (Buffer.byteLength(line) > longestLine) throw new Error(`The message is longer than ${longestLine} bytes.`);
  return line;
}

function readLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: string[] = [];
    socket.setEncoding('utf8');
    // Reads on after the line's end, and drops it: a socket that is closed with unread data loses the answer.
    socket.on('data', (chunk: string) => {
      if (socket.bytesRead > longestLine) return reject(new Error(`The message is longer than ${longestLine} bytes.`));
      const end = chunk.indexOf('\n');
      parts.push(end < 0 ? chunk : chunk.slice(0, end));
      if (end >= 0) resolve(parts.join(''));
    });
    socket.on('error', reject);
    socket.on('end', () => reject(new UnansweredError('The connection ended before the line did.')));
    socket.on('close', () => reject(new UnansweredError('The connection ended before the line did.')));
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
