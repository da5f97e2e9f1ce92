/** Which library verifies tokens in an API, by how it refuses and how it asks for keys; where nothing tells, another one. */
import type { CheckLibrary } from '../contract/entities/api-check.ts';
import type { ReadAnswer } from './read-answer.ts';

/** What a library says of itself in its refusals, the surest first. */
const signs: readonly (readonly [CheckLibrary, RegExp])[] = [
  ['spring', /error_uri="https:\/\/tools\.ietf\.org\/html\/rfc6750/],
  ['dotnet', /error_description="The (audience|issuer|signature|token)[^"]*' ?\(?.*"|The signature key was not found/],
  ['express-oauth2-jwt-bearer', /Bearer realm="api"|unexpected "(aud|iss)" claim|Unexpected '(aud|iss)' value/],
  ['express-jwt', /UnauthorizedError|No authorization token was found|credentials_required/],
  ['fast-jwt', /FAST_JWT_|The token (signature|audience|issuer) is/],
  ['golang-jwt', /token signature is invalid|signing method .* is invalid/],
  ['pyjwt', /Signature verification failed|Not enough segments|Audience doesn't match/],
  ['jsonwebtoken', /JsonWebTokenError|jwt (malformed|expired|audience invalid|issuer invalid)/],
  ['jose', /JW[SKTE]\w*Error|ERR_JW[SKTE]_|signature verification failed/],
];

/** By the name with which it asks for the JWKS. */
const agents: readonly (readonly [CheckLibrary, RegExp])[] = [
  ['jose', /^jose\//],
  ['golang-jwt', /^Go-http-client/],
  ['pyjwt', /^Python-urllib|python-requests|python-httpx/],
  ['spring', /^Java\//],
  ['dotnet', /^Microsoft|\.NET/],
];

export function recognizeLibrary(refusals: readonly ReadAnswer[], userAgents: readonly string[]): CheckLibrary {
  const texts = refusals.map(({ headers, body }) => `${headers['www-authenticate'] ?? ''}\n${body}`);
  const byWords = signs.find(([, sign]) => texts.some((text) => sign.test(text)));
  if (byWords !== undefined) return byWords[0];
  return agents.find(([, sign]) => userAgents.some((agent) => sign.test(agent)))?.[0] ?? 'other';
}
