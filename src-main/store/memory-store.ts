/** A store that lasts as long as the process: for tests and for tenants that need no file. */
import type { Store } from '../tenant/ports.ts';
import type { EntityChange, EntityKind, EntityKinds, StoredTenant } from '../tenant/stored-tenant.ts';

const emptyTenant: StoredTenant = { settings: {}, signingKeys: {}, resourceServers: {}, clients: {}, clientGrants: {} };

type EntityMaps = { [Kind in EntityKind]: Map<string, EntityKinds[Kind]> };

/** Entities are kept as they are given, not copied: a change is a new value, never an edit of one that was written. */
export function createMemoryStore(initial?: StoredTenant): Store {
  const maps = toMaps(initial ?? emptyTenant);
  let empty = initial === undefined;
  return {
    load: () => (empty ? undefined : toTenant(maps)),
    write(changes: readonly EntityChange[]): void {
      for (const change of changes) applyChange(maps, change);
      empty = empty && changes.length === 0;
    },
    close: () => undefined,
  };
}

// Maps, so that a write costs the same in a tenant of 100,000 grants as in an empty one.
function applyChange<Kind extends EntityKind>(
  maps: EntityMaps,
  { kind, id, value }: { kind: Kind; id: string; value: EntityKinds[Kind] | undefined },
): void {
  const entities: Map<string, EntityKinds[Kind]> = maps[kind];
  if (value === undefined) entities.delete(id);
  else entities.set(id, value);
}

function toMaps(tenant: StoredTenant): EntityMaps {
  return {
    settings: new Map(Object.entries(tenant.settings)),
    signingKeys: new Map(Object.entries(tenant.signingKeys)),
    resourceServers: new Map(Object.entries(tenant.resourceServers)),
    clients: new Map(Object.entries(tenant.clients)),
    clientGrants: new Map(Object.entries(tenant.clientGrants)),
  };
}

function toTenant(maps: EntityMaps): StoredTenant {
  return {
    settings: Object.fromEntries(maps.settings),
    signingKeys: Object.fromEntries(maps.signingKeys),
    resourceServers: Object.fromEntries(maps.resourceServers),
    clients: Object.fromEntries(maps.clients),
    clientGrants: Object.fromEntries(maps.clientGrants),
  };
}
