/** Keywords that nothing was given for: of what the tenant keeps, each told once, with where it stands. */
import type { TSchema } from '@sinclair/typebox';
import { isRecord } from '../../is-record.ts';
import type { Findings } from '../findings.ts';
import { findKeywords, isWholeValue } from '../keywords.ts';
import { keepKnown } from '../known-properties.ts';

/** Properties that no schema names are ignored, and their keywords with them. */
export function findMissingKeywords(entity: unknown, schema: TSchema, place: string, findings: Findings): void {
  note(keepKnown(schema, entity).known, place, findings);
}

function note(value: unknown, place: string, findings: Findings): void {
  if (typeof value === 'string') {
    for (const keyword of findKeywords(value)) {
      const marker = isWholeValue(value) ? `@@${keyword}@@` : `##${keyword}##`;
      const known = findings.missing.get(keyword);
      if (known === undefined) findings.missing.set(keyword, { marker, places: [place] });
      else known.places.push(place);
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) note(item, `${place}[${index}]`, findings);
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) note(member, `${place}.${name}`, findings);
  }
}

/** Other places of a keyword that are named. */
const mostPlaces = 3;

export function refuseMissingKeywords(findings: Findings): void {
  for (const { marker, places } of findings.missing.values()) {
    const [first = '', ...others] = places;
    const shown = others.slice(0, mostPlaces);
    const more = others.length > shown.length ? ` and in ${others.length - shown.length} more places` : '';
    const also = shown.length === 0 ? '' : ` It stands at ${shown.join(', ')}${more} as well.`;
    findings.refuse(first, `Nothing is given for the keyword ${marker}.${also}`);
  }
}

/**
 * The entity without the properties that hold such keywords.
 * @returns undefined where the tenant acts on one of them: the entity is left out
 */
export function withoutMissingKeywords(
  entity: unknown,
  { schema, used }: { schema: TSchema; used: ReadonlySet<string> },
  place: string,
  findings: Findings,
): unknown {
  if (findings.missing.size === 0 || !isRecord(entity)) return entity;
  const known = keepKnown(schema, entity).known;
  const holding = Object.entries(Object(known)).filter(([, value]) => holdsKeyword(value));
  if (holding.length === 0) return entity;
  const [blocking] = holding.filter(([name]) => used.has(name));
  if (blocking !== undefined) {
    findings.ignore(place, `Left out: nothing is given for a keyword of its ${blocking[0]}.`);
    return undefined;
  }
  const names = new Set(holding.map(([name]) => name));
  for (const name of names) findings.ignore(`${place}.${name}`, 'Left out: nothing is given for its keyword.');
  return Object.fromEntries(Object.entries(entity).filter(([name]) => !names.has(name)));
}

function holdsKeyword(value: unknown): boolean {
  if (typeof value === 'string') return findKeywords(value).length > 0;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsKeyword);
}
