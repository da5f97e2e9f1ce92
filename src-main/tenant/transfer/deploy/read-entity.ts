import type { TSchema } from '@sinclair/typebox';
import { isRecord } from '../../is-record.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings } from '../findings.ts';
import { keepKnown } from '../known-properties.ts';

/** What the deploy tool writes in place of a secret. */
const notShown = '_VALUE_NOT_SHOWN_';

export type Fields = Record<string, unknown>;

/**
 * The fields of an entity that its schema names. What the service sets itself is left out in silence, anything else that
 * is not named is said.
 */
export function readEntity(
  value: unknown,
  schema: TSchema,
  setByService: ReadonlySet<string>,
  place: string,
  findings: Findings,
): Fields {
  if (!isRecord(value)) throw new TenantError('invalid_body', 'This has to be a mapping.');
  const given = Object.fromEntries(
    Object.entries(value).filter(([name, member]) => {
      if (member === notShown) findings.ignore(`${place}.${name}`, 'The deploy tool does not show this value.');
      return member !== notShown && !setByService.has(name);
    }),
  );
  const { known, unknown } = keepKnown(schema, given);
  for (const name of unknown) findings.ignore(`${place}.${name}`, 'Tokenbench has no such property.');
  return { ...Object(known) };
}
