/**
 * The part of the Lucene query language that people use on logs: `field:value`, `field:"a value"`, `field:(a OR b)`,
 * `field:[from TO to]`, `field:>=from`, `*` within values and for whether there is any, joined by AND (or nothing) and OR,
 * negated by NOT or `-`, in parentheses. AND binds closer than OR. What is not read is refused, never passed over.
 */
import { TenantError } from '../../tenant/tenant-error.ts';

type Entry = Readonly<Record<string, unknown>>;
export type LogPredicate = (entry: Entry) => boolean;

/** Parentheses in parentheses. */
const deepest = 50;

/** @throws {TenantError} `invalid_query_string` for what this does not read */
export function parseLogQuery(query: string): LogPredicate {
  if (query.trim() === '') return () => true;
  return new LogQueryParser(query).parse();
}

class LogQueryParser {
  readonly #query: string;
  #at = 0;
  #depth = 0;

  constructor(query: string) {
    this.#query = query;
  }

  parse(): LogPredicate {
    const holds = this.#alternatives(undefined);
    if (this.#take(/$/y) === undefined) throw this.#unread();
    return holds;
  }

  #alternatives(field: string | undefined): LogPredicate {
    this.#depth += 1;
    if (this.#depth > deepest) throw this.#unread();
    const alternatives = [this.#conjunction(field)];
    while (this.#take(/OR(?=[\s(])|\|\|/y) !== undefined) alternatives.push(this.#conjunction(field));
    this.#depth -= 1;
    return (entry) => alternatives.some((holds) => holds(entry));
  }

  #conjunction(field: string | undefined): LogPredicate {
    const terms = [this.#negation(field)];
    for (;;) {
      this.#take(/AND(?=[\s(])|&&/y);
      if (this.#peeks(/$|\)|OR(?=[\s(])|\|\|/y)) break;
      terms.push(this.#negation(field));
    }
    return (entry) => terms.every((holds) => holds(entry));
  }

  #negation(field: string | undefined): LogPredicate {
    let isNegated = false;
    while (this.#take(/NOT(?=[\s(])|-|!/y) !== undefined) isNegated = !isNegated;
    this.#take(/\+/y);
    const holds = this.#term(field);
    return isNegated ? (entry) => !holds(entry) : holds;
  }

  #term(outer: string | undefined): LogPredicate {
    const [, field = outer] = this.#take(/([\w$.]+):/y) ?? [];
    if (this.#take(/\(/y) !== undefined) {
      const holds = this.#alternatives(field);
      if (this.#take(/\)/y) === undefined) throw this.#unread();
      return holds;
    }
    if (field === undefined) return anywhere(this.#value());
    const [, open, from, to, close] = this.#take(/([[{])\s*("[^"]*"|\S+)\s+TO\s+("[^"]*"|[^\s\]}]+)\s*([\]}])/y) ?? [];
    if (from !== undefined && to !== undefined) {
      const within = [bound(from, open === '[' ? '>=' : '>'), bound(to, close === ']' ? '<=' : '<')];
      return (entry) => within.every((holds) => holds(entry[field]));
    }
    const [comparison] = this.#take(/[<>]=?/y) ?? [];
    if (comparison !== undefined) {
      const holds = bound(this.#value(), comparison);
      return (entry) => holds(entry[field]);
    }
    const isLike = matcher(this.#value());
    if (field === '_exists_')
      return (entry) => Object.entries(entry).some(([name, value]) => isLike(name) && textOf(value) !== '');
    return (entry) => isLike(textOf(entry[field]));
  }

  /** A text in quotes, or a word. */
  #value(): string {
    const [, quoted, bare] = this.#take(/"([^"]*)"|((?:\\.|[^\s"()[\]{}])+)/y) ?? [];
    if (quoted !== undefined) return quoted;
    if (bare === undefined || /^(?:AND|OR|NOT)$/.test(bare)) throw this.#unread();
    return bare.replace(/\\(.)/g, '$1');
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const space = /\s*/y;
    space.lastIndex = this.#at;
    space.exec(this.#query);
    pattern.lastIndex = space.lastIndex;
    const found = pattern.exec(this.#query) ?? undefined;
    if (found !== undefined) this.#at = pattern.lastIndex;
    return found;
  }

  #peeks(pattern: RegExp): boolean {
    const before = this.#at;
    const found = this.#take(pattern);
    this.#at = before;
    return found !== undefined;
  }

  #unread(): TenantError {
    return new TenantError('invalid_query_string', `Query validation error: cannot read q at position ${this.#at}.`, {
      field: 'q',
    });
  }
}

function anywhere(value: string): LogPredicate {
  const wanted = value.toLowerCase();
  return (entry) =>
    Object.values(entry).some((member) => typeof member === 'string' && member.toLowerCase().includes(wanted));
}

function textOf(value: unknown): string {
  return String(value ?? '').toLowerCase();
}

function bound(given: string, comparison: string): (value: unknown) => boolean {
  const limit = given.replace(/^"|"$/g, '').toLowerCase();
  return (value) => {
    const text = textOf(value);
    if (limit === '*') return text !== '';
    const [one, other] = [Number(text), Number(limit)];
    const order = text === '' || Number.isNaN(one) || Number.isNaN(other) ? compareTexts(text, limit) : one - other;
    if (order === 0) return comparison.endsWith('=');
    return text !== '' && (comparison.startsWith('>') ? order > 0 : order < 0);
  };
}

/** A day takes in all of its moments, at either end: `2026-01-31` is neither before nor after `2026-01-31T12:00Z`. */
function compareTexts(text: string, limit: string): number {
  if (text.startsWith(limit)) return 0;
  return text < limit ? -1 : 1;
}

function matcher(given: string): (text: string) => boolean {
  const pattern = given.toLowerCase();
  if (pattern === '*') return (text) => text !== '';
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  if (!pattern.includes('*')) return (text) => text.length === pattern.length && isAt(text, pattern, 0);
  const parts = pattern.split(/[*]+/);
  return (text) => {
    // By hand: as a regular expression, many stars would take for ever.
    let at = 0;
    for (const [index, part] of parts.entries()) {
      const found =
        index === parts.length - 1
          ? Math.max(at, text.length - part.length)
          : index === 0
            ? 0
            : indexOf(text, part, at);
      if (found === -1 || !isAt(text, part, found)) return false;
      at = found + part.length;
    }
    return true;
  };
}

function indexOf(text: string, part: string, from: number): number {
  for (let at = from; at + part.length <= text.length; at += 1) if (isAt(text, part, at)) return at;
  return -1;
}

/** `?` stands for one character. */
function isAt(text: string, part: string, at: number): boolean {
  if (at + part.length > text.length) return false;
  for (let index = 0; index < part.length; index += 1)
    if (part[index] !== '?' && part[index] !== text[at + index]) return false;
  return true;
}
