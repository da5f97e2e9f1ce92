/** What holds after any sequence of changes, checked against a naive reading of what the store kept. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import type { Tenant } from '../../src-main/tenant/create-tenant.ts';
import type { Store } from '../../src-main/tenant/ports.ts';
import type { StoredTenant } from '../../src-main/tenant/stored-tenant.ts';
import { quickTenant } from '../builders/quick-tenant.ts';
import { storedIn } from '../builders/stored-in.ts';
import { type Change, change, makeChange, startingContent } from './random-changes.ts';

const everything = Number.MAX_SAFE_INTEGER;
const changes = fc.array(change, { maxLength: 40, size: 'max' });

async function runChanges(wanted: readonly Change[], afterEach: (tenant: Tenant, store: Store) => void) {
  const store = createMemoryStore();
  const tenant = await quickTenant({ store, seed: startingContent });
  for (const one of wanted) {
    await makeChange(tenant, one);
    afterEach(tenant, store);
  }
  return { tenant, store };
}

function keptBy(store: Store): StoredTenant {
  const kept = storedIn(store);
  if (kept === undefined) throw new Error('The store is empty.');
  return kept;
}

/** What the store kept, as lists. */
function listsOf(store: Store) {
  const { clients, resourceServers, clientGrants } = keptBy(store);
  return {
    clients: Object.values(clients),
    apis: Object.values(resourceServers),
    grants: Object.values(clientGrants),
  };
}

function listsIn({ clients, resourceServers, clientGrants }: Tenant) {
  return {
    clients: clients.page(0, everything),
    apis: resourceServers.page(0, everything),
    grants: clientGrants.page(0, everything),
  };
}

describe('after any sequence of changes', () => {
  it('no grant refers to a client or an API that is gone, and none has a scope that its API lacks', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (wanted) => {
        await runChanges(wanted, (_tenant, store) => {
          const { clients, apis, grants } = listsOf(store);
          const clientIds = new Set(clients.map(({ client_id }) => client_id));
          const definedBy = new Map(
            apis.map(({ identifier, scopes }) => [identifier, scopes?.map(({ value }) => value)]),
          );
          for (const { client_id, audience, scope, allow_all_scopes } of grants) {
            expect(client_id === undefined || clientIds.has(client_id)).toBe(true);
            expect(definedBy.has(audience)).toBe(true);
            expect(allow_all_scopes === true).toBe(scope === undefined);
            expect(scope?.filter((value) => definedBy.get(audience)?.includes(value) !== true) ?? []).toEqual([]);
          }
        });
      }),
    );
  });

  it('identifiers are unique, and so are client, API and subject type of a grant', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (wanted) => {
        await runChanges(wanted, (_tenant, store) => {
          const { apis, grants } = listsOf(store);
          expect(new Set(apis.map(({ identifier }) => identifier)).size).toBe(apis.length);
          const holders = grants.map(({ client_id, audience, subject_type }) =>
            [client_id, audience, subject_type].join(),
          );
          expect(new Set(holders).size).toBe(holders.length);
        });
      }),
    );
  });

  it('a refusal is right: there is what it says, and nothing was changed', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (wanted) => {
        const store = createMemoryStore();
        const tenant = await quickTenant({ store, seed: startingContent });
        for (const one of wanted) {
          const before = listsOf(store);
          const refusal = await makeChange(tenant, one);
          if (refusal === undefined) continue;
          expect(listsOf(store)).toEqual(before);
          if (one.kind === 'create API') {
            expect(refusal.code).toBe('resource_server_conflict');
            expect(before.apis.some(({ identifier }) => identifier === one.identifier)).toBe(true);
          } else {
            expect(['create grant', 'update grant']).toContain(one.kind);
          }
        }
      }),
    );
  });

  it('look-ups find what a scan finds, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (wanted) => {
        await runChanges(wanted, ({ resourceServers, clientGrants, clients }, store) => {
          const kept = listsOf(store);
          for (const identifier of ['urn:1', 'urn:2', 'urn:3', 'https://api.example/4']) {
            expect(resourceServers.byIdentifier(identifier)).toBe(
              kept.apis.find((one) => one.identifier === identifier),
            );
            expect(clientGrants.matching({ audience: identifier })).toEqual(
              kept.grants.filter(({ audience }) => audience === identifier),
            );
          }
          for (const { client_id } of kept.clients) {
            expect(clients.find(client_id)).toBe(kept.clients.find((one) => one.client_id === client_id));
            for (const subject_type of ['client', 'user'] as const) {
              expect(clientGrants.matching({ client_id, subject_type })).toEqual(
                kept.grants.filter((one) => one.client_id === client_id && one.subject_type === subject_type),
              );
            }
          }
          expect(clientGrants.matching({ default_for: 'third_party_clients' })).toEqual(
            kept.grants.filter((one) => one.default_for !== undefined),
          );
        });
      }),
    );
  });

  it('what is listed is what is kept, in the same order, and a restart changes neither', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (wanted) => {
        const { tenant, store } = await runChanges(wanted, (running, keeping) => {
          expect(listsIn(running)).toEqual(listsOf(keeping));
          expect([running.clients.count, running.resourceServers.count, running.clientGrants.count]).toEqual(
            [listsIn(running).clients, listsIn(running).apis, listsIn(running).grants].map(({ length }) => length),
          );
        });
        const written: unknown[] = [];
        const restarted = await quickTenant({
          store: { load: () => store.load(), write: (changed) => written.push(...changed), close: () => undefined },
        });
        expect(listsIn(restarted)).toEqual(listsIn(tenant));
        expect(restarted.settings.get()).toEqual(tenant.settings.get());
        expect(restarted.signingKeys.list()).toEqual(tenant.signingKeys.list());
        expect(written).toEqual([]);
      }),
    );
  });

  it('pages of any size, put together, are the whole list', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.integer({ min: 1, max: 9 }), async (wanted, size) => {
        const { tenant } = await runChanges(wanted, () => undefined);
        const { clientGrants } = tenant;
        const all = clientGrants.page(0, everything);
        const pages = Array.from({ length: Math.ceil(all.length / size) }, (_, page) =>
          clientGrants.page(page * size, size),
        );
        expect(pages.flat()).toEqual(all);
        const steps = [];
        for (let sequence = 0; ; ) {
          const page = clientGrants.pageAfter(sequence, size);
          const last = page.at(-1);
          if (last === undefined) break;
          steps.push(...page);
          sequence = clientGrants.sequenceOf(last);
        }
        expect(steps).toEqual(all);
      }),
    );
  });

  it('listeners were told of every entity that changed', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (wanted) => {
        const store = createMemoryStore();
        const tenant = await quickTenant({ store, seed: startingContent });
        const told = new Set<string>();
        tenant.events.on('changed', ({ noun, ids }) => {
          for (const id of ids) told.add(`${noun} ${id}`);
        });
        const before = keptBy(store);
        for (const one of wanted) await makeChange(tenant, one);
        const after = keptBy(store);
        const changed = [
          ...differences('clients', before.clients, after.clients),
          ...differences('resource-servers', before.resourceServers, after.resourceServers),
          ...differences('client-grants', before.clientGrants, after.clientGrants),
        ];
        expect(changed.filter((name) => !told.has(name))).toEqual([]);
      }),
    );
  });
});

function differences(noun: string, before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].filter((id) => before[id] !== after[id]).map((id) => `${noun} ${id}`);
}

describe('a write that the store refuses', () => {
  it('changes nothing and tells nobody', async () => {
    const store = createMemoryStore();
    let isFull = false;
    const tenant = await quickTenant({
      store: {
        ...store,
        write: (written) => {
          if (isFull) throw new Error('The disk is full.');
          store.write(written);
        },
      },
    });
    const { id } = await tenant.resourceServers.create({ identifier: 'urn:1' });
    const before = listsIn(tenant);
    const told: unknown[] = [];
    tenant.events.on('changed', (event) => told.push(event));
    isFull = true;
    await expect(tenant.resourceServers.create({ identifier: 'urn:2' })).rejects.toThrow('The disk is full.');
    await expect(tenant.resourceServers.update(id, { name: 'Named' })).rejects.toThrow('The disk is full.');
    expect(() => tenant.resourceServers.remove(id)).toThrow('The disk is full.');
    expect([listsIn(tenant), told]).toEqual([before, []]);
  });
});
