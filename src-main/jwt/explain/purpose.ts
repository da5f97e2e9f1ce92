/** What a token is for, told by its `typ` and its claims: RFC 8725 §3.11, §3.12. */
import type { TokenForm, TokenPurpose } from '../../contract/entities/token-report.ts';
import type { JsonObject } from '../json-object.ts';
import type { KnownParties } from '../ports.ts';
import { audiencesOf } from '../read-claims.ts';

const byType: Readonly<Record<string, TokenPurpose>> = {
  'at+jwt': 'access_token',
  'dpop+jwt': 'dpop_proof',
  'logout+jwt': 'logout_token',
  'secevent+jwt': 'security_event',
  'oauth-authz-req+jwt': 'request_object',
  'token-introspection+jwt': 'introspection',
  'client-authentication+jwt': 'client_assertion',
  'dc+sd-jwt': 'sd_jwt',
  'vc+sd-jwt': 'sd_jwt',
};

export function tellPurpose(
  header: JsonObject,
  claims: JsonObject,
  form: TokenForm,
  parties: KnownParties,
): TokenPurpose {
  const type = typeof header.typ === 'string' ? header.typ.toLowerCase().replace(/^application\//, '') : '';
  const named = Object.hasOwn(byType, type) ? byType[type] : undefined;
  if (named !== undefined) return named;
  const has = (name: string) => claims[name] !== undefined;
  if (form === 'sd_jwt' || has('_sd') || has('_sd_alg')) return 'sd_jwt';
  if (form === 'opaque' || form === 'paseto') return 'unknown';
  if (has('htm') && has('htu')) return 'dpop_proof';
  if (has('events')) return isLogout(claims.events) ? 'logout_token' : 'security_event';
  if (has('vc') || has('vp')) return 'credential';
  if (has('response_type') && has('redirect_uri')) return 'request_object';
  if (has('scope') || has('permissions') || has('gty') || has('scp')) return 'access_token';
  if (claims.token_use === 'access' || claims.token_use === 'id')
    return claims.token_use === 'id' ? 'id_token' : 'access_token';
  if (typeof claims.iss === 'string' && claims.iss === claims.sub && has('aud')) return 'client_assertion';
  const isForClient = audiencesOf(claims).some((one) => parties.findClient(one) !== undefined);
  if (has('nonce') || has('at_hash') || has('c_hash') || isForClient) return 'id_token';
  const isForApi = audiencesOf(claims).some((one) => parties.findApi(one) !== undefined || /^https?:|^urn:/.test(one));
  return isForApi || has('client_id') || has('azp') ? 'access_token' : 'unknown';
}

function isLogout(events: unknown): boolean {
  return (
    typeof events === 'object' &&
    events !== null &&
    Object.keys(events).some((name) => name.includes('backchannel-logout'))
  );
}

const words: Record<TokenPurpose, string> = {
  access_token: 'an access token',
  id_token: 'an ID token, for the application and not for APIs',
  refresh_token: 'a refresh token',
  logout_token: 'a logout token',
  security_event: 'a security event token',
  dpop_proof: 'a DPoP proof',
  client_assertion: 'a client assertion',
  request_object: 'a request object (JAR), not a token',
  introspection: 'an introspection response',
  sd_jwt: 'a credential with selective disclosure (SD-JWT)',
  credential: 'a verifiable credential',
  unknown: 'a token of unknown kind',
};

export function describePurpose(purpose: TokenPurpose): string {
  return words[purpose];
}
