import { expect, it } from 'vitest';
import { createNodeKeys } from '../../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../../src-main/platform/node-random.ts';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import { createTenant } from '../../../src-main/tenant/create-tenant.ts';
import { storedIn } from '../../builders/stored-in.ts';

it('the sample goes with what hangs on it, and comes back, while what people made stays', async () => {
  const store = createMemoryStore();
  const ports = { clock: Date.now, random: createNodeRandom(), keys: createNodeKeys(), store };
  const tenant = await createTenant(ports, { sample: true });
  const own = await tenant.clients.create({ name: 'Nightly Job' });
  await tenant.resourceServers.create({ identifier: 'urn:own' });
  for (const audience of ['urn:own', 'https://appointments.example/']) {
    tenant.clientGrants.create({ client_id: own.client_id, audience });
  }
  const before = JSON.stringify(storedIn(store));

  const { undo } = tenant.transfer.removeSample();
  expect(tenant.clients.page(1, 9)).toEqual([own]);
  expect(tenant.resourceServers.page(1, 9).map(({ identifier }) => identifier)).toEqual(['urn:own']);
  expect(tenant.clientGrants.page(0, 9).map(({ audience }) => audience)).toEqual(['urn:own']);

  undo();
  expect(JSON.stringify(storedIn(store))).toBe(before);
});
