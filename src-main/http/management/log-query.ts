/**
 * The part of the Lucene query language that people use on logs: `field:value`, `field:"a value"`, `*` at either end,
 * joined by AND (or nothing) and OR, negated by NOT or `-`. AND binds closer than OR.
 */
import { TenantError } from '../../tenant/tenant-error.ts';

export type LogPredicate = (entry: Readonly<Record<string, unknown>>) => boolean;

const token = /\s*(?:(AND|OR|NOT)(?=\s)|(-?)(?:([\w$.]+):)?(?:"([^"]*)"|([^\s"()]+)))/y;

/** @throws {TenantError} `invalid_query_string` for what this does not read */
export function parseLogQuery(query: string): LogPredicate {
  const alternatives: LogPredicate[][] = [[]];
  let isNegated = false;
  for (const term of readTerms(query.trim())) {
    if (term === 'NOT') isNegated = true;
    else if (term === 'OR') alternatives.push([]);
    else if (term !== 'AND') {
      alternatives.at(-1)?.push(isNegated ? (entry) => !term(entry) : term);
      isNegated = false;
    }
  }
  return (entry) => alternatives.some((terms) => terms.every((term) => term(entry)));
}

function* readTerms(query: string): Generator<'AND' | 'OR' | 'NOT' | LogPredicate> {
  token.lastIndex = 0;
  while (token.lastIndex < query.length) {
    const start = token.lastIndex;
    const [whole, operator, minus, field, quoted, bare] = token.exec(query) ?? [];
    if (whole === undefined) {
      throw new TenantError('invalid_query_string', `Query validation error: cannot read q at position ${start}.`, {
        field: 'q',
      });
    }
    if (operator === 'AND' || operator === 'OR' || operator === 'NOT') yield operator;
    else yield toPredicate(field, quoted ?? bare ?? '', minus === '-');
  }
}

function toPredicate(field: string | undefined, value: string, isNegated: boolean): LogPredicate {
  const isLike = matcher(value.toLowerCase());
  const holds: LogPredicate =
    field === undefined
      ? (entry) =>
          Object.values(entry).some(
            (member) => typeof member === 'string' && member.toLowerCase().includes(value.toLowerCase()),
          )
      : (entry) => isLike(String(entry[field] ?? '').toLowerCase());
  return isNegated ? (entry) => !holds(entry) : holds;
}

function matcher(pattern: string): (text: string) => boolean {
  const core = pattern.replace(/^\*|\*$/g, '');
  if (pattern === '*') return (text) => text !== '';
  if (pattern.startsWith('*') && pattern.endsWith('*')) return (text) => text.includes(core);
  if (pattern.startsWith('*')) return (text) => text.endsWith(core);
  if (pattern.endsWith('*')) return (text) => text.startsWith(core);
  return (text) => text === pattern;
}
