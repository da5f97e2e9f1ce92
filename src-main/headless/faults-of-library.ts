/** Faults and the clock in the words of the library. */
import type { Tenant } from '../tenant/create-tenant.ts';
import type { FaultHandle, FaultInput, LibraryClock, TenantFaults } from './library-faults.ts';

export function setFault({ faults }: Tenant, input: FaultInput): FaultHandle {
  const fault = faults.set(input);
  const { id } = fault;
  const off = async () => {
    if (faults.find(id) !== undefined) faults.off(id);
  };
  return {
    id,
    get hits() {
      return fault.hits;
    },
    off,
    [Symbol.asyncDispose]: off,
  };
}

export function faultsOf({ faults }: Tenant): TenantFaults {
  return {
    get count() {
      return faults.list().length;
    },
    preset: async (name, terms) => void faults.preset(name, terms),
    off: async () => faults.allOff(),
  };
}

export function clockOf({ faults, clock }: Tenant): LibraryClock {
  return {
    now: () => new Date(clock()),
    shift: (offset_ms) => void faults.setClock({ offset_ms }),
    freeze: (at = 'now') => void faults.setClock({ frozen_at: typeof at === 'string' ? at : at.toISOString() }),
    advance: (advance_ms) => void faults.setClock({ advance_ms }),
    reset: () => void faults.resetClock(),
  };
}
