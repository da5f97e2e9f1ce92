/** The traffic of the tenant: every exchange, in a bounded ring. What leaves it has its secrets masked. */
import type { Exchange } from '../../contract/entities/exchange.ts';
import type { EventSource } from '../events.ts';
import type { Clock } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import { maskBody, maskHeaders, maskUrl } from './mask-secrets.ts';
import { Ring } from './ring.ts';

/** Exchanges that the ring holds. */
export const ringCapacity = 10_000;

/** Characters of bodies that the ring holds: the oldest exchanges go before it outgrows them. */
export const bodyCapacity = 64_000_000;

/** Characters of one body that are kept; of a larger one only its size is. */
export const longestBody = 65_536;

/** A message as a door saw it: nothing masked yet. */
export interface ReportedMessage {
  /** By name, or names and values in turn, a line each: a text costs less to keep than an object of texts. */
  headers: Readonly<Record<string, unknown>> | string;
  /** The body as JSON: the text costs less to keep than what it says. */
  json?: string | undefined;
  /** Characters of a body that was too large to keep. */
  omitted?: number;
}

/** An exchange as a door reports it. It is kept as it is: nobody may change it afterwards. */
export interface ReportedExchange extends Omit<Exchange, 'log_id' | 'date' | 'request' | 'response'> {
  request: ReportedMessage;
  response: ReportedMessage;
}

interface KeptExchange {
  number: number;
  time: number;
  exchange: ReportedExchange;
}

export class Traffic {
  readonly #ring = new Ring<KeptExchange>(ringCapacity);
  readonly #clock: Clock;
  readonly #events: EventSource;
  #recorded = 0;
  #lastTime = 0;
  #bodyCharacters = 0;

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
    const kept: KeptExchange = { number: this.#recorded, time: this.#lastTime, exchange: shorten(exchange) };
    this.#forget(this.#ring.push(kept));
    this.#bodyCharacters += bodyCharacters(kept);
    while (this.#bodyCharacters > bodyCapacity) this.#forget(this.#ring.dropOldest());
    if (this.#events.hasListeners('exchange')) this.#events.publish('exchange', { log_id: logId(kept) });
  }

  /** Newest first, secrets masked. */
  *newestFirst(): Generator<Exchange> {
    for (const kept of this.#ring.newestFirst()) yield show(kept);
  }

  /** @throws {TenantError} `inexistent_log` */
  get(id: string): Exchange {
    for (const kept of this.#ring.newestFirst()) {
      if (id.endsWith(String(kept.number)) && logId(kept) === id) return show(kept);
    }
    throw new TenantError('inexistent_log', 'Log not found.');
  }

  clear(): void {
    this.#ring.clear();
    this.#bodyCharacters = 0;
  }

  #forget(gone: KeptExchange | undefined): void {
    if (gone !== undefined) this.#bodyCharacters -= bodyCharacters(gone);
  }
}

function bodyCharacters({ exchange: { request, response } }: KeptExchange): number {
  return (request.json?.length ?? 0) + (response.json?.length ?? 0);
}

/** The exchange without a body that is too large to keep. */
function shorten(exchange: ReportedExchange): ReportedExchange {
  if (isKeepable(exchange.request) && isKeepable(exchange.response)) return exchange;
  return { ...exchange, request: withoutLargeBody(exchange.request), response: withoutLargeBody(exchange.response) };
}

function isKeepable({ json }: ReportedMessage): boolean {
  return json === undefined || json.length <= longestBody;
}

function withoutLargeBody(message: ReportedMessage): ReportedMessage {
  if (isKeepable(message)) return message;
  return { headers: message.headers, omitted: message.json?.length ?? 0 };
}

/** `900`, the time to the millisecond, then a counter: 56 digits, so that ids sort as text. */
function logId({ time, number }: KeptExchange): string {
  const digits = new Date(time).toISOString().replace(/\D/g, '');
  return `900${digits}${String(number).padStart(36, '0')}`;
}

function show(kept: KeptExchange): Exchange {
  const { request, response, ...exchange } = kept.exchange;
  return {
    log_id: logId(kept),
    date: new Date(kept.time).toISOString(),
    ...exchange,
    url: maskUrl(exchange.url),
    request: showMessage(request),
    response: showMessage(response),
  };
}

function showMessage({ headers, json, omitted }: ReportedMessage): Exchange['request'] {
  const shown = { headers: maskHeaders(typeof headers === 'string' ? splitHeaders(headers) : headers) };
  if (omitted !== undefined) return { ...shown, body: { omitted: `${omitted} characters, more than are kept` } };
  return json === undefined ? shown : { ...shown, body: maskBody(JSON.parse(json)) };
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
