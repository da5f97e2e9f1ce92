import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeUpdate } from '../../src-main/tenant/merge.ts';
import { quickTenant } from '../builders/quick-tenant.ts';

const names = ['a', 'b', 'c', 'd'] as const;
const entity = fc.record({ a: fc.nat(), b: fc.string(), c: fc.array(fc.nat()), d: fc.object() }, { requiredKeys: [] });
const update = fc.record(
  {
    a: fc.option(fc.nat()),
    b: fc.option(fc.string()),
    c: fc.option(fc.array(fc.nat())),
    d: fc.option(fc.object()),
  },
  { requiredKeys: [] },
);

describe('merging an update', () => {
  it('replaces what is named, clears what is null, and keeps the rest', () => {
    fc.assert(
      fc.property(entity, update, (before, given) => {
        const copy = structuredClone(before);
        const merged = mergeUpdate(before, given);
        for (const name of names) {
          if (!(name in given)) expect(merged[name]).toBe(before[name]);
          else if (given[name] === null) expect(name in merged).toBe(false);
          else expect(merged[name]).toBe(given[name]);
        }
        expect(before).toEqual(copy);
      }),
    );
  });

  it('takes undefined for not named', () => {
    expect(mergeUpdate({ a: 1, b: 2 }, { a: undefined, b: 3 })).toEqual({ a: 1, b: 3 });
  });

  it('does the same when it is done twice', () => {
    fc.assert(
      fc.property(entity, update, (before, given) => {
        const once = mergeUpdate(before, given);
        expect(mergeUpdate(once, given)).toEqual(once);
      }),
    );
  });
});

describe('what merges by key', () => {
  const flagNames = ['enable_sso', 'enable_apis_section', 'universal_login', 'remove_alg_from_jwks'] as const;
  const flags = fc.record(Object.fromEntries(flagNames.map((name) => [name, fc.boolean()])), { requiredKeys: [] });
  const metadata = fc.dictionary(
    fc.constantFrom('one', 'two', 'three', '__proto__'),
    fc.option(fc.string({ maxLength: 20 })),
  );

  it('is the flags of the settings', async () => {
    const tenant = await quickTenant();
    fc.assert(
      fc.property(flags, (given) => {
        const before = tenant.settings.get().flags;
        expect(tenant.settings.update({ flags: given }).flags).toEqual({ ...before, ...given });
      }),
    );
  });

  it('is the metadata of a client, where null removes a key', async () => {
    const tenant = await quickTenant();
    const { client_id } = await tenant.clients.create({ name: 'Client' });
    const model = new Map<string, string>();
    fc.assert(
      fc.property(metadata, (given) => {
        const { client_metadata = {} } = tenant.clients.update(client_id, { client_metadata: given });
        for (const [name, value] of Object.entries(given)) {
          if (value === null) model.delete(name);
          else model.set(name, value);
        }
        expect(new Map(Object.entries(client_metadata))).toEqual(model);
      }),
    );
  });
});
