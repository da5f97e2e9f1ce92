import type { TenantDocument } from './document.ts';
import type { EventSource } from './events.ts';
import type { Faults } from './faults/service.ts';
import type { OwnOrigins } from './own-origins.ts';
import type { Clock, Keys, Random } from './ports.ts';

/** What the services share. */
export interface TenantParts {
  document: TenantDocument;
  origins: OwnOrigins;
  events: EventSource;
  clock: Clock;
  random: Random;
  keys: Keys;
  faults: Faults;
}
