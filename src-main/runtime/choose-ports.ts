/** The ports of a start: given, chosen for good before, or the usual ones. */
import { usualPorts } from '../contract/usual-ports.ts';
import type { DoorPorts } from './open-tenant-doors.ts';

/** What a start was given; what is undefined is left to the choice kept, else to the usual port. */
export type GivenPorts = { [Door in keyof DoorPorts]?: DoorPorts[Door] | undefined };

/** Ports that were chosen for good: each start that is given no others opens them. */
export interface KeptPorts {
  read(): GivenPorts;
  /** @throws StoreError */
  keep(ports: GivenPorts): void;
}

/** A start's own ports win. A choice kept for the one door gives way where a given port leaves it no sense. */
export function choosePorts(given: GivenPorts, kept: GivenPorts): DoorPorts {
  const chosen = prefer(given, prefer(kept, usualPorts));
  // Also both doors off.
  return chosen.port === chosen.httpsPort && chosen.port !== 0 ? prefer(given, usualPorts) : chosen;
}

function prefer({ port, httpsPort }: GivenPorts, otherwise: DoorPorts): DoorPorts {
  return { port: port ?? otherwise.port, httpsPort: httpsPort ?? otherwise.httpsPort };
}
