/** The debugger bound to a tenant: its keys by issuer and kid, its APIs' secrets, whom it knows. */
import { base64url } from 'jose';
import { managementApiIdentifier, type ResourceServer } from '../../contract/entities/resource-server.ts';
import type { SigningKey } from '../../contract/entities/signing-key.ts';
import { isHmac } from '../../jwt/algorithms.ts';
import type { FoundKeys } from '../../jwt/inspect-options.ts';
import type { JsonObject } from '../../jwt/json-object.ts';
import type { KeyCandidate } from '../../jwt/keys/key-candidate.ts';
import type { Jwk, KnownApi, KnownParties } from '../../jwt/ports.ts';
import { audiencesOf, textOf } from '../../jwt/read-claims.ts';
import type { Tenant } from '../create-tenant.ts';

/** @param issuer of the running tenant, with its trailing slash; undefined while no door is open */
export function partiesOf(tenant: Tenant, issuer?: string): KnownParties {
  const { origins, resourceServers, clients, clientGrants, signingKeys } = tenant;
  const issuers = [issuer ?? origins.fixedIssuer].filter((one) => one !== undefined);
  const origin = issuers[0]?.replace(/\/$/, '') ?? '';
  return {
    issuers,
    isOwnIssuer: (one) => one.endsWith('/') && origins.has(one.slice(0, -1).toLowerCase()),
    findApi: (audience) => {
      const api = resourceServers.byIdentifier(audience);
      return api === undefined ? undefined : describeApi(api, audience);
    },
    apiIdentifiers: () =>
      resourceServers.page(0, resourceServers.count).map(({ identifier }) => origins.toShown(identifier, origin)),
    findClient: (id) => {
      const client = clients.find(id);
      return client === undefined ? undefined : { client_id: client.client_id, name: client.name };
    },
    grantedScopes: (client_id, audience) => {
      const grants = clientGrants.matching({ client_id, audience });
      if (grants.length === 0) return undefined;
      return grants.some(({ allow_all_scopes }) => allow_all_scopes === true)
        ? 'all'
        : grants.flatMap(({ scope }) => scope ?? []);
    },
    stateOfKey: (kid) =>
      signingKeys.list().some((key) => key.kid === kid && key.state === 'revoked') ? 'revoked' : undefined,
    hasKey: (kid) => signingKeys.list().some((key) => key.kid === kid),
  };
}

function describeApi(api: ResourceServer, audience: string): KnownApi {
  const { id, name, signing_alg, token_dialect = 'access_token', enforce_policies, scopes = [] } = api;
  return {
    id,
    ...(name === undefined ? {} : { name }),
    identifier: audience,
    signingAlg: signing_alg,
    isRfc9068: token_dialect.startsWith('rfc9068_profile'),
    hasPermissions: enforce_policies === true && token_dialect.endsWith('_authz'),
    isSystem: api.identifier === managementApiIdentifier || api.is_system === true,
    scopes,
  };
}

/** The tenant's keys for a token: of its kid, or all of them where it names none; for HS256 the secret of its API. */
export function findTenantKeys(tenant: Tenant, header: JsonObject, claims: JsonObject): FoundKeys {
  const alg = textOf(header.alg) ?? '';
  const all = tenant.signingKeys.list().map(toCandidate);
  if (isHmac(alg)) return { ...findSecrets(tenant, claims), relatives: all };
  const kid = textOf(header.kid);
  const candidates =
    kid === undefined ? all.filter(({ state }) => state !== 'revoked') : all.filter(({ jwk }) => jwk.kid === kid);
  if (candidates.length > 0 && /^[RP]S/.test(alg))
    return { candidates, relatives: all.filter((one) => !candidates.includes(one)) };
  return { candidates: [], relatives: all, without: describeAbsence(tenant, alg, kid, textOf(claims.iss)) };
}

function describeAbsence(
  { origins }: Tenant,
  alg: string,
  kid: string | undefined,
  issuer: string | undefined,
): string {
  const isForeign = issuer !== undefined && !origins.has(issuer.replace(/\/$/, '').toLowerCase());
  if (isForeign) return `it was issued by ${issuer}, whose keys are not known here. Fetch its key set, or give a key.`;
  if (!/^[RP]S/.test(alg)) return `the tenant has no keys for the algorithm ${alg}.`;
  return `the tenant has no key with the kid ${kid}.`;
}

function findSecrets({ resourceServers }: Tenant, claims: JsonObject): FoundKeys {
  const audiences = audiencesOf(claims);
  const candidates = audiences.flatMap((audience): KeyCandidate[] => {
    const secret = resourceServers.byIdentifier(audience)?.signing_secret;
    if (secret === undefined) return [];
    return [
      {
        name: `the signing secret of the API ${audience}`,
        source: 'api_secret',
        jwk: { kty: 'oct', k: base64url.encode(secret) },
      },
    ];
  });
  if (candidates.length > 0) return { candidates };
  const without =
    audiences.length === 0
      ? 'it is signed with a secret, and names no API (aud) whose secret that could be.'
      : `it is signed with a secret, and the tenant knows none of ${audiences.join(', ')}.`;
  return { candidates, without };
}

/** The same object for the same key, so that it is imported once. */
const publicKeys = new WeakMap<SigningKey, Jwk>();

function toCandidate(key: SigningKey): KeyCandidate {
  const { kid, state, revoked_at, cert } = key;
  const { kty, n, e } = key.privateJwk;
  const jwk = publicKeys.get(key) ?? { kty, n, e, kid, x5c: [cert.replace(/-----[^-]+-----|\s/g, '')] };
  publicKeys.set(key, jwk);
  const since = revoked_at === undefined ? '' : ` (revoked ${revoked_at})`;
  return {
    name: `the tenant's ${state} key ${kid}${since}`,
    source: 'tenant',
    jwk,
    ...(state === 'revoked' ? { state } : {}),
  };
}

/** The key that the tenant signs with. @throws Error in words */
export function signingJwkOf({ signingKeys }: Tenant, kid: string | undefined): Jwk {
  const key = kid === undefined ? signingKeys.current() : signingKeys.list().find((one) => one.kid === kid);
  if (key === undefined) throw new Error(`The tenant has no signing key with the kid ${kid}.`);
  return { ...key.privateJwk };
}

/** @throws Error in words */
export function apiSecretOf({ resourceServers }: Tenant, audience: string): Jwk {
  const secret = resourceServers.byIdentifier(audience)?.signing_secret;
  if (secret === undefined)
    throw new Error(`The API ${audience} has no signing secret: it signs with the tenant's key, or does not exist.`);
  return { kty: 'oct', k: base64url.encode(secret) };
}
