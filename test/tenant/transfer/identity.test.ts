/** Export and import are each other's reverse, for any tenant that its doors can make. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import type { StoredTenant } from '../../../src-main/tenant/stored-tenant.ts';
import { quickTenant } from '../../builders/quick-tenant.ts';
import { storedIn } from '../../builders/stored-in.ts';
import { change, makeChange, startingContent } from '../random-changes.ts';
import { anyContent } from './any-content.ts';
import { importInto } from './import-into.ts';

const changes = fc.array(change, { maxLength: 25 });

async function anyTenant(content: object, wanted: readonly Parameters<typeof makeChange>[1][]) {
  const store = createMemoryStore();
  const tenant = await quickTenant({ store, seed: startingContent });
  for (const one of wanted) await makeChange(tenant, one);
  await importInto(tenant, [{ path: 'tenant.yaml', text: JSON.stringify(content) }]);
  return { tenant, store };
}

async function freshTenant() {
  const store = createMemoryStore();
  return { tenant: await quickTenant({ store }), store };
}

describe('for any tenant', () => {
  it.each(['tokenbench', 'yaml', 'directory'] as const)('export (%s), import, export is the same', async (format) => {
    await fc.assert(
      fc.asyncProperty(anyContent, changes, async (content, wanted) => {
        const { tenant } = await anyTenant(content, wanted);
        const { files } = await tenant.transfer.export({ format });

        const fresh = await freshTenant();
        await importInto(fresh.tenant, files);
        expect((await fresh.tenant.transfer.export({ format })).files).toEqual(files);

        const again = await tenant.transfer.prepare({ files, removesOthers: true });
        expect(again.plan.problems).toEqual([]);
        expect(again.plan.items.filter(({ action }) => action !== 'unchanged')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('a Tokenbench file with keys makes any other tenant the same, and undoing brings that one back', async () => {
    await fc.assert(
      fc.asyncProperty(anyContent, changes, changes, async (content, wanted, otherChanges) => {
        const { tenant, store } = await anyTenant(content, wanted);
        const other = await anyTenant({ clients: [] }, otherChanges);
        const before = textOf(storedIn(other.store));
        const passphrase = 'correct horse';
        const { files } = await tenant.transfer.export({ format: 'tokenbench', passphrase, withKeys: true });
        const { kept } = await importInto(other.tenant, files, { passphrase, removesOthers: true });
        expect(withoutOwnIds(storedIn(other.store))).toEqual(withoutOwnIds(storedIn(store)));

        kept.undo();
        expect(textOf(storedIn(other.store))).toBe(before);
      }),
      // Each run derives two keys from the passphrase, which is slow on purpose.
      { numRuns: 4 },
    );
  });
});

/** The order of entities is part of it, that of their members is not. */
function textOf(tenant: StoredTenant | undefined): string {
  return JSON.stringify(tenant);
}

/** Every tenant has a Management API and a global client of its own, under an id of its own. */
function withoutOwnIds(tenant: StoredTenant | undefined) {
  const { resourceServers = {}, clients = {}, ...rest } = tenant ?? {};
  return {
    ...rest,
    resourceServers: Object.values(resourceServers)
      .map(({ id, ...api }) => ({ id: api.is_system ? '' : id, ...api }))
      .sort((one, other) => (one.identifier < other.identifier ? -1 : 1)),
    clients: Object.values(clients)
      .map(({ client_id, ...client }) => ({ client_id: client.global ? '' : client_id, ...client }))
      .sort((one, other) => (one.client_id < other.client_id ? -1 : 1)),
  };
}
