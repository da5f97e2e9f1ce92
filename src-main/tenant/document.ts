/**
 * The tenant's entities in memory, with the indexes that keep look-ups independent of the tenant's size. Every change goes
 * through {@link TenantDocument.apply}: the store keeps it, then it is visible, then listeners hear of it.
 */
import type { Client } from '../contract/entities/client.ts';
import type { ClientGrant, SubjectType } from '../contract/entities/client-grant.ts';
import type { ResourceServer } from '../contract/entities/resource-server.ts';
import type { Settings } from '../contract/entities/settings.ts';
import type { SigningKey } from '../contract/entities/signing-key.ts';
import type { EntityNoun, TenantEvents } from '../contract/events.ts';
import { Collection } from './collection.ts';
import type { Store } from './ports.ts';
import { type EntityChange, type EntityKind, entityKinds, type StoredTenant } from './stored-tenant.ts';

const nouns: Record<EntityKind, EntityNoun> = {
  clients: 'clients',
  resourceServers: 'resource-servers',
  clientGrants: 'client-grants',
  signingKeys: 'signing-keys',
  settings: 'settings',
};

export class TenantDocument {
  readonly clients = new Collection<Client>();
  readonly resourceServers = new Collection<ResourceServer>();
  readonly clientGrants = new Collection<ClientGrant>();
  readonly signingKeys = new Collection<SigningKey>();
  #settings: Settings = {};
  #revision = 0;

  readonly #store: Store;
  readonly #publish: (event: TenantEvents['changed']) => void;
  readonly #idByIdentifier = new Map<string, string>();
  readonly #clientIdsByName = new Map<string, Set<string>>();
  readonly #grantIdByHolder = new Map<string, string>();
  readonly #grantIdsByClient = new Map<string, Set<string>>();
  /** Made when it is first asked for: no start and no token needs it. */
  #grantIdsByAudience: Map<string, Set<string>> | undefined;

  constructor(store: Store, publish: (event: TenantEvents['changed']) => void) {
    this.#store = store;
    this.#publish = publish;
    for (const change of store.load()) this.#remember(change);
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Counts the changes: as long as it stays the same, so does everything here. */
  get revision(): number {
    return this.#revision;
  }

  /** All of the changes or none: kept by the store, then visible, then told. */
  apply(changes: readonly EntityChange[]): void {
    if (changes.length === 0) return;
    this.#store.write(changes);
    this.#revision += 1;
    for (const change of changes) this.#remember(change);
    for (const kind of entityKinds) {
      const ids = changes.filter((change) => change.kind === kind).map((change) => change.id);
      if (ids.length > 0) this.#publish({ noun: nouns[kind], ids });
    }
  }

  /** Everything, as a store would keep it. */
  toStored(): StoredTenant {
    const isNew = Object.keys(this.#settings).length === 0;
    return {
      settings: isNew ? {} : { settings: this.#settings },
      signingKeys: this.signingKeys.toRecord(),
      resourceServers: this.resourceServers.toRecord(),
      clients: this.clients.toRecord(),
      clientGrants: this.clientGrants.toRecord(),
    };
  }

  /** Everything, as the changes that would make it. */
  snapshot(): EntityChange[] {
    const isNew = Object.keys(this.#settings).length === 0;
    return [
      ...(isNew ? [] : [{ kind: 'settings' as const, id: 'settings', value: this.#settings }]),
      ...Array.from(this.signingKeys.values(), (value) => ({ kind: 'signingKeys' as const, id: value.kid, value })),
      ...Array.from(this.resourceServers.values(), (value) => ({
        kind: 'resourceServers' as const,
        id: value.id,
        value,
      })),
      ...Array.from(this.clients.values(), (value) => ({ kind: 'clients' as const, id: value.client_id, value })),
      ...Array.from(this.clientGrants.values(), (value) => ({ kind: 'clientGrants' as const, id: value.id, value })),
    ];
  }

  resourceServerByIdentifier(identifier: string): ResourceServer | undefined {
    const id = this.#idByIdentifier.get(identifier);
    return id === undefined ? undefined : this.resourceServers.get(id);
  }

  /** Names need not be unique. */
  clientsNamed(name: string): Client[] {
    return [...(this.#clientIdsByName.get(name) ?? [])].flatMap((id) => this.clients.get(id) ?? []);
  }

  /** The grant of a client for an API; without a client, the default for third-party clients. */
  grantFor(clientId: string | undefined, audience: string, subjectType: SubjectType): ClientGrant | undefined {
    const id = this.#grantIdByHolder.get(holder(clientId, audience, subjectType));
    return id === undefined ? undefined : this.clientGrants.get(id);
  }

  /** In the order in which they were made. */
  grantsOfClient(clientId: string): ClientGrant[] {
    return this.#grants(this.#grantIdsByClient.get(clientId));
  }

  /** In the order in which they were made. */
  grantsForAudience(audience: string): ClientGrant[] {
    this.#grantIdsByAudience ??= this.#indexAudiences();
    return this.#grants(this.#grantIdsByAudience.get(audience));
  }

  #grants(ids: ReadonlySet<string> = new Set()): ClientGrant[] {
    return [...ids].flatMap((id) => this.clientGrants.get(id) ?? []);
  }

  #remember(change: EntityChange): void {
    const { id } = change;
    switch (change.kind) {
      case 'settings':
        this.#settings = change.value ?? {};
        return;
      case 'resourceServers':
        this.#indexResourceServer(id, this.resourceServers.set(id, change.value), change.value);
        return;
      case 'clientGrants':
        this.#indexGrant(id, this.clientGrants.set(id, change.value), change.value);
        return;
      case 'clients':
        this.#indexClient(id, this.clients.set(id, change.value), change.value);
        return;
      case 'signingKeys':
        this.signingKeys.set(id, change.value);
        return;
    }
  }

  #indexClient(id: string, before: Client | undefined, value: Client | undefined): void {
    if (before?.name === value?.name) return;
    if (before !== undefined) this.#clientIdsByName.get(before.name)?.delete(id);
    if (value !== undefined) addTo(this.#clientIdsByName, value.name, id);
  }

  #indexResourceServer(id: string, before: ResourceServer | undefined, value: ResourceServer | undefined): void {
    if (before !== undefined) this.#idByIdentifier.delete(before.identifier);
    if (value !== undefined) this.#idByIdentifier.set(value.identifier, id);
  }

  #indexGrant(id: string, before: ClientGrant | undefined, value: ClientGrant | undefined): void {
    const held = before && holder(before.client_id, before.audience, before.subject_type);
    const holds = value && holder(value.client_id, value.audience, value.subject_type);
    if (held === holds) return;
    if (before !== undefined && held !== undefined) {
      this.#grantIdByHolder.delete(held);
      if (before.client_id !== undefined) this.#grantIdsByClient.get(before.client_id)?.delete(id);
      this.#grantIdsByAudience?.get(before.audience)?.delete(id);
    }
    if (value !== undefined && holds !== undefined) {
      this.#grantIdByHolder.set(holds, id);
      const isMoved = before !== undefined;
      if (value.client_id !== undefined) this.#addGrant(this.#grantIdsByClient, value.client_id, id, isMoved);
      if (this.#grantIdsByAudience !== undefined) this.#addGrant(this.#grantIdsByAudience, value.audience, id, isMoved);
    }
  }

  /** @param isMoved whether it was somewhere else before, and has to go to its place in the order */
  #addGrant(index: Map<string, Set<string>>, key: string, id: string, isMoved: boolean): void {
    addTo(index, key, id);
    if (!isMoved) return;
    const place = (one: string) => this.clientGrants.sequenceOf(one);
    index.set(key, new Set([...(index.get(key) ?? [])].sort((one, other) => place(one) - place(other))));
  }

  #indexAudiences(): Map<string, Set<string>> {
    const index = new Map<string, Set<string>>();
    for (const { id, audience } of this.clientGrants.values()) addTo(index, audience, id);
    return index;
  }
}

function holder(clientId: string | undefined, audience: string, subjectType: SubjectType): string {
  // Neither a subject type nor a client's id has a space in it.
  return `${subjectType} ${clientId ?? ''} ${audience}`;
}

function addTo(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, new Set([id]));
  else ids.add(id);
}
