/** The traffic of the tenant: every exchange, in a bounded ring. What leaves it has its secrets masked. */
import type { Exchange } from '../../contract/entities/exchange.ts';
import type { EventSource } from '../events.ts';
import type { Clock } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import { maskBody, maskHeaders, maskUrl } from './mask-secrets.ts';
import { Ring } from './ring.ts';
import { TextArena, type TextPlace } from './text-arena.ts';

/** Exchanges that the ring holds. */
export const ringCapacity = 10_000;

/** Bytes of memory that the exchanges take: the oldest go before they outgrow it. */
export const arenaCapacity = 64_000_000;

/** Characters of one body that are kept; of a larger one only its size is. */
export const longestBody = 65_536;

/** A message as a door saw it: nothing masked yet. */
export interface ReportedMessage {
  /** By name, or names and values in turn, a line each. */
  headers: Readonly<Record<string, unknown>> | string;
  /** The body as JSON. */
  json?: string | undefined;
}

/** An exchange as a door reports it. */
export interface ReportedExchange extends Omit<Exchange, 'log_id' | 'date' | 'request' | 'response'> {
  request: ReportedMessage;
  response: ReportedMessage;
}

interface KeptExchange {
  number: number;
  time: number;
  place: TextPlace;
}

export class Traffic {
  readonly #ring = new Ring<KeptExchange>(ringCapacity);
  readonly #arena = new TextArena(arenaCapacity);
  readonly #clock: Clock;
  readonly #events: EventSource;
  #recorded = 0;
  #lastTime = 0;

  constructor(clock: Clock, events: EventSource) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Exchanges since the start, those gone from the ring included. */
  get count(): number {
    return this.#recorded;
  }

  record(exchange: ReportedExchange): void {
    // A clock that was set back must not disturb the order of the ids.
    this.#lastTime = Math.max(this.#lastTime, this.#clock());
    this.#recorded += 1;
    const place = this.#arena.write(toTexts(exchange));
    const kept: KeptExchange = { number: this.#recorded, time: this.#lastTime, place };
    this.#ring.push(kept);
    if (this.#events.hasListeners('exchange')) this.#events.publish('exchange', { log_id: logId(kept) });
  }

  /** Newest first, secrets masked. */
  *newestFirst(): Generator<Exchange> {
    for (const kept of this.#ring.newestFirst()) {
      if (!this.#arena.holds(kept.place)) return;
      yield this.#show(kept);
    }
  }

  /** @throws {TenantError} `inexistent_log` */
  get(id: string): Exchange {
    for (const kept of this.#ring.newestFirst()) {
      if (id.endsWith(String(kept.number)) && logId(kept) === id && this.#arena.holds(kept.place)) {
        return this.#show(kept);
      }
    }
    throw new TenantError('inexistent_log', 'Log not found.');
  }

  clear(): void {
    this.#ring.clear();
  }

  #show(kept: KeptExchange): Exchange {
    const { request, response, ...exchange } = toExchange(this.#arena.read(kept.place));
    return {
      log_id: logId(kept),
      date: new Date(kept.time).toISOString(),
      ...exchange,
      url: maskUrl(exchange.url),
      request: showMessage(request),
      response: showMessage(response),
    };
  }
}

/** What was reported in four texts: everything small, the request's headers, and the two bodies as they were sent. */
function toTexts({ request, response, ...exchange }: ReportedExchange): string[] {
  const small = {
    ...exchange,
    requestHeaders: typeof request.headers === 'string' ? undefined : request.headers,
    responseHeaders: response.headers,
    omitted: { request: omittedCharacters(request), response: omittedCharacters(response) },
  };
  const headers = typeof request.headers === 'string' ? request.headers : '';
  return [JSON.stringify(small), headers, keptBody(request), keptBody(response)];
}

function keptBody({ json = '' }: ReportedMessage): string {
  return json.length > longestBody ? '' : json;
}

function omittedCharacters({ json = '' }: ReportedMessage): number | undefined {
  return json.length > longestBody ? json.length : undefined;
}

interface StoredMessage {
  headers: Record<string, unknown>;
  json: string;
  omitted: number | undefined;
}

function toExchange([small = '{}', headers = '', requestJson = '', responseJson = '']: string[]) {
  const { requestHeaders, responseHeaders, omitted, ...exchange } = JSON.parse(small);
  const request: StoredMessage = {
    headers: requestHeaders ?? splitHeaders(headers),
    json: requestJson,
    omitted: omitted.request,
  };
  const response: StoredMessage = { headers: responseHeaders, json: responseJson, omitted: omitted.response };
  const rest: Omit<ReportedExchange, 'request' | 'response'> = exchange;
  return { ...rest, request, response };
}

/** `900`, the time to the millisecond, then a counter: 56 digits, so that ids sort as text. */
function logId({ time, number }: KeptExchange): string {
  const digits = new Date(time).toISOString().replace(/\D/g, '');
  return `900${digits}${String(number).padStart(36, '0')}`;
}

function showMessage({ headers, json, omitted }: StoredMessage): Exchange['request'] {
  const shown = { headers: maskHeaders(headers) };
  if (omitted !== undefined) return { ...shown, body: { omitted: `${omitted} characters, more than are kept` } };
  return json === '' ? shown : { ...shown, body: maskBody(JSON.parse(json)) };
}

/** A header that came twice keeps both values, RFC 9110 §5.3. */
function splitHeaders(lines: string): Record<string, string> {
  const texts = lines.split('\n');
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < texts.length; index += 2) {
    const name = (texts[index] ?? '').toLowerCase();
    const value = texts[index + 1] ?? '';
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
