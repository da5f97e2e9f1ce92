import type { ClientGrant } from '../../../contract/entities/client-grant.ts';
import { refuseScopesBesideAll, refuseUnclearHolder, refuseUndefinedScopes } from '../../client-grants/rules.ts';
import { checkInput } from '../../input/check-input.ts';
import type { Scratch } from '../../scratch.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings } from '../findings.ts';
import { clientGrantSchema } from './file-schema.ts';

export function applyFileGrant(given: object, { clients, document }: Scratch, findings: Findings): void {
  const value: ClientGrant = checkInput(clientGrantSchema, given);
  const { id, client_id, audience, subject_type } = value;
  const kept = document.grantFor(client_id, audience, subject_type);
  if (findings.isNamed('clientGrants', kept?.id ?? id) || findings.isNamed('clientGrants', id)) {
    throw new TenantError('client_grant_conflict', 'The grant, or its id, stands twice in the file.');
  }
  refuseUnclearHolder(value);
  if (value.scope !== undefined) refuseScopesBesideAll(value);
  if (client_id !== undefined && clients.find(client_id) === undefined) {
    throw new TenantError('inexistent_client', `No application has the id ${client_id}.`, { field: 'client_id' });
  }
  const resourceServer = document.resourceServerByIdentifier(audience);
  if (resourceServer === undefined) {
    throw new TenantError('inexistent_audience', `No API has the identifier ${audience}.`, { field: 'audience' });
  }
  refuseUndefinedScopes(value.scope ?? [], resourceServer);
  document.apply([
    ...(kept === undefined || kept.id === id ? [] : [{ kind: 'clientGrants' as const, id: kept.id, value: undefined }]),
    { kind: 'clientGrants', id, value },
  ]);
  findings.name('clientGrants', id);
}
