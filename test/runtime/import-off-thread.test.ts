/** An import that is large is planned in a thread of its own. */
import { expect, it } from 'vitest';
import type { ImportInput } from '../../src-main/contract/methods/transfer.ts';
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../src-main/platform/node-random.ts';
import { applyImport, planImport } from '../../src-main/runtime/import/plan-import.ts';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import { createTenant } from '../../src-main/tenant/create-tenant.ts';

const createEmpty = () =>
  createTenant({
    clock: Date.now,
    random: createNodeRandom(),
    keys: createNodeKeys(),
    store: createMemoryStore(),
  });

function manyClients(count: number): ImportInput {
  const clients = Array.from({ length: count }, (_, index) => ({
    name: `Application ${index}`,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    // What this tenant has nothing of: told, and no hindrance.
    unheard_of: index,
  }));
  return { files: [{ path: 'tenant.json', text: JSON.stringify({ clients }) }] };
}

it('a large plan says what it leaves out of its lists, is kept as shown, and is undone', async () => {
  const tenant = await createEmpty();
  const input = manyClients(3_000);
  const plan = await planImport(input, tenant);
  expect(plan.counts).toEqual({ create: 3_000, update: 0, remove: 0, unchanged: 0 });
  expect(plan.items).toHaveLength(1_000);
  expect(plan.more).toEqual({ items: 2_000, leftAlone: 0, ignored: 2_000, problems: 0 });
  expect(tenant.clients.count).toBe(1);

  const { kept } = await applyImport(input, plan.fingerprint, tenant);
  expect(tenant.clients.count).toBe(3_001);
  expect((await planImport(input, tenant)).counts).toEqual({ create: 0, update: 0, remove: 0, unchanged: 3_000 });
  kept.undo();
  expect(tenant.clients.count).toBe(1);
});

it('the plan of a thread is that of the tenant itself', async () => {
  const tenant = await createEmpty();
  tenant.origins.open(['http://localhost:4400']);
  const small = {
    resourceServers: [{ identifier: 'https://orders.example/', scopes: [{ value: 'read:orders' }] }],
    clientGrants: [{ client_id: 'Nobody', audience: 'http://localhost:4400/api/v2/', scope: ['read:clients'] }],
  };
  const padded = { ...small, [`x-${'x'.repeat(60_000)}`]: [] };
  const [inline, threaded] = await Promise.all(
    [small, padded].map((content) =>
      planImport({ files: [{ path: 'tenant.json', text: JSON.stringify(content) }] }, tenant),
    ),
  );
  expect(threaded).toEqual(inline);
});

it('what cannot be read is refused in the words that it has elsewhere', async () => {
  const tenant = await createEmpty();
  const text = `{ "clients": [${'"x",'.repeat(30_000)}`;
  await expect(planImport({ files: [{ path: 'tenant.json', text }] }, tenant)).rejects.toMatchObject({
    name: 'TenantError',
    code: 'invalid_body',
    field: expect.any(String),
  });
});

it('says how far it is, and is called off without a trace', async () => {
  const tenant = await createEmpty();
  const abort = new AbortController();
  const seen: [number, number][] = [];
  const planning = planImport(manyClients(20_000), tenant, {
    signal: abort.signal,
    onProgress: (done, total) => {
      seen.push([done, total]);
      abort.abort();
    },
  });
  await expect(planning).rejects.toMatchObject({ message: 'It was called off.' });
  expect(seen[0]?.[1]).toBe(20_000);
  expect(tenant.clients.count).toBe(1);

  abort.abort();
  await expect(planImport(manyClients(2_000), tenant, { signal: abort.signal })).rejects.toThrow('called off');
});
