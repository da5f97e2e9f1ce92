/** Inputs that a method's schema does not let through, made from the schema itself, so that a new method needs no line here. */
import type { TSchema } from '@sinclair/typebox';
import fc from 'fast-check';
import { findViolation } from '../../src-main/tenant/input/check-input.ts';

export interface Malformed {
  /** What is wrong with it. */
  why: string;
  input: unknown;
  /** Beginning of the path that the refusal must name; undefined where the whole input is at fault. */
  field: string | undefined;
}

/** Values of every JSON type, of which each schema refuses some. */
const samples = [null, true, -1.5, 70_000_000, '', 'x'.repeat(1_500_000), [], [[]], { unexpected: [] }];

const sampleText = 'https://sample.example/';

/** One of each kind that the schema can refuse. */
export function malformedInputs(schema: TSchema): Malformed[] {
  const properties: Record<string, TSchema> = schema.properties ?? {};
  const required: string[] = schema.required ?? [];
  const least = leastValue(schema);
  return [
    ...[7, true, 'text', []].map((input) => ({
      why: `${JSON.stringify(input)} in place of an object`,
      input,
      field: undefined,
    })),
    ...(schema.additionalProperties === false
      ? [{ why: 'a property that nobody knows', input: { ...Object(least), unexpected: 1 }, field: undefined }]
      : []),
    ...required.map((name) => ({ why: `no ${name}`, input: without(least, name), field: name })),
    ...Object.entries(properties).flatMap(([name, property]) => {
      const wrong = samples.find((sample) => findViolation(property, sample) !== undefined);
      return wrong === undefined
        ? []
        : [{ why: `a wrong ${name}`, input: { ...Object(least), [name]: wrong }, field: name }];
    }),
  ];
}

/** Any JSON that the schema refuses. */
export function refusedJson(schema: TSchema): fc.Arbitrary<unknown> {
  const property = fc.constantFrom('unexpected', ...Object.keys(schema.properties ?? {}));
  const objects = fc.dictionary(fc.oneof(property, fc.string()), fc.jsonValue(), { maxKeys: 4 });
  return fc.oneof(fc.jsonValue(), objects).filter((input) => findViolation(schema, input ?? {}) !== undefined);
}

/** What the schema asks for at least; strings are such as most places take. */
export function leastValue(schema: TSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return leastValue(first);
  const type: unknown = [schema.type].flat()[0];
  if (type === 'string') return leastString(schema);
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => leastValue(schema.items));
  const required: string[] = schema.required ?? [];
  const others = Object.keys(schema.properties ?? {}).filter((name) => !required.includes(name));
  const names = [...required, ...others.slice(0, Math.max(0, (schema.minProperties ?? 0) - required.length))];
  return Object.fromEntries(names.map((name) => [name, leastValue(schema.properties[name])]));
}

function leastString({ pattern, maxLength = Number.POSITIVE_INFINITY }: TSchema): string {
  if (pattern === undefined || new RegExp(pattern).test(sampleText)) return sampleText.slice(0, maxLength);
  const [made = ''] = fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 });
  return made;
}

function without(value: unknown, name: string): unknown {
  const { [name]: _, ...rest } = Object(value);
  return rest;
}
