/**
 * Verifiers ask for the same document again and again, in the same words. The first time the whole door answers; a
 * request that is the same to the letter, while nothing changed, gets that answer without the router, the hooks and the
 * writing down of what the traffic holds already.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Recorded, Traffic } from '../../tenant/traffic/service.ts';

export interface GivenAnswer {
  /** Of the request, as they came. */
  rawHeaders: readonly string[];
  /** Who asked, and by which door. */
  asker: string;
  headers: OutgoingHttpHeaders;
  body: string;
  /** Of the body: `latin1` where it is ASCII, which Node writes faster. */
  encoding: 'latin1' | 'utf8';
  recorded: Recorded;
}

export class RepeatedAnswers {
  /** The last answer at each address. */
  readonly #given = new Map<string, GivenAnswer>();
  readonly #traffic: Traffic;
  readonly #mayRepeat: () => boolean;

  /** @param mayRepeat Whether answers are what they always are: no fault, no other clock. */
  constructor(traffic: Traffic, mayRepeat: () => boolean) {
    this.#traffic = traffic;
    this.#mayRepeat = mayRepeat;
  }

  remember(path: string, answer: GivenAnswer): void {
    this.#given.set(path, answer);
  }

  forget(): void {
    this.#given.clear();
  }

  /** @returns false where the door has to answer. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' || request.url === undefined) return false;
    const given = this.#given.get(request.url);
    if (given === undefined || !isSame(request, given) || !this.#mayRepeat()) return false;
    const begin = performance.now();
    const { remotePort } = request.socket;
    response.writeHead(200, given.headers).end(given.body, given.encoding);
    const own = { duration: performance.now() - begin, ...(remotePort !== undefined && { remote_port: remotePort }) };
    if (!this.#traffic.repeat(given.recorded, own)) this.#given.delete(request.url);
    return true;
  }
}

/** The address that asks, and whether over TLS: the same words get another issuer there. */
export function askerOf({ socket }: IncomingMessage): string {
  return 'encrypted' in socket ? `${socket.remoteAddress} encrypted` : `${socket.remoteAddress}`;
}

function isSame(request: IncomingMessage, { rawHeaders, asker }: GivenAnswer): boolean {
  const { rawHeaders: texts } = request;
  if (texts.length !== rawHeaders.length || askerOf(request) !== asker) return false;
  for (let index = 0; index < texts.length; index += 1) if (texts[index] !== rawHeaders[index]) return false;
  return true;
}
