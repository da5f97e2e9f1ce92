/** Handlers for what goes wrong on purpose, and for the tenant's clock. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { FaultsView, faultMethods } from '../contract/methods/faults.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';

type FaultMethods = typeof faultMethods;

export type FaultHandlers = {
  [Name in keyof FaultMethods]: (input: InputOf<FaultMethods[Name]>) => OutputOf<FaultMethods[Name]>;
};

export function faultHandlers({ tenant, folder, controlToken }: TenantRuntime): FaultHandlers {
  const { faults } = tenant;
  const show = (): FaultsView => {
    const { now: _now, ...clock } = faults.clock();
    return { faults: faults.list(), clock, canPin: folder !== undefined };
  };
  return {
    'faults.get': show,
    'faults.set': ({ fault }) => {
      faults.set(fault);
      return show();
    },
    'faults.off': ({ ids }) => {
      // One that went by itself meanwhile is as off as it was wished to be.
      for (const id of ids) if (faults.find(id) !== undefined) faults.off(id);
      return show();
    },
    'faults.allOff': () => {
      faults.allOff();
      return show();
    },
    'faults.preset': ({ preset }) => {
      faults.preset(preset);
      return show();
    },
    'faults.controlToken': () => ({ token: controlToken }),
    'clock.set': ({ clock }) => {
      faults.setClock(clock);
      return show();
    },
    'clock.reset': () => {
      faults.resetClock();
      return show();
    },
  };
}
