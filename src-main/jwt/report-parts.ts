/** The smaller parts of a report. */
import type { FoundToken, TokenReport, TokenWarning, UsedKey } from '../contract/entities/token-report.ts';
import type { Expectations } from './checks/claim-checks.ts';
import type { JsonObject } from './json-object.ts';
import type { KeyCandidate } from './keys/key-candidate.ts';
import type { KnownParties } from './ports.ts';
import { audiencesOf, textOf } from './read-claims.ts';
import { readTime } from './read-time.ts';
import { thumbprintOf } from './thumbprint.ts';
import { encodeUtf8 } from './utf8-text.ts';

/** What of the tenant the token names. */
export function namedParties(
  claims: JsonObject,
  { findApi, findClient }: KnownParties,
): Pick<TokenReport, 'api' | 'client'> {
  const api = audiencesOf(claims).flatMap((one) => findApi(one) ?? [])[0];
  const client = findClient(textOf(claims.azp) ?? textOf(claims.client_id) ?? '');
  const { id = '', name, identifier = '' } = api ?? {};
  return {
    ...(api === undefined ? {} : { api: { id, identifier, ...(name === undefined ? {} : { name }) } }),
    ...(client === undefined ? {} : { client }),
  };
}

export function readTimes(claims: JsonObject, { now, tolerance }: Expectations): TokenReport['times'] {
  const times = Object.fromEntries(
    ['iat', 'nbf', 'exp'].flatMap((name) => {
      const { seconds } = readTime(claims[name]);
      return seconds === undefined ? [] : [[name, seconds]];
    }),
  );
  return { ...times, now, tolerance };
}

export async function describeKey({ name, source, jwk }: KeyCandidate): Promise<UsedKey> {
  const thumbprint = jwk.kty === 'oct' ? undefined : await thumbprintOf(publicText(jwk)).catch(() => undefined);
  return {
    name,
    source,
    ...(typeof jwk.kid === 'string' ? { kid: jwk.kid } : {}),
    ...(thumbprint === undefined ? {} : { thumbprint }),
  };
}

function publicText(jwk: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(jwk).filter((member): member is [string, string] => typeof member[1] === 'string'),
  );
}

const gravity = { danger: 0, warn: 1, note: 2 } as const;

/** The worst first; one and the same only once. */
export function sortWarnings(warnings: readonly TokenWarning[]): TokenWarning[] {
  const seen = new Set<string>();
  const once = warnings.filter(
    ({ code, text }) => !seen.has(`${code} ${text}`) && seen.add(`${code} ${text}`) !== undefined,
  );
  return once.sort((one, other) => gravity[one.level] - gravity[other.level]);
}

export function withoutInner({ inner: _inner, ...report }: TokenReport): Omit<TokenReport, 'inner'> {
  return report;
}

export function reportTooBig({ token, form }: FoundToken, { now, tolerance }: Expectations): TokenReport {
  const reason = `It is too big to decode: ${encodeUtf8(token).length} bytes, and no server takes more than some ten thousand.`;
  return {
    token: '',
    form,
    purpose: 'unknown',
    verdict: 'not_a_jwt',
    summary: reason,
    checks: [{ check: 'structure', result: 'failed', reason }],
    explanations: [],
    scopes: [],
    permissions: [],
    times: { now, tolerance },
    disclosures: [],
    warnings: [],
  };
}

const preference = ['verified', 'not_verified', 'cannot_verify', 'not_a_jwt'];

/** Of several signatures or recipients the one that says most; RFC 7515 §5.2 leaves to the application how many must hold. */
export function chooseReport(reports: readonly TokenReport[]): TokenReport {
  const ranks = reports.map(({ verdict }) => preference.indexOf(verdict));
  const at = ranks.indexOf(Math.min(...ranks));
  const [chosen, others] = [reports[at], reports.filter((_one, index) => index !== at)];
  if (chosen === undefined) throw new Error('There is no report to choose from.');
  const more = ` This is ${at + 1} of ${reports.length}; of the others: ${others.map(({ summary }) => summary).join(' ')}`;
  return {
    ...chosen,
    checks: chosen.checks.map((one) => (one.check === 'signature' ? { ...one, reason: `${one.reason}${more}` } : one)),
  };
}
