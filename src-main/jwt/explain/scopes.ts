/** Scopes and permissions with what the API says of them. */
import type { ExplainedScope } from '../../contract/entities/token-report.ts';
import type { JsonObject } from '../json-object.ts';
import { nearestOf } from '../nearest.ts';
import type { KnownApi, KnownParties } from '../ports.ts';
import { audiencesOf, readPermissions, readScopes } from '../read-claims.ts';

/** Scopes that OpenID Connect defines itself, Core §5.4 and §11; no API has to. */
const openidScopes: Readonly<Record<string, string>> = {
  openid: 'Requests an ID token (OIDC Core §3.1.2.1).',
  profile: 'Profile claims, such as the name (OIDC Core §5.4).',
  email: 'Email address (OIDC Core §5.4).',
  address: 'Postal address (OIDC Core §5.4).',
  phone: 'Phone number (OIDC Core §5.4).',
  offline_access: 'Requests a refresh token (OIDC Core §11).',
};

/** @param wanted scopes that should be there */
export function explainScopes(
  claims: JsonObject,
  parties: KnownParties,
  wanted: readonly string[] = [],
): ExplainedScope[] {
  const given = [...new Set(readScopes(claims))].slice(0, 500);
  const apis = apisOf(claims, parties);
  const missing = wanted.filter((one) => !given.includes(one));
  return [
    ...given.map((value) => explain(value, apis)),
    ...missing.map((value): ExplainedScope => ({ ...explain(value, apis), state: 'missing' })),
  ];
}

export function explainPermissions(claims: JsonObject, parties: KnownParties): ExplainedScope[] {
  const apis = apisOf(claims, parties);
  return [...new Set(readPermissions(claims))].slice(0, 500).map((value) => explain(value, apis));
}

function apisOf(claims: JsonObject, parties: KnownParties): KnownApi[] {
  return audiencesOf(claims).flatMap((one) => parties.findApi(one) ?? []);
}

function explain(value: string, apis: readonly KnownApi[]): ExplainedScope {
  const scopes = apis.flatMap((api) => api.scopes);
  const defined = scopes.find((one) => one.value === value);
  const openid = Object.hasOwn(openidScopes, value) ? openidScopes[value] : undefined;
  const description = defined?.description ?? (defined === undefined ? openid : undefined);
  if (defined !== undefined || openid !== undefined)
    return { value, state: 'defined', ...(description === undefined ? {} : { description }) };
  if (apis.length === 0) return { value, state: 'unknown_api' };
  const nearest = nearestOf(
    value,
    scopes.map((one) => one.value),
  );
  return { value, state: 'undefined', ...(nearest === undefined ? {} : { nearest }) };
}
