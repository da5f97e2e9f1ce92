/** The clock that the tenant goes by: the host's, moved by an offset, or standing still. Tokens, lifetimes and logs follow it. */
import { type ClockInput, clockInputSchema, type TenantClockState } from '../../contract/entities/tenant-clock.ts';
import { checkInput } from '../input/check-input.ts';
import type { Clock } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';

interface Setting {
  offset: number;
  /** Milliseconds since the epoch. */
  frozenAt?: number;
  pinned?: true;
  session?: string;
}

const real: Setting = { offset: 0 };

/** What a date can be and still has four digits in its year. */
const earliest = Date.parse('0001-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59Z');

export class TenantClock {
  readonly #host: Clock;
  #setting = real;

  constructor(host: Clock) {
    this.#host = host;
  }

  /** Milliseconds since the epoch. A function by itself, for everything that takes a clock. */
  readonly now: Clock = () => this.#setting.frozenAt ?? this.#host() + this.#setting.offset;

  /** Whether it goes with the host's. */
  get isReal(): boolean {
    return this.#setting === real;
  }

  state(): TenantClockState {
    const { offset, frozenAt, pinned, session } = this.#setting;
    const now = this.now();
    return {
      offset_ms: frozenAt === undefined ? offset : frozenAt - this.#host(),
      ...(frozenAt === undefined ? {} : { frozen_at: new Date(frozenAt).toISOString() }),
      now: new Date(now).toISOString(),
      ...(pinned === undefined ? {} : { pinned }),
      ...(session === undefined ? {} : { session }),
    };
  }

  /** @throws {TenantError} `invalid_body` */
  set(body: unknown): void {
    const input = checkInput(clockInputSchema, body);
    const { offset_ms, frozen_at, advance_ms, pinned, session } = input;
    const given = [offset_ms, frozen_at, advance_ms].filter((one) => one !== undefined);
    if (given.length !== 1) {
      throw new TenantError('invalid_body', 'Give one of offset_ms, frozen_at and advance_ms.', { field: 'offset_ms' });
    }
    const moved = this.#moved(input);
    const now = moved.frozenAt ?? this.#host() + moved.offset;
    if (now < earliest || now > latest) {
      throw new TenantError('invalid_body', 'The clock would leave the years 1 to 9999.', { field: nameOf(input) });
    }
    const isReal = moved.frozenAt === undefined && moved.offset === 0;
    this.#setting = isReal
      ? real
      : {
          ...moved,
          ...(pinned === true ? { pinned } : {}),
          ...(session === undefined ? {} : { session }),
        };
  }

  reset(): void {
    this.#setting = real;
  }

  /** Remembers the setting. @returns what brings it back */
  hold(): () => void {
    const before = this.#setting;
    return () => {
      this.#setting = before;
    };
  }

  #moved({ offset_ms, frozen_at, advance_ms = 0 }: ClockInput): Setting {
    if (offset_ms !== undefined) return { offset: offset_ms };
    if (frozen_at !== undefined) return { offset: 0, frozenAt: this.#readInstant(frozen_at) };
    const { offset, frozenAt } = this.#setting;
    return frozenAt === undefined ? { offset: offset + advance_ms } : { offset, frozenAt: frozenAt + advance_ms };
  }

  #readInstant(text: string): number {
    if (text === 'now') return this.now();
    const instant = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
    if (!Number.isNaN(instant)) return instant;
    throw new TenantError('invalid_body', 'The time must be one such as 2026-01-31T12:00:00Z, or "now".', {
      field: 'frozen_at',
    });
  }
}

function nameOf({ offset_ms, frozen_at }: ClockInput): string {
  if (offset_ms !== undefined) return 'offset_ms';
  return frozen_at === undefined ? 'advance_ms' : 'frozen_at';
}
