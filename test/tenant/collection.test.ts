import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collection } from '../../src-main/tenant/collection.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__', '1');
const step = fc.oneof(fc.record({ put: id, value: fc.nat() }), fc.record({ remove: id }));

function fill(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) {
  const collection = new Collection<number>();
  const model = new Map<string, number>();
  for (const one of steps) {
    if ('put' in one) {
      collection.set(one.put, one.value);
      model.set(one.put, one.value);
    } else {
      collection.set(one.remove, undefined);
      model.delete(one.remove);
    }
  }
  return { collection, model };
}

describe('a collection', () => {
  it('is a map in the order of the first put', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { collection, model } = fill(steps);
        expect(collection.size).toBe(model.size);
        expect([...collection.values()]).toEqual([...model.values()]);
        expect(collection.slice(0, 100)).toEqual([...model.values()]);
        for (const [name, value] of model) expect(collection.get(name)).toBe(value);
        expect(new Map(Object.entries(collection.toRecord()))).toEqual(
          new Map(Object.entries(Object.fromEntries(model))),
        );
      }),
    );
  });

  it('slices as an array does', () => {
    fc.assert(
      fc.property(fc.array(step), fc.nat({ max: 9 }), fc.nat({ max: 9 }), (steps, start, count) => {
        const { collection, model } = fill(steps);
        expect(collection.slice(start, count)).toEqual([...model.values()].slice(start, start + count));
      }),
    );
  });

  it('goes on after the place of an entity, also when that entity is gone', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5 }), id, fc.nat({ max: 9 }), (steps, name, count) => {
        const { collection, model } = fill(steps);
        fc.pre(model.has(name));
        const sequence = collection.sequenceOf(name);
        const after = [...model.values()].slice([...model.keys()].indexOf(name) + 1);
        expect(collection.after(sequence, count)).toEqual(after.slice(0, count));
        collection.set(name, undefined);
        expect(collection.after(sequence, count)).toEqual(after.slice(0, count));
        expect(collection.after(0, 100)).toEqual([...model].filter(([one]) => one !== name).map(([, value]) => value));
      }),
    );
  });
});
