/**
 * A rule of a schema in words for people: what has to stand there, and no pattern, schema word or code name. The real
 * service's own words stay in the answers of its API.
 */
import type { ErrorObject } from 'ajv';

const address = 'an address with its scheme, such as https://app.example';

/** By the name of the format. */
export const formatWords: Readonly<Record<string, string>> = {
  url: address,
  'url-or-null': address,
  'url-with-placeholders': `${address}; * may stand for a subdomain`,
  'callback-url': 'an address with its scheme, such as https://app.example/callback or com.example.app:/callback',
  'absolute-uri-or-empty': `${address}, or empty`,
  'absolute-https-uri-or-empty': 'an address that begins with https://, or empty',
  'absolute-https-uri-with-placeholders-or-empty': 'an address that begins with https://, or empty',
  'ec-initiate-login-uri-template-url': 'an address that begins with https://',
  'email-or-empty': 'an email address, or empty',
  acr: 'a name without spaces',
  'client-id': 'an id: letters, digits, dots, _ and -, 120 at most',
  'credential-id': 'an id: letters, digits, dots, _ and -, 120 at most',
  'organization-id': 'an id: letters, digits, dots, _ and -, 120 at most',
  'connection-profile-id': 'an id: letters, digits, dots, _ and -, 120 at most',
  'user-attribute-profile-id': 'an id: letters, digits, dots, _ and -, 120 at most',
  'date-time': 'a time such as 2026-01-31T12:00:00Z',
  'uri-reference': 'an address or a name without spaces, such as https://orders.example/ or urn:orders',
  email: 'an email address',
};

/** By the pattern itself. */
export const patternWords: Readonly<Record<string, string>> = {
  '^[^<>]+$': 'a text, not empty, without < and >',
  '^([0-9a-zA-Z-_]{10,64})$': '10 to 64 letters, digits, - and _',
  '^[0-9a-f]{24}$': '24 digits and letters from a to f',
  '^cgr_[A-Za-z0-9]{16}$': 'cgr_ and 16 letters or digits',
  '^[A-Za-z0-9_-]+$': 'letters, digits, - and _',
  '^[A-Z]{2}$': 'two capital letters, such as DE',
  '^https://': 'an address that begins with https://',
  '^/': 'a path that begins with /',
  '^[^/\\\\]+$': 'a name without / and \\',
  '^(.){1,1024}$': '1 to 1,024 characters in one line',
  '^([A-Za-z0-9+/]){86}==$': 'the base64 of 64 bytes: 86 characters and ==',
  '^([a-z0-9]){1}([a-z0-9-]){2,62}$': '3 to 63 small letters, digits and -',
  '^([a-z0-9]){3,24}$': '3 to 24 small letters and digits',
};

/** A sentence. */
export function ruleInWords({ keyword, params, data, schema, parentSchema }: ErrorObject): string {
  const given = describeGiven(data);
  switch (keyword) {
    case 'required':
      return `${params.missingProperty} is missing.`;
    case 'additionalProperties':
      return `There is nothing here that is called ${params.additionalProperty}. ${namesOf(parentSchema)}`.trim();
    case 'type':
      return `This has to be ${[schema].flat().map(typeInWords).join(' or ')}, not ${kindOf(data)}.`;
    case 'enum':
      return `This has to be one of ${listOf([params.allowedValues].flat().map(String))}, not ${given}.`;
    case 'const':
      return `This has to be ${String(params.allowedValue)}, not ${given}.`;
    case 'minLength':
      return params.limit === 1 ? 'This must not be empty.' : `This is too short: it needs ${params.limit} characters.`;
    case 'maxLength':
      return `This is too long: ${[...String(data)].length} characters, and ${params.limit} are the most.`;
    case 'pattern':
      return `This has to be ${patternWords[String(params.pattern)] ?? 'of another form'}.`;
    case 'format':
      return `This has to be ${formatWords[String(params.format)] ?? 'of another form'}.`;
    case 'minimum':
    case 'exclusiveMinimum':
      return `${data} is too small: ${keyword === 'minimum' ? `${params.limit} is the least` : `it has to be more than ${params.limit}`}.`;
    case 'maximum':
    case 'exclusiveMaximum':
      return `${data} is too large: ${keyword === 'maximum' ? `${params.limit} is the most` : `it has to be less than ${params.limit}`}.`;
    case 'minItems':
      return params.limit === 1 ? 'This needs one entry at least.' : `This needs ${params.limit} entries at least.`;
    case 'maxItems':
      return `These are too many: ${params.limit} are the most.`;
    case 'uniqueItems':
      return `Two entries are the same: number ${Number(params.j) + 1} and number ${Number(params.i) + 1}.`;
    case 'minProperties':
      return 'Nothing is given here.';
    case 'maxProperties':
      return `These are too many: ${params.limit} at once are the most.`;
    default:
      return 'This fits none of the forms that it may have.';
  }
}

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'null',
};

function typeInWords(type: unknown): string {
  return types[String(type)] ?? 'something else';
}

/** Without the value: what has the wrong type may be a secret that was not put into quotes. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return String(value);
  return types[typeof value] ?? 'something else';
}

/** As the service echoes what is none of a list. */
function describeGiven(value: unknown): string {
  return typeof value === 'string' && value.length <= 40 ? JSON.stringify(value) : kindOf(value);
}

const mostListed = 12;

function namesOf(schema: unknown): string {
  const names = Object.keys(Object(Object(schema).properties));
  return names.length === 0 || names.length > mostListed ? '' : `It may have ${listOf(names)}.`;
}

function listOf(names: readonly string[]): string {
  return names.length > mostListed
    ? `${names.slice(0, mostListed).join(', ')} and ${names.length - mostListed} more`
    : names.join(', ');
}
