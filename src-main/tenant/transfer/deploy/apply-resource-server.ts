import {
  createResourceServerSchema,
  managementApiIdentifier,
  type ResourceServer,
} from '../../../contract/entities/resource-server.ts';
import { isRecord } from '../../is-record.ts';
import type { Scratch } from '../../scratch.ts';
import type { Findings } from '../findings.ts';
import { type Fields, readEntity } from './read-entity.ts';

const setByService = new Set(['id', 'is_system', 'client_id']);

/** The name by which the deploy tool knows the API that it leaves alone. */
const managementApiName = 'Auth0 Management API';

export async function applyResourceServer(
  value: unknown,
  place: string,
  { resourceServers }: Scratch,
  findings: Findings,
): Promise<void> {
  const { identifier, ...fields } = readEntity(value, createResourceServerSchema, setByService, place, findings);
  const kept = typeof identifier === 'string' ? resourceServers.byIdentifier(identifier) : undefined;
  if (fields.name === managementApiName || kept?.identifier === managementApiIdentifier) {
    findings.ignore(place, 'The Management API belongs to the tenant itself.');
    return;
  }
  if (kept?.is_system === true) {
    findings.ignore(place, `${kept.name ?? kept.identifier} belongs to the service itself.`);
    findings.name('resourceServers', kept.id);
    return;
  }
  withoutUnreadableKey(fields, place, kept, findings);
  const given = Object.fromEntries(Object.entries(fields).filter(([, member]) => member !== null));
  const { id, signing_alg } = await (kept === undefined
    ? resourceServers.create({ identifier, ...given })
    : resourceServers.update(kept.id, fields));
  findings.name('resourceServers', id);
  if (kept === undefined && signing_alg === 'HS256' && given.signing_secret === undefined) {
    findings.note('resourceServers', id, 'A new signing secret is made: the files have none.');
  }
}

/** An export shows of an encryption key what names it, and not the key. */
function withoutUnreadableKey(
  fields: Fields,
  place: string,
  kept: ResourceServer | undefined,
  findings: Findings,
): void {
  const { token_encryption: encryption } = fields;
  const key = isRecord(encryption) ? encryption.encryption_key : undefined;
  if (!isRecord(key) || key.pem !== undefined) return;
  delete fields.token_encryption;
  const own = kept?.token_encryption?.encryption_key;
  if (own !== undefined && own.thumbprint_sha256 === key.thumbprint_sha256) return;
  findings.ignore(
    `${place}.token_encryption`,
    'The files name a key that they do not hold: upload it on the page of the API.',
  );
}
