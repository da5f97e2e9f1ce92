/** Words for a schema violation, as the real service's validator (tv4) puts them. */
import type { ErrorObject } from 'ajv';
import { ruleInWords } from './rule-in-words.ts';

/** Longest piece of a refused value that an answer repeats. */
const longestEcho = 200;

export interface Violation {
  /** In the real service's words. */
  rule: string;
  /** A sentence for people. */
  words: string;
  /** Path with dots and brackets; empty at the root. */
  path: string;
  /** Path of what to mend: the same, or that of the property that is missing. */
  field: string;
  description: string | undefined;
}

export function describeViolation(error: ErrorObject): Violation {
  const { description } = Object(error.parentSchema);
  const missing = error.keyword === 'required' ? `/${error.params.missingProperty}` : '';
  return {
    rule: describeRule(error),
    words: ruleInWords(error),
    path: toPath(error.instancePath),
    field: toPath(`${error.instancePath}${missing}`),
    description: typeof description === 'string' ? description : undefined,
  };
}

function describeRule({ keyword, params, data, schema, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return `Missing required property: ${params.missingProperty}`;
    case 'additionalProperties':
      return `Additional properties not allowed: ${echo(namesBeyond(Object(parentSchema).properties, data))}`;
    case 'type':
      return `Expected type ${[schema].flat().join('/')} but found type ${typeName(data)}`;
    case 'enum':
      return `No enum match for: ${echo(JSON.stringify(data))}`;
    case 'minLength':
      return `String is too short (${[...String(data)].length} chars), minimum ${params.limit}`;
    case 'maxLength':
      return `String is too long (${[...String(data)].length} chars), maximum ${params.limit}`;
    case 'pattern':
      return `String does not match pattern: ${params.pattern}`;
    case 'format':
      return `Object didn't pass validation for format ${params.format}: ${echo(String(data))}`;
    case 'minimum':
      return `Value ${data} is less than minimum ${params.limit}`;
    case 'maximum':
      return `Value ${data} is greater than maximum ${params.limit}`;
    case 'minItems':
      return `Array is too short (${Object(data).length}), minimum ${params.limit}`;
    case 'maxItems':
      return `Array is too long (${Object(data).length}), maximum ${params.limit}`;
    case 'uniqueItems':
      return `Array items are not unique (indexes ${params.j} and ${params.i})`;
    case 'minProperties':
      return `Too few properties defined (${Object.keys(Object(data)).length}), minimum ${params.limit}`;
    case 'maxProperties':
      return `Too many properties defined (${Object.keys(Object(data)).length}), maximum ${params.limit}`;
    default:
      return 'None of the valid schemas were met';
  }
}

function namesBeyond(properties: unknown, data: unknown): string {
  return Object.keys(Object(data))
    .filter((name) => !Object.hasOwn(Object(properties), name))
    .join(',');
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function echo(text: string): string {
  return text.length > longestEcho ? `${text.slice(0, longestEcho)}…` : text;
}

/** `/scopes/8/value` → `scopes[8].value`. */
function toPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, segment) => {
      if (/^\d+$/.test(segment)) return `${path}[${segment}]`;
      return path === '' ? segment : `${path}.${segment}`;
    }, '');
}
