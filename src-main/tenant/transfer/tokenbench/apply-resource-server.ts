import { managementApiIdentifier, type ResourceServer } from '../../../contract/entities/resource-server.ts';
import { checkInput } from '../../input/check-input.ts';
import { mergeUpdate } from '../../merge.ts';
import { resourceServerDefaults, withSigningSecret } from '../../resource-servers/defaults.ts';
import { readEncryptionKey, refuseContradictions, refuseReservedIdentifier } from '../../resource-servers/rules.ts';
import type { Scratch } from '../../scratch.ts';
import { TenantError } from '../../tenant-error.ts';
import { putSecrets, secretPaths, takeSecrets } from '../entity-secrets.ts';
import type { Findings } from '../findings.ts';
import { type ReadSecrets, resourceServerSchema } from './file-schema.ts';

export function applyFileResourceServer(
  given: object,
  secrets: ReadSecrets,
  { document, keys, origins, random }: Scratch,
  findings: Findings,
): void {
  const { identifier, id: givenId } = checkInput(resourceServerSchema, given);
  const isManagementApi = identifier === managementApiIdentifier;
  const kept = document.resourceServerByIdentifier(identifier);
  const id = isManagementApi ? kept?.id : givenId;
  if (id === undefined) throw new TenantError('invalid_body', 'Missing required property: id', { field: 'id' });
  if (findings.isNamed('resourceServers', kept?.id ?? id) || findings.isNamed('resourceServers', id)) {
    throw new TenantError('resource_server_conflict', `${identifier}, or its id, stands twice in the file.`);
  }
  const other = document.resourceServers.get(id);
  if (other !== undefined && other.identifier !== identifier) {
    throw new TenantError('resource_server_conflict', `The id ${id} belongs to ${other.identifier} in this tenant.`, {
      field: 'id',
    });
  }
  const own = secrets.resourceServers[id] ?? (kept && takeSecrets(kept, secretPaths.resourceServers).secrets) ?? {};
  const whole = checkInput(resourceServerSchema, putSecrets({ ...given }, own, secretPaths.resourceServers));
  if (!isManagementApi && whole.is_system !== true) refuseReservedIdentifier(origins, identifier);
  if (whole.token_encryption !== undefined) readEncryptionKey(whole.token_encryption.encryption_key.pem, keys);
  refuseContradictions({ scopes: whole.scopes, token_lifetime: whole.token_lifetime });
  const { id: _, scopes, ...rest } = whole;
  const value = withSigningSecret(
    mergeUpdate<ResourceServer>(bare(resourceServerDefaults({ identifier }, random), id), {
      ...rest,
      ...(isManagementApi ? { scopes: kept?.scopes } : { scopes }),
    }),
    random,
  );
  if (value.signing_secret !== undefined && own.signing_secret === undefined) {
    findings.note('resourceServers', id, 'A new signing secret is made: the file has none.');
  }
  document.apply([
    ...(kept === undefined || kept.id === id
      ? []
      : [{ kind: 'resourceServers' as const, id: kept.id, value: undefined }]),
    { kind: 'resourceServers', id, value },
  ]);
  findings.name('resourceServers', id);
}

function bare(defaults: ResourceServer, id: string): ResourceServer {
  return { ...defaults, id };
}
