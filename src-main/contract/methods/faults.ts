/** What goes wrong on purpose, and the tenant's clock. */
import { type Static, Type } from '@sinclair/typebox';
import { anyFaultInputSchema, faultSchema } from '../entities/fault.ts';
import { faultPresetNames } from '../entities/fault-kinds.ts';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { clockInputSchema, clockSchema } from '../entities/tenant-clock.ts';
import { method, nothing } from '../method.ts';

const faultsViewSchema = Closed({
  /** In the order they were set. */
  faults: Type.Array(faultSchema),
  /** Its `now` follows from the machine's. */
  clock: Type.Omit(clockSchema, ['now'], { additionalProperties: false }),
  /** Whether there is a place to keep pinned ones in. */
  canPin: Type.Boolean(),
});

export type FaultsView = Static<typeof faultsViewSchema>;

export const faultMethods = {
  'faults.get': method(nothing, faultsViewSchema),
  /** One of the same kind for the same application and API gives way to it. */
  'faults.set': method(Closed({ fault: anyFaultInputSchema }), faultsViewSchema),
  'faults.off': method(Closed({ ids: Type.Array(Type.String({ minLength: 1 })) }), faultsViewSchema),
  /** Every fault off, and the clock real again. */
  'faults.allOff': method(nothing, faultsViewSchema),
  'faults.preset': method(Closed({ preset: Enum(faultPresetNames) }), faultsViewSchema),
  /** The key to `/_tokenbench/`. */
  'faults.controlToken': method(nothing, Closed({ token: Type.String() })),
  'clock.set': method(Closed({ clock: clockInputSchema }), faultsViewSchema),
  'clock.reset': method(nothing, faultsViewSchema),
} as const;
