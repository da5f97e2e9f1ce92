/** Test sessions: what they set goes when they end, whether they say so or are not heard of any more. */
import type { Clock, Random } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';

export interface FaultSession {
  id: string;
  /** ISO 8601, UTC; absent while a connection holds it. */
  expires_at?: string;
}

interface KeptSession {
  /** Seconds that it lives without a sign. */
  lifetime: number;
  /** Milliseconds since the epoch; `Infinity` while it is held. */
  until: number;
}

const idLength = 16;

export class FaultSessions {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #sessions = new Map<string, KeptSession>();

  /** @param clock The host's: a shifted tenant clock ends no session. */
  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** @param lifetime seconds without a sign of life */
  begin(lifetime: number): FaultSession {
    const id = `ses_${this.#random.alphanumeric(idLength)}`;
    this.#sessions.set(id, { lifetime, until: this.#clock() + lifetime * 1_000 });
    return this.#show(id);
  }

  /** A sign of life. @throws {TenantError} `inexistent_session` */
  renew(id: string): FaultSession {
    const session = this.get(id);
    session.until = this.#clock() + session.lifetime * 1_000;
    return this.#show(id);
  }

  /** Lives on without signs, until it is renewed or ended. @throws {TenantError} `inexistent_session` */
  hold(id: string): FaultSession {
    this.get(id).until = Number.POSITIVE_INFINITY;
    return this.#show(id);
  }

  /** @throws {TenantError} `inexistent_session` */
  get(id: string): KeptSession {
    const session = this.#sessions.get(id);
    if (session !== undefined) return session;
    throw new TenantError(
      'inexistent_session',
      `There is no test session ${id}: it has ended. Begin one with POST /_tokenbench/sessions.`,
      { field: 'session' },
    );
  }

  /** @throws {TenantError} `inexistent_session` */
  end(id: string): void {
    this.get(id);
    this.#sessions.delete(id);
  }

  has(id: string): boolean {
    return this.#sessions.has(id);
  }

  /** Ends those that were not heard of. @returns whether there were any */
  sweep(now: number): boolean {
    const over = [...this.#sessions].filter(([, { until }]) => until <= now);
    for (const [id] of over) this.#sessions.delete(id);
    return over.length > 0;
  }

  /** When the next one ends by itself: milliseconds since the epoch, or `Infinity`. */
  nextEnd(): number {
    return Math.min(...[...this.#sessions.values()].map(({ until }) => until));
  }

  #show(id: string): FaultSession {
    const { until } = this.get(id);
    return { id, ...(until === Number.POSITIVE_INFINITY ? {} : { expires_at: new Date(until).toISOString() }) };
  }
}
