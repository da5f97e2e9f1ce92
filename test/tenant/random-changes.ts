/** Random changes of a tenant through its services, as any door would make them. */
import * as fc from 'fast-check';
import type { Tenant } from '../../src-main/tenant/create-tenant.ts';
import { TenantError } from '../../src-main/tenant/tenant-error.ts';

const scopeNames = ['a', 'b', 'c'];
const somewhere = fc.nat({ max: 20 });
const scopes = fc.subarray(scopeNames);
const identifier = fc.constantFrom('urn:1', 'urn:2', 'urn:3', 'https://api.example/4');
const subjectType = fc.constantFrom('client' as const, 'user' as const);

/** Numbers choose among what there is at that moment. */
export const change = fc.oneof(
  fc.record({ kind: fc.constant('create API' as const), identifier, scopes }),
  fc.record({ kind: fc.constant('update API' as const), api: somewhere, scopes }),
  fc.record({ kind: fc.constant('remove API' as const), api: somewhere }),
  fc.record({ kind: fc.constant('create client' as const) }),
  fc.record({ kind: fc.constant('rename client' as const), client: somewhere }),
  fc.record({ kind: fc.constant('remove client' as const), client: somewhere }),
  fc.record({
    kind: fc.constant('create grant' as const),
    client: somewhere,
    api: somewhere,
    scopes: fc.option(scopes, { nil: undefined }),
    subjectType,
    isDefault: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('update grant' as const),
    grant: somewhere,
    scopes: fc.option(scopes, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('remove grant' as const), grant: somewhere }),
);

/** What the changes start from: enough for each of them to find something. */
export const startingContent = {
  resourceServers: ['urn:1', 'urn:2'].map((identifier) => ({
    identifier,
    scopes: scopeNames.map((value) => ({ value })),
  })),
  clients: [{ name: 'First' }, { name: 'Second' }],
  clientGrants: [
    { client_id: 'First', audience: 'urn:1', scope: scopeNames },
    { client_id: 'First', audience: 'urn:2', scope: ['a'], subject_type: 'user' },
    { client_id: 'Second', audience: 'urn:1', allow_all_scopes: true },
  ],
};

export type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

const everything = Number.MAX_SAFE_INTEGER;

/** Refusals that such changes may meet. */
const expectedRefusals = new Set(['resource_server_conflict', 'client_grant_conflict', 'invalid_body']);

/** @returns the refusal, where the tenant did not take the change */
export async function makeChange(tenant: Tenant, wanted: Change): Promise<TenantError | undefined> {
  try {
    await make(tenant, wanted);
    return undefined;
  } catch (error) {
    if (error instanceof TenantError && expectedRefusals.has(error.code)) return error;
    throw error;
  }
}

async function make({ clients, resourceServers, clientGrants }: Tenant, wanted: Change): Promise<unknown> {
  // The Management API and the global client stay out of it: they have rules of their own.
  const api = (position: number) => choose(resourceServers.page(1, everything), position)?.identifier ?? 'urn:nothing';
  const client = (position: number) => choose(clients.page(1, everything), position)?.client_id ?? 'nobody';
  const grant = (position: number) => choose(clientGrants.page(0, everything), position)?.id ?? 'nothing';
  const values = (names: readonly string[]) => names.map((value) => ({ value }));
  switch (wanted.kind) {
    case 'create API':
      return resourceServers.create({ identifier: wanted.identifier, scopes: values(wanted.scopes) });
    case 'update API':
      if (resourceServers.count === 1) return;
      return resourceServers.update(api(wanted.api), { scopes: values(wanted.scopes) });
    case 'remove API':
      return resourceServers.remove(api(wanted.api));
    case 'create client':
      return clients.create({ name: 'Client' });
    case 'rename client':
      if (clients.count === 1) return;
      return clients.update(client(wanted.client), { name: 'Renamed' });
    case 'remove client':
      return clients.remove(client(wanted.client));
    case 'create grant':
      if (resourceServers.count === 1 || clients.count === 1) return;
      return clientGrants.create({
        ...(wanted.isDefault ? { default_for: 'third_party_clients' } : { client_id: client(wanted.client) }),
        audience: api(wanted.api),
        subject_type: wanted.subjectType,
        ...(wanted.scopes === undefined ? { allow_all_scopes: true } : { scope: wanted.scopes }),
      });
    case 'update grant':
      if (clientGrants.count === 0) return;
      return clientGrants.update(
        grant(wanted.grant),
        wanted.scopes === undefined ? { allow_all_scopes: true } : { allow_all_scopes: false, scope: wanted.scopes },
      );
    case 'remove grant':
      return clientGrants.remove(grant(wanted.grant));
  }
}

function choose<Item>(items: readonly Item[], position: number): Item | undefined {
  return items[position % items.length];
}
