/** What a store holds, by kind and id, for tests that look at all of it. */
import type { Store } from '../../src-main/tenant/ports.ts';
import type { EntityKind, EntityKinds, StoredTenant } from '../../src-main/tenant/stored-tenant.ts';

/** Undefined where it holds nothing. */
export function storedIn(store: Store): StoredTenant | undefined {
  const changes = store.load();
  if (changes.length === 0) return undefined;
  const tenant: StoredTenant = { settings: {}, signingKeys: {}, resourceServers: {}, clients: {}, clientGrants: {} };
  for (const change of changes) put(tenant, change);
  return tenant;
}

function put<Kind extends EntityKind>(
  tenant: StoredTenant,
  { kind, id, value }: { kind: Kind; id: string; value: EntityKinds[Kind] | undefined },
): void {
  const entities: Record<string, EntityKinds[Kind] | undefined> = tenant[kind];
  // Not an assignment, which for the id `__proto__` would set the prototype.
  Object.defineProperty(entities, id, { value, writable: true, enumerable: true, configurable: true });
}
