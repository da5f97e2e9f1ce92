/** What of the tenant a claim or header parameter names, to lead there. */
import type { NamedEntity } from '../../contract/entities/token-report.ts';
import type { JsonObject } from '../json-object.ts';
import type { KnownParties } from '../ports.ts';
import { audiencesOf } from '../read-claims.ts';

type Finder = (value: string, claims: JsonObject, parties: KnownParties) => NamedEntity[];

const application: Finder = (value, _claims, { findClient }) => {
  const client = findClient(value);
  return client === undefined ? [] : [{ kind: 'application', id: client.client_id, name: client.name }];
};

const api: Finder = (value, _claims, { findApi }) => {
  const found = findApi(value);
  return found === undefined ? [] : [{ kind: 'api', id: found.id, name: found.name ?? found.identifier }];
};

const permissions: Finder = (_value, claims, parties) =>
  audiencesOf(claims)
    .flatMap((one) => api(one, claims, parties))
    .slice(0, 1)
    .map(({ id, name }) => ({ kind: 'permissions', ...(id === undefined ? {} : { id }), name }));

const finders: Readonly<Record<string, Finder>> = {
  iss: (value, _claims, { isOwnIssuer }) => (isOwnIssuer(value) ? [{ kind: 'tenant', name: 'This tenant' }] : []),
  sub: (value, claims, parties) => (value.endsWith('@clients') ? application(value.slice(0, -8), claims, parties) : []),
  aud: (value, claims, parties) => [...api(value, claims, parties), ...application(value, claims, parties)],
  azp: application,
  client_id: application,
  kid: (value, _claims, { hasKey }) => (hasKey(value) ? [{ kind: 'signing_keys', name: 'Signing keys' }] : []),
  scope: permissions,
  permissions,
};

export function findNamedEntities(
  name: string,
  value: unknown,
  claims: JsonObject,
  parties: KnownParties,
): NamedEntity[] {
  const find = Object.hasOwn(finders, name) ? finders[name] : undefined;
  if (find === undefined) return [];
  const texts = (name === 'aud' && Array.isArray(value) ? value : [Array.isArray(value) ? '' : value]).slice(0, 20);
  return texts.filter((text) => typeof text === 'string').flatMap((text) => find(text, claims, parties));
}
