/** The traffic of the tenant: every exchange, in a bounded ring. What leaves it has its secrets masked. */
import type { Exchange } from '../../contract/entities/exchange.ts';
import type { EventSource } from '../events.ts';
import type { Clock } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import { maskBody, maskHeaders, maskUrl } from './mask-secrets.ts';
import { Ring } from './ring.ts';

/** Exchanges that the ring holds. */
export const ringCapacity = 10_000;

/** An exchange as a door reports it: nothing masked yet, headers and bodies as they were. */
export interface ReportedExchange extends Omit<Exchange, 'log_id' | 'date' | 'request' | 'response'> {
  request: { headers: Readonly<Record<string, unknown>>; body?: unknown };
  response: { headers: Readonly<Record<string, unknown>>; body?: unknown };
}

interface KeptExchange extends ReportedExchange {
  number: number;
  time: number;
}

export class Traffic {
  readonly #ring = new Ring<KeptExchange>(ringCapacity);
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
    const kept: KeptExchange = { ...exchange, number: this.#recorded, time: this.#lastTime };
    this.#ring.push(kept);
    this.#events.publish('exchange', { log_id: logId(kept) });
  }

  /** Newest first, secrets masked. */
  *newestFirst(): Generator<Exchange> {
    for (const kept of this.#ring.newestFirst()) yield show(kept);
  }

  /** @throws {TenantError} `inexistent_log` */
  get(id: string): Exchange {
    for (const kept of this.#ring.newestFirst()) if (logId(kept) === id) return show(kept);
    throw new TenantError('inexistent_log', 'Log not found.');
  }

  clear(): void {
    this.#ring.clear();
  }
}

/** `900`, the time to the millisecond, then a counter: 56 digits, so that ids sort as text. */
function logId({ time, number }: KeptExchange): string {
  const digits = new Date(time).toISOString().replace(/\D/g, '');
  return `900${digits}${String(number).padStart(36, '0')}`;
}

function show({ number, time, request, response, ...exchange }: KeptExchange): Exchange {
  return {
    log_id: logId({ number, time, request, response, ...exchange }),
    date: new Date(time).toISOString(),
    ...exchange,
    url: maskUrl(exchange.url),
    request: { headers: maskHeaders(request.headers), ...bodyOf(request.body) },
    response: { headers: maskHeaders(response.headers), ...bodyOf(response.body) },
  };
}

function bodyOf(body: unknown): { body?: unknown } {
  return body === undefined ? {} : { body: maskBody(body) };
}
