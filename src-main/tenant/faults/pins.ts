import type { Fault } from '../../contract/entities/fault.ts';
import { type ClockInput, clockInputSchema, type TenantClockState } from '../../contract/entities/tenant-clock.ts';
import { findViolation } from '../input/check-input.ts';
import { checkFault, isFault } from './check-fault.ts';

interface LoadedPins {
  faults: Fault[];
  clock?: ClockInput;
}

/** What stays over a restart, as it is kept. */
export function pinsOf(faults: readonly Fault[], { offset_ms, frozen_at, pinned }: TenantClockState): object {
  return {
    faults: faults.filter((fault) => fault.pinned === true),
    ...(pinned ? { clock: frozen_at === undefined ? { offset_ms, pinned } : { frozen_at, pinned } } : {}),
  };
}

/** What was pinned before, without what a file that was edited, or a newer release, has put there. */
export function loadPins(saved: unknown, now: number): LoadedPins {
  const { faults, clock } = Object(saved);
  const known = (Array.isArray(faults) ? faults : []).filter((one): one is Fault => isFault(one) && isWhole(one));
  const isClock =
    clock !== undefined &&
    findViolation(clockInputSchema, clock) === undefined &&
    !Number.isNaN(Date.parse(clock.frozen_at ?? '2000-01-01'));
  return {
    faults: known.filter(({ expires_at }) => expires_at === undefined || Date.parse(expires_at) > now),
    ...(isClock ? { clock } : {}),
  };
}

function isWhole({ id: _id, hits: _hits, set_at: _set, expires_at: _expires, ...input }: Fault): boolean {
  try {
    checkFault(input);
    return true;
  } catch {
    return false;
  }
}
