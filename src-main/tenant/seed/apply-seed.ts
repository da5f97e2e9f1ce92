/**
 * Brings the tenant to what a seed says: what exists is changed, what is missing is made, the rest stays. The caller
 * passes services over a scratch document, so that all of it is kept at once or nothing.
 */

import type { Client } from '../../contract/entities/client.ts';
import type { CreateClientGrant } from '../../contract/entities/client-grant.ts';
import { type CreateResourceServer, managementApiIdentifier } from '../../contract/entities/resource-server.ts';
import type { SigningKey } from '../../contract/entities/signing-key.ts';
import type { TransferKind } from '../../contract/methods/transfer.ts';
import { type Seed, type SeedClient, type SeedSigningKey, seedSchema } from '../../contract/seed.ts';
import { thumbprintOf } from '../../jwt/thumbprint.ts';
import { checkInput } from '../input/check-input.ts';
import type { KeyMaterial } from '../ports.ts';
import type { Scratch, TenantServices } from '../scratch.ts';
import type { EntityChange } from '../stored-tenant.ts';
import { TenantError } from '../tenant-error.ts';

/** Is told of each entity that a seed speaks of. */
type OnSeeded = (kind: TransferKind, id: string) => void;

/** @throws {TenantError} whose `field` is the path in the seed, such as `clientGrants[2].scope[0]` */
export async function applySeed(input: unknown, scratch: Scratch, onSeeded: OnSeeded = () => undefined): Promise<void> {
  const seed: Seed = checkInput(seedSchema, input);
  if (seed.tenant !== undefined && Object.keys(seed.tenant).length > 0) {
    const { tenant } = seed;
    await at('tenant', () => scratch.settings.update(tenant));
  }
  await eachAt('signingKeys', seed.signingKeys, async (key, index) =>
    onSeeded('signingKeys', await seedSigningKey(key, index, scratch)),
  );
  await eachAt('resourceServers', seed.resourceServers, async (api) =>
    onSeeded('resourceServers', await seedResourceServer(api, scratch)),
  );
  await eachAt('clients', seed.clients, async (client) => onSeeded('clients', await seedClient(client, scratch)));
  await eachAt('clientGrants', seed.clientGrants, (grant) => onSeeded('clientGrants', seedClientGrant(grant, scratch)));
}

async function seedResourceServer(input: CreateResourceServer, { resourceServers }: Scratch): Promise<string> {
  const { identifier, ...update } = input;
  const kept = resourceServers.byIdentifier(identifier);
  const { id } = await (kept === undefined ? resourceServers.create(input) : resourceServers.update(kept.id, update));
  return id;
}

async function seedClient(input: SeedClient, { clients, document }: Scratch): Promise<string> {
  const { client_id, client_secret, ...given } = input;
  const kept = findClient(client_id, input.name, document.clients.values());
  const secret = client_secret ?? kept?.client_secret;
  const made = await clients.make(given, {
    ...(client_id === undefined && kept === undefined ? {} : { client_id: client_id ?? kept?.client_id }),
    ...(secret === undefined ? {} : { client_secret: secret }),
  });
  document.apply([{ kind: 'clients', id: made.client_id, value: made }]);
  return made.client_id;
}

function findClient(clientId: string | undefined, name: string, clients: Iterable<Client>): Client | undefined {
  for (const client of clients) {
    if (clientId === undefined ? client.name === name && !client.global : client.client_id === clientId) return client;
  }
  return undefined;
}

function seedClientGrant(
  input: CreateClientGrant,
  { clients, clientGrants, document, origins, resourceServers }: Scratch,
): string {
  const clientId = input.client_id === undefined ? undefined : resolveClientId(input.client_id, clients);
  const isForeign = resourceServers.byIdentifier(input.audience) === undefined;
  // The tenant's own addresses are not known before it is opened.
  const isManagementApi = isForeign && /^https?:\/\/[^/]+\/api\/v2\/$/.test(input.audience);
  const audience = isManagementApi ? managementApiIdentifier : origins.toStored(input.audience);
  const kept = document.grantFor(clientId, audience, input.subject_type ?? 'client');
  if (kept === undefined) {
    return clientGrants.create({ ...input, audience, ...(clientId === undefined ? {} : { client_id: clientId }) }).id;
  }
  const { scope = [], allow_all_scopes = false } = input;
  return clientGrants.update(kept.id, allow_all_scopes ? { allow_all_scopes } : { allow_all_scopes, scope }).id;
}

function resolveClientId(idOrName: string, clients: TenantServices['clients']): string {
  if (clients.find(idOrName) !== undefined) return idOrName;
  const named = clients.named(idOrName);
  const [client] = named;
  if (client !== undefined && named.length === 1) return client.client_id;
  throw new TenantError(
    'inexistent_client',
    named.length === 0
      ? `No client has the id or name ${idOrName}`
      : `${named.length} clients have the name ${idOrName}: give the client_id`,
    { field: 'client_id' },
  );
}

async function seedSigningKey(input: SeedSigningKey, index: number, scratch: Scratch): Promise<string> {
  const { document, signingKeys } = scratch;
  const material = await importKey(input, scratch);
  const { kty, n, e } = material.privateJwk;
  // Without a kid in the seed it follows from the key itself: the same key has the same kid in every run.
  const kid = input.kid ?? (await thumbprintOf({ kty, n, e })).slice(0, 21);
  const kept = document.signingKeys.get(kid);
  if (kept?.privateJwk.n === n) return kid;
  const state = input.state ?? (['current', 'next'] as const)[index] ?? 'previous';
  document.apply([
    ...signingKeys.list().flatMap((key) => makeWay(key, state)),
    { kind: 'signingKeys', id: kid, value: signingKeys.make(material, state, kid) },
  ]);
  return kid;
}

/** A key of the tenant's own leaves its place to one from the seed. */
function makeWay(key: SigningKey, state: SigningKey['state']): EntityChange[] {
  if (key.state !== state || state === 'previous') return [];
  const value: SigningKey | undefined = state === 'current' ? { ...key, state: 'previous' } : undefined;
  return [{ kind: 'signingKeys', id: key.kid, value }];
}

async function importKey({ privateKey, cert }: SeedSigningKey, { keys, commonName }: Scratch): Promise<KeyMaterial> {
  try {
    return await keys.importSigningKey(privateKey, commonName, cert);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it cannot be read';
    throw new TenantError('invalid_body', reason, { field: 'privateKey' });
  }
}

async function eachAt<Item>(
  place: string,
  items: readonly Item[] | undefined,
  apply: (item: Item, index: number) => unknown,
): Promise<void> {
  for (const [index, item] of (items ?? []).entries()) await at(`${place}[${index}]`, () => apply(item, index));
}

async function at(place: string, apply: () => unknown): Promise<void> {
  try {
    await apply();
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    const field = error.field === undefined || error.field === '' ? place : `${place}.${error.field}`;
    throw new TenantError(error.code, error.message, { field });
  }
}
