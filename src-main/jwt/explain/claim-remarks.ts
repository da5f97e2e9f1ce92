/** What is remarkable about the value of a claim: the column "check" of the debugger's table of claims. */
import type { JsonObject } from '../json-object.ts';
import { nearestOf } from '../nearest.ts';
import { type KnownParties, nobody } from '../ports.ts';
import { audiencesOf } from '../read-claims.ts';
import { readTime } from '../read-time.ts';
import { spell } from '../spell.ts';
import { authenticationMethods } from './claim-meanings.ts';
import { describeUtc } from './describe-time.ts';

type Remark = (value: unknown, claims: JsonObject, parties: KnownParties) => string | undefined;

const timeRemark: Remark = (value) => {
  const { problem, meant, isFraction, seconds } = readTime(value);
  if (problem === 'type')
    return meant === undefined ? 'Not a number.' : `A string; as a number it would be ${describeUtc(meant)}.`;
  if (problem !== undefined)
    return meant === undefined
      ? `Not a time (${problem}).`
      : `Looks like ${problem}: ${describeUtc(meant)} was probably meant.`;
  if (seconds === undefined) return undefined;
  return `${describeUtc(seconds)}${isFraction === true ? ', with a fraction' : ''}.`;
};

const urlRemark: Remark = (value) =>
  typeof value === 'string' && !/^[a-z][a-z\d+.-]*:\S+$/i.test(value) ? 'Not a URL.' : undefined;
const verifiedRemark: Remark = (value) =>
  typeof value === 'string'
    ? 'A string; OIDC requires true or false.'
    : value === false
      ? 'Not verified: do not rely on it.'
      : undefined;

const remarks: Record<string, Remark> = {
  exp: timeRemark,
  nbf: timeRemark,
  iat: timeRemark,
  toe: timeRemark,
  auth_time: timeRemark,
  iss: (value, _claims, { issuers, isOwnIssuer }) => {
    if (typeof value !== 'string') return undefined;
    if (isOwnIssuer(value)) return 'This tenant.';
    const near = nearestOf(value, issuers);
    return near === undefined ? undefined : `Nearly this tenant, ${near}: the two must match exactly.`;
  },
  sub: (value) => (typeof value === 'string' ? describeSubject(value) : undefined),
  aud: (value, claims, parties) => {
    const audiences = audiencesOf(claims);
    if (audiences.length === 0) return 'Empty.';
    const words = audiences.map((one) => describeAudience(one, parties)).filter((one) => one !== undefined);
    const several =
      Array.isArray(value) && value.length > 1 ? `Several audiences: each could use the token at the others.` : '';
    return [several, ...words].filter((one) => one !== '').join(' ') || undefined;
  },
  amr: (value) => {
    const unknown = Array.isArray(value) ? value.filter((one) => !authenticationMethods.has(spell(one))) : [];
    return unknown.length === 0 ? undefined : `Not registered: ${unknown.map(spell).join(', ')}.`;
  },
  azp: (value, claims, { findClient, issuers }) => {
    if (typeof value !== 'string') return undefined;
    if (claims.client_id !== undefined && claims.client_id !== value)
      return `Differs from client_id (${spell(claims.client_id)}).`;
    return describeClient(findClient(value)?.name, issuers.length > 0);
  },
  client_id: (value, _claims, { findClient, issuers }) =>
    typeof value === 'string' ? describeClient(findClient(value)?.name, issuers.length > 0) : undefined,
  nonce: () => 'Belongs in ID tokens, not in access tokens.',
  events: (value) =>
    typeof value === 'object' && value !== null ? `Event: ${Object.keys(value).join(', ')}.` : undefined,
  profile: urlRemark,
  picture: urlRemark,
  website: urlRemark,
  email_verified: verifiedRemark,
  phone_number_verified: verifiedRemark,
  updated_at: (value) =>
    typeof value === 'string' ? 'An ISO 8601 string, as Auth0 writes it.' : timeRemark(value, {}, nobody),
  scope: (value) => {
    if (Array.isArray(value)) return 'An array; RFC 8693 §4.2 requires one space-separated string.';
    if (typeof value !== 'string') return undefined;
    const words = value.split(' ');
    if (value.includes(',')) return 'Has a comma: scopes are separated by spaces.';
    if (words.includes('')) return 'Has more than one space between scopes.';
    return new Set(words).size < words.length ? 'Lists a scope twice.' : undefined;
  },
  authorization_details: (value) => {
    const entries = Array.isArray(value) ? value : [];
    const isTyped = (one: unknown) => typeof one === 'object' && one !== null && 'type' in one;
    return entries.every(isTyped) ? undefined : 'An entry has no type (RFC 9396 §2).';
  },
  act: (value) => `Acting: ${describeActors(value)}. Only the first decides.`,
  cnf: (value) => {
    const members = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    return `Bound by ${members.join(', ') || 'nothing'}${members.length > 1 ? ': RFC 7800 §3.1 wants one member' : ''}.`;
  },
  _sd: () => 'SD-JWT: disclosed values follow the tildes.',
  gty: (value, { sub }) => {
    const isMachine = typeof sub === 'string' && sub.endsWith('@clients');
    return value === 'client-credentials' && !isMachine
      ? 'A machine grant, but the subject is not a machine.'
      : undefined;
  },
  permissions: (value, { scope }) => {
    if (!Array.isArray(value)) return undefined;
    const granted = typeof scope === 'string' ? scope.split(' ') : [];
    return scope !== undefined && value.some((one) => !granted.includes(spell(one)))
      ? 'Differs from scope.'
      : undefined;
  },
  org_id: (value) => (typeof value === 'string' && !/^org_\w+$/.test(value) ? 'Not of the form org_….' : undefined),
  org_name: (value) =>
    typeof value === 'string' && value !== value.toLowerCase() ? 'Should be in lower case.' : undefined,
};

export function remarkOnClaim(
  name: string,
  value: unknown,
  claims: JsonObject,
  parties: KnownParties,
): string | undefined {
  if (Object.hasOwn(remarks, name)) return remarks[name]?.(value, claims, parties);
  const host = /^https?:\/\/([^/:]+)/.exec(name)?.[1] ?? '';
  return /(?:^|\.)(?:auth0\.com|webtask\.io|webtask\.run)$/.test(host)
    ? 'The host is reserved: Auth0 drops such claims.'
    : undefined;
}

const subjectForms: readonly [RegExp, string][] = [
  [/@clients$/, 'A machine (client credentials).'],
  [/^auth0\|/, 'A user from a database connection.'],
  [/^google-oauth2\|/, 'A user from Google.'],
  [/^sms\|/, 'A user who signs in by text message.'],
  [/^email\|/, 'A user who signs in by email.'],
  [/^[\w-]+\|/, 'A user from a connection.'],
  [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'An email address. Addresses can change owners, so an ID is safer.'],
];

function describeSubject(subject: string): string | undefined {
  if (subject.length > 255) return 'Longer than 255 characters (OIDC Core §2).';
  return subjectForms.find(([form]) => form.test(subject))?.[1];
}

function describeAudience(audience: string, { findApi, findClient, apiIdentifiers }: KnownParties): string | undefined {
  const api = findApi(audience);
  if (api !== undefined) return `The API ${api.name ?? api.identifier} of this tenant.`;
  const client = findClient(audience);
  if (client !== undefined) return `The application ${client.name}: this is an ID token.`;
  const near = nearestOf(audience, apiIdentifiers());
  return near === undefined ? undefined : `Nearly the API ${near}.`;
}

function describeClient(name: string | undefined, isAsked: boolean): string | undefined {
  if (name !== undefined) return `The application ${name} of this tenant.`;
  return isAsked ? 'Not an application of this tenant.' : undefined;
}

/** RFC 8693 §4.1: the newest is outermost. */
function describeActors(value: unknown): string {
  const actors: string[] = [];
  for (let actor = value; typeof actor === 'object' && actor !== null && actors.length < 20; ) {
    actors.push('sub' in actor ? spell(actor.sub) : '?');
    actor = 'act' in actor ? actor.act : undefined;
  }
  return actors.join(', before that ');
}
