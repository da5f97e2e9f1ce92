/** What goes wrong on purpose: which faults are set, and which of them hit a request. */
import type { Fault } from '../../contract/entities/fault.ts';
import { type FaultPlace, type FaultPreset, faultKinds, faultPresets } from '../../contract/entities/fault-kinds.ts';
import type { TenantClockState } from '../../contract/entities/tenant-clock.ts';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { TenantDocument } from '../document.ts';
import type { EventSource } from '../events.ts';
import type { OwnOrigins } from '../own-origins.ts';
import type { Ports } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import { checkFault, completeFault } from './check-fault.ts';
import { checkTerms } from './check-terms.ts';
import type { Party } from './claimed-party.ts';
import { effectOf, type FaultEffect } from './effects.ts';
import { strikes } from './how-often.ts';
import { loadPins, pinsOf } from './pins.ts';
import { type FaultSession, FaultSessions } from './sessions.ts';

interface FaultParts extends Pick<Ports, 'clock' | 'random' | 'schedule' | 'pins'> {
  document: TenantDocument;
  origins: OwnOrigins;
  events: EventSource;
  tenantClock: TenantClock;
}

interface KeptFault {
  fault: Fault;
  /** Requests that it fitted, whether it hit them or not. */
  seen: number;
}

/** The faults that hit one request: their kinds, and what they do, in the order they were set. */
export interface FaultHits {
  kinds: Fault['kind'][];
  effects: FaultEffect[];
}

const idLength = 12;

export class Faults {
  readonly #parts: FaultParts;
  readonly #sessions: FaultSessions;
  #kept: KeptFault[] = [];
  #cancelSweep: () => void = () => undefined;
  #suspensions = 0;

  /** Times of faults are the host's: a shifted clock of the tenant ends none of them. */
  constructor(parts: FaultParts) {
    this.#parts = parts;
    this.#sessions = new FaultSessions(parts.clock, parts.random);
    const { faults, clock } = loadPins(parts.pins?.load(), parts.clock());
    this.#kept = faults.map((fault) => ({ fault, seen: 0 }));
    if (clock !== undefined) parts.tenantClock.set(clock);
    this.#plan();
  }

  /** Whether nothing is set: all that a request is asked in the usual case. */
  get isQuiet(): boolean {
    return this.#kept.length === 0 || this.#suspensions > 0;
  }

  /** None hits a request until what is returned is called; they stay set meanwhile. */
  suspend(): () => void {
    this.#suspensions += 1;
    let isOver = false;
    return () => {
      if (!isOver) this.#suspensions -= 1;
      isOver = true;
    };
  }

  get count(): number {
    return this.#kept.length;
  }

  get isClockReal(): boolean {
    return this.#parts.tenantClock.isReal;
  }

  /** In the order they were set. */
  list(): Fault[] {
    this.#sweep();
    return this.#kept.map(({ fault }) => ({ ...fault }));
  }

  find(id: string): Fault | undefined {
    return this.list().find((fault) => fault.id === id);
  }

  /**
   * Sets a fault; one of the same kind for the same application and API gives way to it. What is answered goes on to tell
   * of its hits.
   * @throws {TenantError} `invalid_body`, `inexistent_session`
   */
  set(body: unknown): Fault {
    const input = checkFault(body);
    checkTerms(input, this.#parts, this.#sessions);
    const fault = completeFault(input, `flt_${this.#parts.random.alphanumeric(idLength)}`, this.#parts.clock());
    const replaced = this.#kept.filter((one) => isSameTarget(one.fault, fault));
    this.#change([fault.id, ...replaced.map((one) => one.fault.id)], 'faults', () => {
      this.#kept = [...this.#kept.filter((one) => !replaced.includes(one)), { fault, seen: 0 }];
    });
    return fault;
  }

  /** @throws {TenantError} `inexistent_fault` */
  off(id: string): void {
    if (!this.#remove(({ fault }) => fault.id === id)) {
      throw new TenantError('inexistent_fault', `There is no fault ${id}: it is off already.`, { field: 'id' });
    }
  }

  /** Every fault off, and the clock real again. */
  allOff(): void {
    this.#remove(() => true);
    this.resetClock();
  }

  /** Several kinds at once, with the terms that are given. @throws {TenantError} `invalid_body`, `inexistent_session` */
  preset(name: FaultPreset, terms: object = {}): Fault[] {
    const preset: { faults: readonly Fault['kind'][]; offset_ms?: number } = faultPresets[name];
    const set = preset.faults.map((kind) => this.set({ ...terms, kind }));
    const { pinned, session } = Object(terms);
    if (preset.offset_ms !== undefined) this.setClock({ offset_ms: preset.offset_ms, pinned, session });
    return set;
  }

  clock(): TenantClockState {
    this.#sweep();
    return this.#parts.tenantClock.state();
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_session` */
  setClock(body: unknown): TenantClockState {
    const { pinned, session } = Object(body);
    checkTerms({ pinned, session }, this.#parts, this.#sessions);
    this.#change([], 'clock', () => this.#parts.tenantClock.set(body));
    return this.#parts.tenantClock.state();
  }

  resetClock(): TenantClockState {
    if (!this.#parts.tenantClock.isReal) {
      this.#change([], 'clock', () => this.#parts.tenantClock.reset());
    }
    return this.#parts.tenantClock.state();
  }

  /** @param lifetime seconds that it lives without a sign */
  beginSession(lifetime: number): FaultSession {
    const session = this.#sessions.begin(lifetime);
    this.#plan();
    return session;
  }

  /** @throws {TenantError} `inexistent_session` */
  renewSession(id: string): FaultSession {
    this.#sweep();
    const session = this.#sessions.renew(id);
    this.#plan();
    return session;
  }

  /** @throws {TenantError} `inexistent_session` */
  holdSession(id: string): FaultSession {
    this.#sweep();
    return this.#sessions.hold(id);
  }

  hasSession(id: string): boolean {
    this.#sweep();
    return this.#sessions.has(id);
  }

  /** What it set goes with it. @throws {TenantError} `inexistent_session` */
  endSession(id: string): void {
    this.#sessions.end(id);
    this.#sweep();
  }

  /** The faults that hit a request at this place; those that count requests have counted it. */
  hit(place: FaultPlace, party: Party = {}): FaultHits {
    const hits: FaultHits = { kinds: [], effects: [] };
    this.#sweep();
    if (this.#suspensions > 0) return hits;
    let isAnswered = false;
    for (const kept of this.#kept) {
      const { fault } = kept;
      if (faultKinds[fault.kind].place !== place || !this.#fits(fault, party)) continue;
      const effect = this.#effectOf(fault, party);
      const answers = effect.does !== 'wait' && effect.does !== 'alter';
      // One answer is all that a request gets: a fault that comes too late has not hit.
      if (answers && isAnswered) continue;
      kept.seen += 1;
      if (!strikes(fault, kept.seen, this.#parts.random)) continue;
      isAnswered ||= answers;
      hits.kinds.push(fault.kind);
      hits.effects.push(effect);
      this.#count(kept);
    }
    return hits;
  }

  /** Lets go of the host's timer. */
  close(): void {
    this.#cancelSweep();
  }

  #effectOf(fault: Fault, { audience = '' }: Party): FaultEffect {
    const now = Math.floor(this.#parts.tenantClock.now() / 1_000);
    return effectOf(fault.kind, fault, { now, audience });
  }

  #fits({ client_id, audience }: Fault, party: Party): boolean {
    if (client_id !== undefined && client_id !== party.client_id) return false;
    if (audience === undefined) return true;
    const { document, origins } = this.#parts;
    return origins.toStored(audience) === origins.toStored(party.audience ?? document.settings.default_audience ?? '');
  }

  #count(kept: KeptFault): void {
    const { fault } = kept;
    fault.hits += 1;
    if (fault.next !== undefined) fault.next -= 1;
    if (fault.next === 0) this.#remove((one) => one === kept);
    else this.#tell([fault.id], 'faults');
  }

  #remove(isOver: (kept: KeptFault) => boolean): boolean {
    const over = this.#kept.filter(isOver);
    if (over.length === 0) return false;
    const ids = over.map(({ fault }) => fault.id);
    this.#change(ids, 'faults', () => {
      this.#kept = this.#kept.filter((kept) => !over.includes(kept));
    });
    return true;
  }

  /** Nobody hears a refusal there: what has expired is gone, and is passed over where its pin is still on a full disk. */
  #sweepByItself(): void {
    try {
      this.#sweep();
    } catch (error) {
      if (!(error instanceof TenantError) || error.code !== 'not_kept') throw error;
    }
  }

  /** Takes away what has expired, and what its session has left. */
  #sweep(): void {
    const now = this.#parts.clock();
    this.#sessions.sweep(now);
    const isLeft = (session: string | undefined) => session !== undefined && !this.#sessions.has(session);
    this.#remove(
      ({ fault: { expires_at, session } }) =>
        isLeft(session) || (expires_at !== undefined && Date.parse(expires_at) <= now),
    );
    if (isLeft(this.#parts.tenantClock.state().session)) this.resetClock();
  }

  /** Makes a change, keeps what is pinned, and tells. What cannot be kept is not made either. */
  #change(ids: string[], noun: 'faults' | 'clock', make: () => void): void {
    const before = this.#kept;
    const restoreClock = this.#parts.tenantClock.hold();
    try {
      make();
      this.#savePins();
    } catch (error) {
      this.#kept = before;
      restoreClock();
      throw error;
    }
    this.#plan();
    this.#tell(ids, noun);
  }

  #savePins(): void {
    const faults = this.#kept.map(({ fault }) => fault);
    this.#parts.pins?.save(pinsOf(faults, this.#parts.tenantClock.state()));
  }

  /** Looks again when the next fault or session ends. */
  #plan(): void {
    this.#cancelSweep();
    const ends = this.#kept.map(({ fault: { expires_at } }) =>
      expires_at === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires_at),
    );
    const next = Math.min(this.#sessions.nextEnd(), ...ends);
    if (next === Number.POSITIVE_INFINITY) return;
    this.#cancelSweep =
      this.#parts.schedule?.(Math.max(0, next - this.#parts.clock()), () => {
        this.#sweepByItself();
        this.#plan();
      }) ?? (() => undefined);
  }

  #tell(ids: string[], noun: 'faults' | 'clock'): void {
    const { events } = this.#parts;
    if (events.hasListeners('changed')) events.publish('changed', { noun, ids });
  }
}

function isSameTarget(one: Fault, other: Fault): boolean {
  return one.kind === other.kind && one.client_id === other.client_id && one.audience === other.audience;
}
