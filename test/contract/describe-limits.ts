/** The same few tests for every schema that a request is checked with. */
import type { TSchema } from '@sinclair/typebox';
import { describe, expect, it } from 'vitest';
import { clearedByNull, type Limit, limitedFields, refusalOf, withValue } from './limits.ts';

export interface SchemaLimits {
  schema: TSchema;
  /** The smallest body that is accepted. */
  smallest: object;
  /** A body with every field that a limit stands below. */
  full: object;
  limits: readonly Limit[];
  /** Properties of the root that null clears. */
  cleared: readonly string[];
  /** Required properties, each as its path. */
  required: readonly string[];
  /** Objects that refuse properties they do not name, the root included as ''. */
  closed: readonly string[];
  /** Whether an empty body is refused. */
  needsSomething?: boolean;
  /** Whether each place of the schema that has a limit must have a row. */
  complete?: boolean;
}

export function describeLimits(name: string, given: SchemaLimits): void {
  const { schema, smallest, full, limits, cleared, required, closed, needsSomething = false, complete = true } = given;

  describe(name, () => {
    it('accepts its smallest and its full body', () => {
      expect(refusalOf(schema, smallest)?.message).toBeUndefined();
      expect(refusalOf(schema, full)?.message).toBeUndefined();
    });

    it.each(limits)('$field: $rule', ({ field, allowed, refused, rule }) => {
      expect(refusalOf(schema, withValue(full, field, allowed))?.message).toBeUndefined();
      const refusal = refusalOf(schema, withValue(full, field, refused));
      expect(refusal?.message.startsWith(`Payload validation error: '${rule}' on property ${field}`)).toBe(true);
      expect(refusal?.field).toBe(field);
    });

    it('lets null clear some properties and no others', () => {
      expect(clearedByNull(schema, full).toSorted()).toEqual(cleared.toSorted());
    });

    it.each(required)('requires %s', (path) => {
      const [, parent = '', property = ''] = /^(?:(.*)\.)?([^.]+)$/.exec(path) ?? [];
      const refusal = refusalOf(schema, withValue(full, path, undefined));
      const place = parent === '' ? '' : ` on property ${parent}`;
      expect(refusal?.message).toBe(`Payload validation error: 'Missing required property: ${property}'${place}.`);
      expect(refusal?.code).toBe('invalid_body');
    });

    it.each(closed)('refuses properties that "%s" does not name', (path) => {
      const withOne = withValue(full, path === '' ? 'surplus' : `${path}.surplus`, 1);
      const refusal = refusalOf(schema, withValue(withOne, path === '' ? 'more' : `${path}.more`, 2));
      expect(refusal?.message).toContain(`'Additional properties not allowed: surplus,more'`);
      expect(refusal?.field).toBe(path);
    });

    it(needsSomething ? 'refuses an empty body' : 'says what is wrong with an empty body', () => {
      const refusal = refusalOf(schema, {});
      if (needsSomething) {
        expect(refusal?.message).toBe("Payload validation error: 'Too few properties defined (0), minimum 1'.");
      } else {
        const missing = required.filter((path) => !path.includes('.'));
        expect(refusal === undefined).toBe(missing.length === 0);
      }
    });

    it('refuses what is no object', () => {
      for (const body of [null, [], 'text', 7]) expect(refusalOf(schema, body)?.code).toBe('invalid_body');
    });

    if (complete) {
      it('has a row for every limit of the schema', () => {
        const rows = new Set(limits.map(({ field }) => field));
        expect(limitedFields(schema).filter((field) => !rows.has(field))).toEqual([]);
      });
    }
  });
}
