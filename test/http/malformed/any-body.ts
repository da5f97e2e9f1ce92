/** Texts, values and bodies of every kind of wrong, with secrets among them where a secret is sent. */
import fc from 'fast-check';
import { marked } from './marked-secrets.ts';

export const prototypeNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
];

export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(...prototypeNames, '', ' ', '\0', '\r\nx-injected: 1', 'null', '-1', '1e999', '%00', '%zz', '../..'),
  fc.constantFrom('😀', '\u{202e}txt', '\ud800', 'ﬀ', 'é'.repeat(150)),
);

/** An encoded piece of a path or query; a lone surrogate, which has no encoding, becomes U+FFFD. */
export const encode = (text: string) => encodeURIComponent(text.toWellFormed());

export const entityNames = [
  ...['name', 'identifier', 'scopes', 'signing_alg', 'token_lifetime', 'token_dialect', 'token_encryption'],
  ...['audience', 'client_id', 'scope', 'subject_type', 'allow_all_scopes', 'default_for', 'grant_types', 'callbacks'],
  ...['client_metadata', 'jwt_configuration', 'client_authentication_methods', 'token_endpoint_auth_method', 'flags'],
  ...['credential_type', 'pem', 'alg', 'expires_at', 'default_audience', 'session_lifetime', 'addons', 'refresh_token'],
  ...['grant_type', 'client_assertion_type', 'resource', 'organization', 'subject_type_authorization'],
];

/** Members whose value is a secret by their name, wherever they stand. */
const secretMember = fc.constantFrom<[string, unknown]>(
  ['client_secret', marked.clientSecret],
  ['client_secret', marked.wrongSecret],
  ['client_secret', [marked.wrongSecret, marked.clientSecret]],
  ['client_secret', { value: marked.wrongSecret }],
  ['signing_secret', marked.signingSecret],
  ['client_assertion', marked.assertion],
);

const plausible = fc.constantFrom<unknown>(
  ...['client_credentials', 'https://plain.example/', marked.clientId, 'read:all', 'HS256', 'public_key', 'client'],
  ...[true, false, null, 0, 86_400, -1, 1.5, 1e308],
  ...[[], {}, ['client_credentials'], [{ value: 'a' }], [{ value: 'a' }, { value: 'a' }]],
  '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
);

export const anyValue = fc.oneof(
  plausible,
  fc.jsonValue({ maxDepth: 3 }),
  anyText,
  fc.dictionary(fc.constantFrom(...prototypeNames, ...entityNames), anyText, { maxKeys: 3 }),
);

const members = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...entityNames), anyValue) },
      { weight: 2, arbitrary: secretMember },
      { weight: 1, arbitrary: fc.tuple(fc.oneof(anyText, fc.constantFrom(...prototypeNames)), anyValue) },
    ),
    { maxLength: 6 },
  )
  // Written by hand, so that `__proto__` and repeated members reach the tenant.
  .map((pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`);

/** Bodies too long to be printed with a failure: they go by a name until they are sent. */
export const longBodies: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  'a huge array': JSON.stringify(Array.from({ length: 20_000 }, () => 0)),
  'a deep array': `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  'many scopes': JSON.stringify({ scopes: Array.from({ length: 5_000 }, () => ({ value: 'same' })) }),
});

const json = fc.oneof(
  { weight: 6, arbitrary: members },
  { weight: 1, arbitrary: members.map((text) => `[${text},{"client_secret":"${marked.clientSecret}"}]`) },
  { weight: 1, arbitrary: members.map((text) => `{"scopes":[{"value":${text}}],"nested":${text}}`) },
  { weight: 1, arbitrary: members.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.constantFrom('a huge array', 'a deep array', 'many scopes') },
);

const brokenJson = fc.tuple(members, fc.nat()).map(([text, cut]) => text.slice(0, cut % (text.length + 1)));

const form = fc
  .array(
    fc.oneof(
      fc.tuple(fc.constantFrom(...entityNames, ...prototypeNames), fc.oneof(anyText, plausible.map(String))),
      fc.constant(['client_id', marked.clientId] as [string, string]),
      fc.constant(['client_secret', marked.clientSecret] as [string, string]),
      fc.constant(['client_secret', marked.wrongSecret] as [string, string]),
      fc.constant(['client_assertion', marked.assertion] as [string, string]),
      fc.constant(['grant_type', 'client_credentials'] as [string, string]),
    ),
    { maxLength: 8 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&'));

const contentTypes = ['application/json', 'application/x-www-form-urlencoded'];
const oddContentTypes = [
  ...['application/json; charset=utf-8', 'APPLICATION/JSON', 'text/plain', 'text/plain;charset=utf-8', ';;', ''],
  ...['multipart/form-data; boundary=x', 'application/xml', 'application/json, text/html', 'application/ld+json'],
];

/** A body and the type that it claims to be. */
export const content = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ body: undefined, type: undefined }) },
  { weight: 4, arbitrary: json.map((body) => ({ body, type: 'application/json' })) },
  { weight: 4, arbitrary: form.map((body) => ({ body, type: 'application/x-www-form-urlencoded' })) },
  {
    weight: 3,
    arbitrary: fc.record({
      body: fc.oneof(json, brokenJson, form, anyText),
      type: fc.constantFrom(undefined, ...contentTypes, ...oddContentTypes),
    }),
  },
);

export function toForm(members: Record<string, unknown>): string {
  const texts = Object.entries(members).map(([name, member]): [string, string] => [name, asText(member)]);
  return new URLSearchParams(texts).toString();
}

function asText(member: unknown): string {
  return typeof member === 'string' ? member.toWellFormed() : (JSON.stringify(member) ?? '');
}
