/** Header and claims of access tokens, by token dialect. */
import type { JWTPayload } from 'jose';
import type { ResourceServer } from '../../contract/entities/resource-server.ts';
import type { Random } from '../ports.ts';

/** Length of a `jti` of the real service. */
const jtiLength = 22;

export interface AccessTokenFacts {
  issuer: string;
  audience: string;
  subject: string;
  clientId: string;
  scope: readonly string[];
  /** Scopes that the subject holds for the API, whether asked for or not. */
  permissions: readonly string[];
  /** The service's short name of the grant type; absent for codes. */
  gty?: string;
  /** Seconds since the epoch. */
  now: number;
}

/**
 * The service's own profile, or RFC 9068 §2.2: `client_id` and `jti` in place of `azp`, never `gty`. `permissions` need
 * both an `…_authz` dialect and RBAC switched on.
 */
export function accessTokenClaims(facts: AccessTokenFacts, resourceServer: ResourceServer, random: Random): JWTPayload {
  const dialect = resourceServer.token_dialect ?? 'access_token';
  const hasPermissions = dialect.endsWith('_authz') && resourceServer.enforce_policies === true;
  const { gty } = facts;
  return {
    iss: facts.issuer,
    sub: facts.subject,
    aud: facts.audience,
    iat: facts.now,
    exp: facts.now + resourceServer.token_lifetime,
    ...(facts.scope.length === 0 ? {} : { scope: facts.scope.join(' ') }),
    ...(isRfc9068(resourceServer)
      ? { client_id: facts.clientId, jti: random.alphanumeric(jtiLength) }
      : { ...(gty === undefined ? {} : { gty }), azp: facts.clientId }),
    ...(hasPermissions ? { permissions: [...facts.permissions] } : {}),
  };
}

/** RFC 9068 §2.1: `typ` is `at+jwt`. */
export function accessTokenType(resourceServer: ResourceServer): 'at+jwt' | 'JWT' {
  return isRfc9068(resourceServer) ? 'at+jwt' : 'JWT';
}

function isRfc9068({ token_dialect }: ResourceServer): boolean {
  return token_dialect?.startsWith('rfc9068_profile') === true;
}
