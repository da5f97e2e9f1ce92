/** Writes a tenant as the deploy tool would export it: without ids, secrets and what belongs to the service. */
import sanitize from 'sanitize-filename';
import { Document, visit } from 'yaml';
import type { Client } from '../../../contract/entities/client.ts';
import type { CredentialId } from '../../../contract/entities/client-credential.ts';
import type { StoredTenant } from '../../stored-tenant.ts';
import { secretPaths, takeSecrets } from '../entity-secrets.ts';
import type { SourceFile } from '../source-file.ts';

/** The deploy tool puts these first, in this order. */
const first = ['name', 'client_id', 'audience', 'identifier'];

type Fields = Readonly<Record<string, unknown>>;

export function writeDeployFiles(tenant: StoredTenant, format: 'yaml' | 'directory'): SourceFile[] {
  const clients = Object.values(tenant.clients).filter(({ global }) => !global);
  const isShared = sharedNames(clients);
  const sections = {
    resourceServers: Object.values(tenant.resourceServers)
      .filter(({ is_system }) => is_system !== true)
      .map((resourceServer) => {
        const { id: _, client_id: __, ...shown } = takeSecrets(resourceServer, secretPaths.resourceServers).rest;
        return inOrder(shown);
      })
      .sort(byName),
    clients: clients.map((client) => inOrder(toDefinition(client, isShared(client)))).sort(byName),
    clientGrants: Object.values(tenant.clientGrants)
      .filter(({ is_system }) => is_system !== true)
      .map(({ id: _, ...grant }) => {
        const client = grant.client_id === undefined ? undefined : tenant.clients[grant.client_id];
        return inOrder(client === undefined || isShared(client) ? grant : { ...grant, client_id: client.name });
      })
      .sort((one, other) => compareKeys([one.client_id, one.audience], [other.client_id, other.audience])),
    tenant: inOrder(tenant.settings.settings ?? {}),
  };
  return format === 'yaml' ? [{ path: 'tenant.yaml', text: toYaml(sections) }] : toFolder(sections, tenant);
}

/** Keys are named whole, as a creation takes them: their ids mean nothing elsewhere. */
function toDefinition(client: Client, isShared: boolean): Fields {
  const {
    client_authentication_methods: methods,
    signed_request_object: requestObject,
    token_vault_privileged_access: tokenVault,
  } = client;
  const { rest } = takeSecrets(client, secretPaths.clients);
  const { client_id, global: _, credentials: __, ...shown } = rest;
  const whole = (ids: readonly CredentialId[]) => wholeCredentials(client, ids);
  return {
    ...shown,
    ...(isShared ? { client_id } : {}),
    ...(methods === undefined
      ? {}
      : {
          client_authentication_methods: Object.fromEntries(
            Object.entries(methods).map(([method, { credentials }]) => [method, { credentials: whole(credentials) }]),
          ),
        }),
    ...(requestObject?.credentials === undefined
      ? {}
      : { signed_request_object: { ...requestObject, credentials: whole(requestObject.credentials) } }),
    ...(tokenVault === undefined
      ? {}
      : { token_vault_privileged_access: { ...tokenVault, credentials: whole(tokenVault.credentials) } }),
  };
}

/** As a creation takes them: a certificate's expiry follows from it, and it is kept by its thumbprint only. */
function wholeCredentials({ credentials }: Client, ids: readonly CredentialId[]): Fields[] {
  return credentials
    .filter(({ id }) => ids.some((named) => named.id === id))
    .map(({ id: _, created_at: __, updated_at: ___, ...credential }) => credential);
}

function sharedNames(clients: readonly Client[]): (client: Client) => boolean {
  const seen = new Map<string, number>();
  for (const { name } of clients) seen.set(name, (seen.get(name) ?? 0) + 1);
  return ({ name }) => (seen.get(name) ?? 0) > 1;
}

function toFolder(
  sections: Readonly<Record<'resourceServers' | 'clients' | 'clientGrants', readonly Fields[]>> & { tenant: Fields },
  { resourceServers }: StoredTenant,
): SourceFile[] {
  const apiName = (audience: unknown) =>
    Object.values(resourceServers).find(({ identifier }) => identifier === audience)?.name ?? audience;
  const taken = new Set<string>();
  const file = (folder: string, name: unknown, value: Fields): SourceFile => {
    const plain = fileName(String(name));
    let path = `${folder}/${plain}.json`;
    for (let count = 2; taken.has(path.toLowerCase()); count += 1) path = `${folder}/${plain} ${count}.json`;
    taken.add(path.toLowerCase());
    return { path, text: toJson(value) };
  };
  return [
    ...sections.resourceServers.map((one) => file('resource-servers', one.name ?? one.identifier, one)),
    ...sections.clients.map((one) => file('clients', one.name, one)),
    ...sections.clientGrants.map((one) =>
      file('grants', `${one.client_id ?? one.default_for}-${apiName(one.audience)}`, one),
    ),
    { path: 'tenant.json', text: toJson(sections.tenant) },
  ];
}

/** Characters of a file's name, of which each may take four bytes: most systems take 255 bytes, the ending included. */
const longestName = 60;

/** As the deploy tool names it; one that no system refuses, Windows' reserved names included. */
function fileName(name: string): string {
  return sanitize([...name].slice(0, longestName).join(''), { replacement: '-' }) || 'unnamed';
}

/** Text with characters that are not seen is quoted as in JSON, so that they can be written by their numbers. */
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

function toYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && unseen.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 120 });
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function inOrder(entity: object): Fields {
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.fromEntries(
    Object.entries(entity).sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1)),
  );
}

function byName(one: Fields, other: Fields): number {
  return compareKeys([one.name, one.client_id, one.identifier], [other.name, other.client_id, other.identifier]);
}

function compareKeys(one: readonly unknown[], other: readonly unknown[]): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
