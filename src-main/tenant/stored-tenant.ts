/** The shape of what is kept: entities by kind, each under its id. */
import type { Client } from '../contract/entities/client.ts';
import type { ClientGrant } from '../contract/entities/client-grant.ts';
import type { ResourceServer } from '../contract/entities/resource-server.ts';
import type { Settings } from '../contract/entities/settings.ts';
import type { SigningKey } from '../contract/entities/signing-key.ts';

export interface EntityKinds {
  clients: Client;
  resourceServers: ResourceServer;
  clientGrants: ClientGrant;
  signingKeys: SigningKey;
  /** One only, under the id `settings`. */
  settings: Settings;
}

export type EntityKind = keyof EntityKinds;

/** Everything kept, in the order it was first written. JSON only. */
export type StoredTenant = { [Kind in EntityKind]: Record<string, EntityKinds[Kind]> };

/** A put, or a removal where `value` is undefined. */
export type EntityChange = {
  [Kind in EntityKind]: { kind: Kind; id: string; value: EntityKinds[Kind] | undefined };
}[EntityKind];

export const entityKinds: readonly EntityKind[] = [
  'settings',
  'signingKeys',
  'resourceServers',
  'clients',
  'clientGrants',
];

/** Everything kept, as the changes that would make it. */
export function changesOf(stored: StoredTenant): EntityChange[] {
  return [
    ...Object.entries(stored.settings).map(([id, value]) => ({ kind: 'settings' as const, id, value })),
    ...Object.entries(stored.signingKeys).map(([id, value]) => ({ kind: 'signingKeys' as const, id, value })),
    ...Object.entries(stored.resourceServers).map(([id, value]) => ({ kind: 'resourceServers' as const, id, value })),
    ...Object.entries(stored.clients).map(([id, value]) => ({ kind: 'clients' as const, id, value })),
    ...Object.entries(stored.clientGrants).map(([id, value]) => ({ kind: 'clientGrants' as const, id, value })),
  ];
}
