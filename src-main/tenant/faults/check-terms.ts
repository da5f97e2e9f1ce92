import type { FaultTerms } from '../../contract/entities/fault.ts';
import type { TenantDocument } from '../document.ts';
import type { OwnOrigins } from '../own-origins.ts';
import type { Ports } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import type { FaultSessions } from './sessions.ts';

interface Surroundings extends Pick<Ports, 'pins'> {
  document: TenantDocument;
  origins: OwnOrigins;
}

/**
 * Whether what the terms name is there: a typing error would make a fault that never hits.
 * @throws {TenantError} `invalid_body`, `inexistent_session`
 */
export function checkTerms(
  { client_id, audience, pinned, session }: FaultTerms,
  { document, origins, pins }: Surroundings,
  sessions: FaultSessions,
): void {
  if (client_id !== undefined && document.clients.get(client_id) === undefined) {
    throw refused('client_id', `There is no application with the client id ${client_id}.`);
  }
  if (audience !== undefined && document.resourceServerByIdentifier(origins.toStored(audience)) === undefined) {
    throw refused('audience', `There is no API with the identifier ${audience}.`);
  }
  if (session !== undefined) sessions.get(session);
  if (pinned !== true) return;
  if (pins === undefined) {
    throw refused('pinned', 'This tenant keeps nothing on disk, so that nothing can be pinned.');
  }
  if (session !== undefined) {
    throw refused('pinned', 'What ends with a session cannot be pinned: leave out one of the two.');
  }
}

function refused(field: string, message: string): TenantError {
  return new TenantError('invalid_body', message, { field });
}
