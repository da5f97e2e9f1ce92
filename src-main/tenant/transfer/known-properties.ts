import type { TSchema } from '@sinclair/typebox';

/**
 * The value without the properties that a schema does not name, at any depth, and the paths of those.
 * Files of a whole tenant have many that matter elsewhere only; one of them is no reason to refuse the rest.
 */
export function keepKnown(schema: TSchema, value: unknown, path = ''): { known: unknown; unknown: string[] } {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => keepKnown(schema.items ?? {}, item, `${path}[${index}]`));
    return { known: items.map(({ known }) => known), unknown: items.flatMap((item) => item.unknown) };
  }
  if (typeof value !== 'object' || value === null || schema.properties === undefined)
    return { known: value, unknown: [] };
  const unknown: string[] = [];
  const known = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const place = path === '' ? name : `${path}.${name}`;
    if (!Object.hasOwn(schema.properties, name)) {
      if (schema.additionalProperties !== false) return [[name, member]];
      unknown.push(place);
      return [];
    }
    const inner = keepKnown(schema.properties[name], member, place);
    unknown.push(...inner.unknown);
    return [[name, inner.known]];
  });
  return { known: Object.fromEntries(known), unknown };
}
