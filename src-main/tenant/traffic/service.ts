/** The traffic of the tenant: every exchange, in a bounded ring. What leaves it has its secrets masked. */
import type { Exchange, ExchangeSummary } from '../../contract/entities/exchange.ts';
import type { EventSource } from '../events.ts';
import type { Clock } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import { maskBody, maskClientId, maskHeaders, maskUrl } from './mask-secrets.ts';
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
  /** The body as JSON, as text or in UTF-8. */
  json?: string | Uint8Array | undefined;
}

/** An exchange as a door reports it. */
export interface ReportedExchange extends Omit<Exchange, 'log_id' | 'date' | 'request' | 'response'> {
  request: ReportedMessage;
  response: ReportedMessage;
}

/** What listeners hear of an exchange without reading it. */
type Told = Pick<ExchangeSummary, 'kind' | 'status'>;

interface KeptExchange extends Told {
  number: number;
  time: number;
  /** That of the id: never before the one of an older exchange. */
  idTime: number;
  place: TextPlace;
  /** What a repetition has of its own; the rest is that of the first. */
  own?: OwnOfRepetition;
}

/** An exchange that was recorded, for another one like it. */
export type Recorded = Readonly<KeptExchange>;

export type OwnOfRepetition = Pick<ReportedExchange, 'duration' | 'remote_port'>;

export class Traffic {
  readonly #ring = new Ring<KeptExchange>(ringCapacity);
  readonly #arena = new TextArena(arenaCapacity);
  readonly #clock: Clock;
  readonly #events: EventSource;
  #recorded = 0;
  #refused = 0;
  #refusedWhenSeen = 0;
  #lastTime = 0;

  constructor(clock: Clock, events: EventSource) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Exchanges since the start, those gone from the ring included. */
  get count(): number {
    return this.#recorded;
  }

  /** Exchanges that can still be read. */
  get held(): number {
    return this.#ring.size;
  }

  get newestId(): string | undefined {
    const newest = this.#ring.fromNewest(0);
    return newest === undefined ? undefined : logId(newest);
  }

  /** Refusals since somebody last looked. */
  get unread(): number {
    return this.#refused - this.#refusedWhenSeen;
  }

  markSeen(): void {
    this.#refusedWhenSeen = this.#refused;
  }

  record(exchange: ReportedExchange): Recorded {
    if (exchange.status >= 400 || exchange.status === 0) this.#refused += 1;
    return this.#keep(this.#arena.write(toTexts(exchange)), exchange);
  }

  /**
   * Records that an exchange took place once more, in the same words and with the same answer, for a tenth of the cost.
   * @returns false where the first is about to go from memory: the next one is to be recorded whole.
   */
  repeat(recorded: Recorded, own: OwnOfRepetition): boolean {
    this.#keep(recorded.place, recorded, own);
    return this.#arena.holdsOn(recorded.place);
  }

  #keep(place: TextPlace, { kind, status }: Told, own?: OwnOfRepetition): KeptExchange {
    const time = this.#clock();
    // A clock that was set back must not disturb the order of the ids.
    this.#lastTime = Math.max(this.#lastTime, time);
    this.#recorded += 1;
    const kept: KeptExchange = {
      number: this.#recorded,
      time,
      idTime: this.#lastTime,
      place,
      kind,
      status,
      ...(own && { own }),
    };
    this.#ring.push(kept);
    if (this.#events.hasListeners('exchange')) this.#events.publish('exchange', { log_id: logId(kept), kind, status });
    return kept;
  }

  /** Newest first, secrets masked. */
  *newestFirst(): Generator<Exchange> {
    for (const kept of this.#keptFrom(this.#recorded)) yield this.#show(kept);
  }

  /**
   * Newest first, without what was said: a tenth of the work.
   * @param before an id; only what is older than it
   */
  *summaries(before?: string): Generator<ExchangeSummary> {
    const newest = before === undefined ? this.#recorded : numberOf(before) - 1;
    for (const kept of this.#keptFrom(newest)) {
      const { exchange } = readSmall(this.#arena.read(kept.place, 1)[0]);
      yield { ...identify(kept), ...withoutSecrets(exchange), ...kept.own };
    }
  }

  /** @throws {TenantError} `inexistent_log` */
  get(id: string): Exchange {
    return this.#show(this.#find(id));
  }

  /** With every secret, as it was sent and answered. @throws {TenantError} `inexistent_log` */
  reveal(id: string): RevealedExchange {
    const kept = this.#find(id);
    return { ...identify(kept), ...toExchange(this.#arena.read(kept.place)), ...kept.own };
  }

  holds(id: string): boolean {
    const kept = this.#ring.fromNewest(this.#recorded - numberOf(id));
    return kept !== undefined && logId(kept) === id && this.#arena.holds(kept.place);
  }

  clear(): void {
    this.#ring.clear();
    this.markSeen();
  }

  /** Passes over what is gone, also where that happens between two steps; a repetition goes with its first. */
  *#keptFrom(newest: number): Generator<KeptExchange> {
    for (let number = newest; ; number -= 1) {
      const kept = this.#ring.fromNewest(this.#recorded - number);
      if (kept === undefined) return;
      if (this.#arena.holds(kept.place)) yield kept;
    }
  }

  #find(id: string): KeptExchange {
    const kept = this.#ring.fromNewest(this.#recorded - numberOf(id));
    if (kept !== undefined && logId(kept) === id && this.#arena.holds(kept.place)) return kept;
    throw new TenantError('inexistent_log', 'Log not found.');
  }

  #show(kept: KeptExchange): Exchange {
    const { request, response, ...exchange } = toExchange(this.#arena.read(kept.place));
    return {
      ...identify(kept),
      ...withoutSecrets(exchange),
      ...kept.own,
      request: showMessage(request),
      response: showMessage(response),
    };
  }
}

/** What stands outside the messages. */
function withoutSecrets<Head extends { url: string; client_id?: string | undefined }>(head: Head): Head {
  return {
    ...head,
    url: maskUrl(head.url),
    ...(head.client_id === undefined ? {} : { client_id: maskClientId(head.client_id) }),
  };
}

function identify(kept: KeptExchange): Pick<Exchange, 'log_id' | 'date'> {
  return { log_id: logId(kept), date: new Date(kept.time).toISOString() };
}

/** What was reported in four texts: everything small, the request's headers, and the two bodies as they were sent. */
function toTexts({ request, response, ...exchange }: ReportedExchange): (string | Uint8Array)[] {
  const small = {
    ...exchange,
    requestHeaders: typeof request.headers === 'string' ? undefined : request.headers,
    responseHeaders: response.headers,
    omitted: { request: omittedCharacters(request), response: omittedCharacters(response) },
  };
  const headers = typeof request.headers === 'string' ? request.headers : '';
  return [JSON.stringify(small), headers, keptBody(request), keptBody(response)];
}

function keptBody({ json = '' }: ReportedMessage): string | Uint8Array {
  return json.length > longestBody ? '' : json;
}

function omittedCharacters({ json = '' }: ReportedMessage): number | undefined {
  return json.length > longestBody ? json.length : undefined;
}

/** A message with every secret. */
export interface StoredMessage {
  headers: Record<string, unknown>;
  /** The body as JSON; empty where there is none, or where it was too long to be kept. */
  json: string;
  /** Characters of a body that was too long. */
  omitted: number | undefined;
}

export interface RevealedExchange extends ExchangeSummary {
  request: StoredMessage;
  response: StoredMessage;
}

function readSmall(small = '{}') {
  const { requestHeaders, responseHeaders, omitted, ...rest } = JSON.parse(small);
  const exchange: Omit<ReportedExchange, 'request' | 'response'> = rest;
  return { requestHeaders, responseHeaders, omitted, exchange };
}

function toExchange([small, headers = '', requestJson = '', responseJson = '']: string[]) {
  const { requestHeaders, responseHeaders, omitted, exchange } = readSmall(small);
  const request: StoredMessage = {
    headers: requestHeaders ?? splitHeaders(headers),
    json: requestJson,
    omitted: omitted.request,
  };
  const response: StoredMessage = { headers: responseHeaders, json: responseJson, omitted: omitted.response };
  return { ...exchange, request, response };
}

/** `900`, the time to the millisecond, then a counter: 56 digits, so that ids sort as text. */
function logId({ idTime, number }: KeptExchange): string {
  const digits = new Date(idTime).toISOString().replace(/\D/g, '');
  return `900${digits}${String(number).padStart(36, '0')}`;
}

/** The counter of an id; of anything else a number that no exchange has. */
function numberOf(id: string): number {
  return /^900\d{53}$/.test(id) ? Number(id.slice(-36)) : 0;
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
