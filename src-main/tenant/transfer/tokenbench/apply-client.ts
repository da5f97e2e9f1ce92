import type { Client } from '../../../contract/entities/client.ts';
import { clientSecretLength } from '../../clients/defaults.ts';
import {
  isPublic,
  refuseTakenAlias,
  refuseTwoAuthenticationMethods,
  refuseUnknownCredentials,
} from '../../clients/rules.ts';
import { checkInput } from '../../input/check-input.ts';
import { mergeUpdate } from '../../merge.ts';
import type { Scratch } from '../../scratch.ts';
import { TenantError } from '../../tenant-error.ts';
import { putSecrets, secretPaths, takeSecrets } from '../entity-secrets.ts';
import type { Findings } from '../findings.ts';
import { clientSchema, type ReadSecrets } from './file-schema.ts';
import { globalId } from './write-file.ts';

export function applyFileClient(
  given: object,
  secrets: ReadSecrets,
  { clients, document, random }: Scratch,
  findings: Findings,
): void {
  const { client_id: givenId, global } = checkInput(clientSchema, given);
  const id = global ? clients.matching((client) => client.global)[0]?.client_id : givenId;
  if (id === undefined) {
    throw new TenantError('invalid_body', 'Missing required property: client_id', { field: 'client_id' });
  }
  if (findings.isNamed('clients', id)) throw new TenantError('client_conflict', `${id} stands twice in the file.`);
  const kept = clients.find(id);
  if (kept !== undefined && kept.global !== global) {
    throw new TenantError('client_conflict', `The id ${id} belongs to ${kept.name} in this tenant.`, {
      field: 'client_id',
    });
  }
  const fromFile = secrets.clients[global ? globalId : id];
  const own = fromFile ?? (kept && takeSecrets(kept, secretPaths.clients).secrets) ?? {};
  const { client_id: _, ...whole } = checkInput(clientSchema, putSecrets({ ...given }, own, secretPaths.clients));
  const { name, is_first_party, grant_types, credentials } = whole;
  const value = mergeUpdate<Client>({ client_id: id, name, global, is_first_party, grant_types, credentials }, whole);
  // A file without secrets does not say who had one; everybody who may need one has one then.
  if (kept === undefined && fromFile === undefined && value.client_secret === undefined) {
    value.client_secret = random.base64url(clientSecretLength);
    if (!isPublic(value) && value.client_authentication_methods === undefined) {
      findings.note('clients', id, "New client secret generated (the file doesn't contain one).");
    }
  }
  refuseTwoAuthenticationMethods(value);
  refuseUnknownCredentials(value);
  refuseTakenAlias(document, value);
  document.apply([{ kind: 'clients', id, value }]);
  findings.name('clients', id);
}
