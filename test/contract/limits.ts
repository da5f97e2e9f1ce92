/** Limits of a schema as rows: a field, the last value it takes, the first it refuses, and in what words. */
import type { TSchema } from '@sinclair/typebox';
import { checkInput } from '../../src-main/tenant/input/check-input.ts';
import { TenantError } from '../../src-main/tenant/tenant-error.ts';

export interface Limit {
  /** Path such as `scopes[0].value`; everything above it must be in the body that the limit is tried on. */
  field: string;
  allowed: unknown;
  refused: unknown;
  /** What the validator says of the refused value, without the frame around it. */
  rule: string;
}

export function limit(field: string, allowed: unknown, refused: unknown, rule: string): Limit {
  return { field, allowed, refused, rule };
}

export const longText = (length: number): string => 'x'.repeat(length);

/** At least `minimum` characters. */
export function shortest(field: string, minimum: number): Limit {
  const refused = longText(minimum - 1);
  return limit(field, longText(minimum), refused, `String is too short (${minimum - 1} chars), minimum ${minimum}`);
}

/** At most `maximum` characters. */
export function longest(field: string, maximum: number): Limit {
  const refused = longText(maximum + 1);
  return limit(field, longText(maximum), refused, `String is too long (${maximum + 1} chars), maximum ${maximum}`);
}

export function least(field: string, minimum: number): Limit {
  return limit(field, minimum, minimum - 1, `Value ${minimum - 1} is less than minimum ${minimum}`);
}

export function most(field: string, maximum: number): Limit {
  return limit(field, maximum, maximum + 1, `Value ${maximum + 1} is greater than maximum ${maximum}`);
}

/** One of the given strings: a row for each. */
export function oneOf(field: string, ...values: string[]): Limit[] {
  return values.map((value) => limit(field, value, `${value}_`, `No enum match for: "${value}_"`));
}

/** The body with one value in another place; a copy. */
export function withValue(body: object, field: string, value: unknown): object {
  const steps = field.split(/[.[\]]/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  const copy = structuredClone(body);
  let place: object = copy;
  for (const step of steps) {
    const next: unknown = Reflect.get(place, step);
    if (typeof next !== 'object' || next === null) throw new Error(`The body has no ${step} for ${field}.`);
    place = next;
  }
  Reflect.set(place, last, value);
  return copy;
}

/** The refusal of a body, or undefined where it is accepted. */
export function refusalOf(schema: TSchema, body: unknown): TenantError | undefined {
  try {
    checkInput(schema, body);
    return undefined;
  } catch (error) {
    if (error instanceof TenantError) return error;
    throw error;
  }
}

/** Names of the properties at the root that a schema lets null clear. */
export function clearedByNull(schema: TSchema, body: object): string[] {
  const { properties } = schema;
  return Object.keys(Object(properties)).filter((name) => refusalOf(schema, withValue(body, name, null)) === undefined);
}

const limiting = ['minLength', 'maxLength', 'pattern', 'format', 'enum', 'minimum', 'maximum', 'minItems', 'maxItems'];

/** Every place of a schema that has a limit, as the rows name it: the first item stands for all. */
export function limitedFields(schema: TSchema, path = ''): string[] {
  const own = limiting.some((keyword) => keyword in schema) ? [path] : [];
  const items: TSchema | undefined = schema.items;
  const properties: Record<string, TSchema> = schema.properties ?? {};
  return [
    ...own,
    ...(items === undefined ? [] : limitedFields(items, `${path}[0]`)),
    ...Object.entries(properties).flatMap(([name, member]) =>
      limitedFields(member, path === '' ? name : `${path}.${name}`),
    ),
  ];
}
