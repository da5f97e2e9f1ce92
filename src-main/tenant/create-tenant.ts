/** Puts the tenant together from what a host gives; the only file that knows all its parts. */
import { managementApiIdentifier } from '../contract/entities/resource-server.ts';
import { ClientGrants } from './client-grants/service.ts';
import { makeGlobalClient } from './clients/defaults.ts';
import { Clients } from './clients/service.ts';
import { TenantClock } from './clock/tenant-clock.ts';
import { TenantDocument } from './document.ts';
import { EventSource } from './events.ts';
import { Faults } from './faults/service.ts';
import { OwnOrigins } from './own-origins.ts';
import type { Clock, Keys, Ports, Random, State, Store } from './ports.ts';
import { ServedInstead } from './published/served-instead.ts';
import { ResourceServers } from './resource-servers/service.ts';
import { makeManagementApi, refreshManagementApi } from './resource-servers/system-apis.ts';
import type { Scratch, TenantServices } from './scratch.ts';
import { applySeed } from './seed/apply-seed.ts';
import { sampleContent } from './seed/sample-content.ts';
import { defaultSettings } from './settings/defaults.ts';
import { TenantSettings } from './settings/service.ts';
import { SigningKeys } from './signing-keys/service.ts';
import type { EntityChange } from './stored-tenant.ts';
import type { TenantParts } from './tenant-parts.ts';
import { Tokens } from './tokens/issue-token.ts';
import { Traffic } from './traffic/service.ts';
import { Transfer } from './transfer/service.ts';

export interface Tenant extends TenantServices {
  /** The tenant's short name, as the service shows it in clients and log entries. */
  name: string;
  origins: OwnOrigins;
  events: EventSource;
  traffic: Traffic;
  /** The tenant's: moved or standing still where somebody set it so. */
  clock: Clock;
  keys: Keys;
  random: Random;
  /** What goes wrong on purpose, and the setting of the clock. */
  faults: Faults;
  /** Who asks for the published documents, and what an API check serves in their place. */
  servedInstead: ServedInstead;
  /** What is kept beside the configuration, where there is a place for it. */
  state: State | undefined;
  /** Import and export of everything. */
  transfer: Transfer;
  /** Takes everything away and makes a new tenant in its place, in one write. */
  reset(options: Pick<TenantOptions, 'sample'>): Promise<void>;
  /** Copies all that is kept to a file that is not there. Throws where that fails, and does nothing in memory. */
  copyTo(path: string): void;
  /** Lets go of the store. */
  close(): void;
}

export interface TenantOptions {
  name?: string | undefined;
  /** Issuer with its trailing slash, when it does not follow from the address that a request came to. */
  fixedIssuer?: string | undefined;
  /** Names beside localhost that the tenant answers to. */
  hostNames?: readonly string[] | undefined;
  /** Makes what the tenant shall hold, in place of sample content. */
  fill?: ((scratch: Scratch) => Promise<void>) | undefined;
  /** Sample content on the first start. */
  sample?: boolean | undefined;
}

/** Opens what the store kept, or makes a new tenant; everything a start changes is written at once. */
export async function createTenant(ports: Ports, options: TenantOptions = {}): Promise<Tenant> {
  const { random, keys, store } = ports;
  const { name = 'tokenbench', fixedIssuer, hostNames } = options;
  const events = new EventSource();
  const origins = new OwnOrigins(fixedIssuer, hostNames);
  const commonName = hostOf(fixedIssuer) ?? 'localhost';
  const starting = keepAtOnce(store);
  const document = new TenantDocument(starting.store, (event) => events.publish('changed', event));
  const tenantClock = new TenantClock(ports.clock);
  const clock = tenantClock.now;
  const faults = new Faults({ ...ports, document, origins, events, tenantClock });
  const parts: TenantParts = { document, origins, events, clock, random, keys, faults };
  const services = createServices(parts, commonName);
  await fillAtStart({ ...parts, ...services, commonName }, name, options);
  starting.keep();
  return {
    ...services,
    name,
    origins,
    events,
    traffic: new Traffic(clock, events),
    clock,
    keys,
    random,
    faults,
    servedInstead: new ServedInstead(),
    state: ports.state,
    transfer: new Transfer(parts, () => makeScratch(parts, commonName)),
    async reset({ sample }) {
      const nothing = new TenantDocument(
        { load: () => [], write: () => undefined, close: () => undefined },
        () => undefined,
      );
      const scratch = makeScratch({ ...parts, document: nothing }, commonName);
      await fillAtStart(scratch, name, { sample });
      document.apply([...document.snapshot().map(toRemoval), ...scratch.document.snapshot()]);
    },
    copyTo: (path) => store.copyTo?.(path),
    close() {
      faults.close();
      store.close();
    },
  };
}

/** The store, but for what is written before `keep`: that is one write, so that a start that fails leaves nothing half-made. */
function keepAtOnce(store: Store): { store: Store; keep(): void } {
  let made: EntityChange[] | undefined = [];
  return {
    store: {
      ...store,
      write(changes) {
        if (made === undefined) return store.write(changes);
        for (const change of changes) made.push(change);
      },
    },
    keep() {
      const changes = made ?? [];
      made = undefined;
      if (changes.length > 0) store.write(changes);
    },
  };
}

function toRemoval(change: EntityChange): EntityChange {
  return { ...change, value: undefined };
}

function createServices(parts: TenantParts, commonName: string): TenantServices {
  const clients = new Clients(parts);
  const signingKeys = new SigningKeys(parts, commonName);
  return {
    clients,
    signingKeys,
    resourceServers: new ResourceServers(parts),
    clientGrants: new ClientGrants(parts),
    settings: new TenantSettings(parts),
    tokens: new Tokens(parts, clients, signingKeys),
  };
}

/** The same tenant over a document of its own: what is changed there is kept by whoever asked for it, or by nobody. */
function makeScratch(parts: TenantParts, commonName: string): Scratch {
  const document = new TenantDocument(
    { load: () => parts.document.snapshot(), write: () => undefined, close: () => undefined },
    () => undefined,
  );
  const scratchParts = { ...parts, document, events: new EventSource() };
  return { ...scratchParts, ...createServices(scratchParts, commonName), commonName };
}

/** Makes what a start makes. Nobody has kept it yet: whoever calls keeps all of it, or lets go of the scratch. */
async function fillAtStart(scratch: Scratch, name: string, { fill, sample = false }: TenantOptions): Promise<void> {
  const { document, random, signingKeys } = scratch;
  const isFirstStart = document.clients.size === 0;
  document.apply(isFirstStart ? foundation(random, name) : refreshed(document));
  if (fill !== undefined) await fill(scratch);
  else if (isFirstStart && sample) await applySeed(sampleContent(), scratch);
  document.apply(await signingKeys.missing());
}

/** What every tenant has. */
function foundation(random: Random, name: string): EntityChange[] {
  const managementApi = makeManagementApi(random);
  const globalClient = makeGlobalClient(random);
  return [
    { kind: 'settings', id: 'settings', value: defaultSettings(name) },
    { kind: 'resourceServers', id: managementApi.id, value: managementApi },
    { kind: 'clients', id: globalClient.client_id, value: globalClient },
  ];
}

/** Scopes that this release knows and an older one did not. */
function refreshed(document: TenantDocument): EntityChange[] {
  const kept = document.resourceServerByIdentifier(managementApiIdentifier);
  if (kept === undefined) return [];
  const value = refreshManagementApi(kept);
  const isUpToDate = JSON.stringify(value.scopes) === JSON.stringify(kept.scopes);
  return isUpToDate ? [] : [{ kind: 'resourceServers', id: kept.id, value }];
}

function hostOf(issuer: string | undefined): string | undefined {
  return issuer === undefined ? undefined : /^https?:\/\/([^/:]+)/.exec(issuer)?.[1];
}
