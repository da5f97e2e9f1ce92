/** Changes to a kept tenant as a new value, so that a write that fails has nothing to take back. */
import type { EntityChange, EntityKind, EntityKinds, StoredTenant } from '../tenant/stored-tenant.ts';

export function createEmptyTenant(): StoredTenant {
  return { settings: {}, signingKeys: {}, resourceServers: {}, clients: {}, clientGrants: {} };
}

/** The tenant after the changes. Shares what did not change; the given one stays as it is. */
export function applyChanges(tenant: StoredTenant, changes: readonly EntityChange[]): StoredTenant {
  const next = { ...tenant };
  const copied = new Set<EntityKind>();
  for (const change of changes) {
    if (!copied.has(change.kind)) copyKind(next, change.kind);
    copied.add(change.kind);
    applyChange(next, change);
  }
  return next;
}

function copyKind<Kind extends EntityKind>(tenant: StoredTenant, kind: Kind): void {
  tenant[kind] = { ...tenant[kind] };
}

function applyChange<Kind extends EntityKind>(
  tenant: StoredTenant,
  { kind, id, value }: { kind: Kind; id: string; value: EntityKinds[Kind] | undefined },
): void {
  const entities: Record<string, EntityKinds[Kind]> = tenant[kind];
  if (value === undefined) delete entities[id];
  // Not an assignment, which for the id `__proto__` would set the prototype and keep nothing.
  else Object.defineProperty(entities, id, { value, writable: true, enumerable: true, configurable: true });
}
