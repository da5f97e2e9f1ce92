/** Writes a tenant as a Tokenbench file: entities and their members in one order, no time of its own. */
import { managementApiIdentifier } from '../../../contract/entities/resource-server.ts';
import { sealWithPassphrase } from '../../../jwt/passphrase.ts';
import { isRecord } from '../../is-record.ts';
import type { StoredTenant } from '../../stored-tenant.ts';
import { secretPaths, takeSecrets } from '../entity-secrets.ts';
import { type FileSecrets, fileVersion } from './file-schema.ts';

export interface WriteOptions {
  /** Secrets are left out without one. */
  passphrase?: string | undefined;
  withKeys?: boolean | undefined;
}

/** Stands for the id of the global client, which every tenant has one of its own of. */
export const globalId = 'global';

export async function writeTenantFile(tenant: StoredTenant, { passphrase, withKeys }: WriteOptions): Promise<string> {
  const secrets: FileSecrets = { clients: {}, resourceServers: {} };
  const resourceServers = sortedBy(Object.values(tenant.resourceServers), ({ identifier }) => [identifier]).map(
    (resourceServer) => {
      const { rest, secrets: own } = takeSecrets(resourceServer, secretPaths.resourceServers);
      if (Object.keys(own).length > 0) secrets.resourceServers[resourceServer.id] = own;
      if (resourceServer.identifier !== managementApiIdentifier) return rest;
      // Which permissions it has follows from the release, not from the tenant.
      const { id: _, scopes: __, ...system } = rest;
      return system;
    },
  );
  const clients = sortedBy(Object.values(tenant.clients), ({ name, client_id, global }) =>
    global ? [''] : [name, client_id],
  ).map((client) => {
    const { rest, secrets: own } = takeSecrets(client, secretPaths.clients);
    if (Object.keys(own).length > 0) secrets.clients[client.global ? globalId : client.client_id] = own;
    const { client_id, ...shared } = rest;
    return client.global ? shared : { client_id, ...shared };
  });
  const clientGrants = sortedBy(Object.values(tenant.clientGrants), ({ client_id, audience, subject_type }) => [
    client_id ?? '',
    audience,
    subject_type,
  ]);
  if (withKeys) secrets.signingKeys = sortedBy(Object.values(tenant.signingKeys), ({ kid }) => [kid]);
  const file = {
    tokenbench: fileVersion,
    settings: tenant.settings.settings ?? {},
    resourceServers,
    clients,
    clientGrants,
    ...(passphrase === undefined ? {} : { secrets: await sealWithPassphrase(JSON.stringify(secrets), passphrase) }),
  };
  const ordered = Object.entries(file).map(([name, value]) => [name, inOrder(value)]);
  return `${JSON.stringify(Object.fromEntries(ordered), undefined, 2)}\n`;
}

function sortedBy<Value>(values: readonly Value[], keyOf: (value: Value) => readonly string[]): Value[] {
  const keyed = values.map((value) => ({ value, key: JSON.stringify(keyOf(value)) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ value }) => value);
}

/** Members by their names; lists stay in their order, which may mean something. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}
