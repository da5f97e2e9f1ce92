/** A.8: who issued a token, for whom, and what kind of token it is. */
import type { JsonObject } from '../../jwt/json-object.ts';
import { bearer, spellings } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import type { TokenKit } from '../tokens/token-kit.ts';

const exactIssuer = 'Issuers must be compared exactly, character by character (RFC 8725 §3.8; RFC 9068 §4).';
const exactAudience = "The audience must be exactly the API's identifier (RFC 8725 §3.9; OWASP ASVS 9.2.3).";
const otherApi = 'A token for one API must not be accepted by another (RFC 8725 §2.7; CVE-2020-26160).';

function issuer(id: string, title: string, iss: (kit: TokenKit) => unknown, more: Partial<CaseOf> = {}): CaseOf {
  return {
    id,
    severity: 'must',
    maker: 'tenant',
    title,
    why: exactIssuer,
    fix: 'C3',
    expects: 'invalid_token',
    ...more,
    send: (kit) => [bearer(kit.token({ iss: iss(kit) }))],
  };
}

function audience(id: string, title: string, aud: (kit: TokenKit) => unknown, more: Partial<CaseOf> = {}): CaseOf {
  return {
    id,
    severity: 'must',
    maker: 'tenant',
    title,
    why: exactAudience,
    fix: 'C4',
    expects: 'invalid_token',
    ...more,
    send: (kit) => [bearer(kit.token({ aud: aud(kit) }))],
  };
}

const held: Pick<CaseOf, 'maker' | 'why'> = { maker: 'holder', why: otherApi };

/** Another spelling of the same origin. */
function respelled(kit: TokenKit, change: (url: URL) => string): string {
  return change(new URL(kit.issuer));
}

function tells(id: string, title: string, why: string, claims: (kit: TokenKit) => JsonObject, words: CaseOf['tells']) {
  const made: CaseOf = {
    id,
    severity: 'may',
    maker: 'tenant',
    title,
    why,
    expects: 'either',
    // Handlers count on what every real token has.
    breakSeverity: 'should',
    ...(words === undefined ? {} : { tells: words }),
    send: (kit) => [bearer(kit.token(claims(kit)))],
  };
  return made;
}

/** The same text with a letter of another alphabet that looks alike, or one that is not seen. */
function lookalikes(text: string): Record<string, string> {
  return { homoglyph: text.replace(/o/, '\u043e'), 'zero-width space': text.replace(/.$/, '\u200b$&') };
}

export const claimCases = inGroup('claims', [
  issuer('iss-missing', 'No iss', () => undefined),
  issuer('iss-other', 'iss of another tenant', () => 'https://other-tenant.example/'),
  issuer('iss-no-trailing-slash', 'iss without the trailing slash', (kit) => kit.issuer.replace(/\/$/, '')),
  issuer('iss-http-for-https', 'iss with the other scheme', (kit) =>
    kit.issuer.replace(/^https?/, (scheme) => (scheme === 'https' ? 'http' : 'https')),
  ),
  issuer('iss-upper-case-host', 'iss with an uppercase host', (kit) =>
    respelled(kit, ({ protocol, host }) => `${protocol}//${host.toUpperCase()}/`),
  ),
  issuer('iss-default-port', 'iss with a port added or removed', (kit) =>
    respelled(kit, ({ protocol, hostname, port }) =>
      port === '' ? `${protocol}//${hostname}:${protocol === 'https:' ? 443 : 80}/` : `${protocol}//${hostname}/`,
    ),
  ),
  issuer('iss-with-path', 'iss with a path', (kit) => `${kit.issuer}tenant/`),
  issuer('iss-prefix', 'iss that starts with the right one', (kit) => `${kit.issuer}evil`),
  issuer('iss-suffix', 'iss that ends with the right one', (kit) => `evil${kit.issuer}`),
  issuer('iss-userinfo', 'iss with a user name before the host', (kit) => kit.issuer.replace('//', '//evil@')),
  issuer('iss-array', 'iss is a list that contains the right one', (kit) => [kit.issuer, 'https://evil.example/'], {
    why: 'iss is a single string (RFC 7519 §4.1.1; CVE-2025-30144).',
  }),
  issuer('iss-null', 'iss is null', () => null),
  issuer('iss-object', 'iss is an object', (kit) => ({ [kit.issuer]: true }), { severity: 'should' }),
  issuer('iss-empty', 'iss is empty', () => ''),
  {
    id: 'iss-unicode',
    severity: 'must',
    maker: 'tenant',
    title: 'iss that looks like the right one',
    why: exactIssuer,
    fix: 'C3',
    expects: 'invalid_token',
    send: (kit) =>
      spellings(
        Object.fromEntries(Object.entries(lookalikes(kit.issuer)).map(([name, iss]) => [name, kit.token({ iss })])),
      ),
  },
  tells(
    'sub-missing',
    'No sub',
    'RFC 9068 §2.2 requires it, but libraries accept tokens without it.',
    () => ({ sub: undefined }),
    {
      accepted: 'sub may be missing.',
      refused: 'sub is required.',
    },
  ),

  audience('aud-missing', 'No aud', () => undefined),
  audience('aud-other-api', 'The audience of another API', (kit) => kit.otherAudience, held),
  audience('aud-management-api', 'The audience of the Management API', (kit) => `${kit.issuer}api/v2/`, held),
  audience('aud-userinfo-only', 'The audience of /userinfo', (kit) => `${kit.issuer}userinfo`, held),
  audience('aud-client-id', 'aud is a client ID, as in an ID token', (kit) => kit.clientId, {
    ...held,
    why: 'An ID token is for the application, not for the API (RFC 8725 §2.8).',
  }),
  audience('aud-empty-string', 'aud is empty', () => ''),
  audience('aud-empty-array', 'aud is an empty list', () => [], { why: `${exactAudience} CVE-2020-26160.` }),
  audience('aud-null', 'aud is null', () => null),
  audience('aud-object', 'aud is an object that contains the right name', (kit) => ({ [kit.audience]: true })),
  audience('aud-number', 'aud is 0', () => 0),
  audience('aud-nested-array', 'aud is a list in a list', (kit) => [[kit.audience]]),
  audience('aud-prefix', 'aud is one character short', (kit) => kit.audience.slice(0, -1), held),
  audience('aud-substring', 'aud contains the right one', (kit) => `https://evil.example/?next=${kit.audience}`, held),
  audience('aud-superstring', 'aud starts with the right one', (kit) => `${kit.audience}/v2`, held),
  audience(
    'aud-space-joined',
    'aud is two identifiers separated by a space',
    (kit) => `${kit.otherAudience} ${kit.audience}`,
    {
      why: 'aud is a string or a list of strings, not a space-separated list (RFC 7519 §4.1.3).',
    },
  ),
  audience('aud-case', 'aud with different capitalization', (kit) => respellCase(kit.audience), held),
  audience(
    'aud-trailing-slash',
    'aud with a trailing slash added or removed',
    ({ audience: one }) => (one.endsWith('/') ? one.slice(0, -1) : `${one}/`),
    held,
  ),
  audience('aud-array-one', 'aud is a list of one', (kit) => [kit.audience], {
    why: 'Lists are allowed (RFC 7519 §4.1.3).',
    expects: 'accept',
  }),
  audience(
    'aud-array-including-api',
    'aud is a list of the API and /userinfo',
    (kit) => [kit.audience, `${kit.issuer}userinfo`],
    { why: 'The service issues exactly this with the scope openid (RFC 7519 §4.1.3).', expects: 'accept' },
  ),

  {
    id: 'id-token',
    severity: 'must',
    maker: 'holder',
    title: 'An ID token',
    why: 'An ID token tells the application who signed in. It must not grant access to an API (RFC 8725 §2.8; OWASP ASVS 9.2.2).',
    fix: 'C5',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(
        kit.exact(
          JSON.stringify({ ...kit.header, typ: 'JWT' }),
          JSON.stringify({
            iss: kit.issuer,
            aud: kit.clientId,
            sub: 'auth0|507f1f77bcf86cd799439011',
            nonce: 'n-0S6_WzA2Mj',
            name: 'Ada Lovelace',
            iat: kit.now(),
            exp: kit.now() + 36_000,
          }),
        ),
      ),
    ],
  },
  tells(
    'id-token-with-api-aud',
    'ID token claims with the API as the audience',
    'Only typ or scope can tell the two apart, which is why RFC 9068 exists.',
    () => ({ scope: undefined, nonce: 'n-0S6_WzA2Mj', at_hash: '77QmUPtjPfzWtF2AnpK9RQ', azp: undefined }),
    {
      accepted: 'An ID token with the right audience would be accepted.',
      refused: 'More than the audience is checked.',
    },
  ),
  {
    id: 'refresh-token',
    severity: 'must',
    maker: 'holder',
    title: 'A refresh token',
    why: 'Refresh tokens are for the token endpoint only (RFC 6749 §1.5).',
    expects: 'invalid_token',
    send: () => [bearer('v1.MeO7Qg4kVtZ8uYxW2rPn6sTbA1cDfHjLqEoRiNzSwXyUvGmKpB')],
  },
  {
    id: 'logout-token',
    severity: 'must',
    maker: 'tenant',
    title: 'A logout token',
    why: 'Other kinds of tokens differ in typ and in the claims they have (RFC 8725 §2.8).',
    fix: 'C5',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(
        kit.exact(
          JSON.stringify({ ...kit.header, typ: 'logout+jwt' }),
          JSON.stringify({
            iss: kit.issuer,
            aud: kit.clientId,
            sub: 'auth0|507f1f77bcf86cd799439011',
            iat: kit.now(),
            exp: kit.now() + 120,
            jti: 'logout-1',
            events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
          }),
        ),
      ),
    ],
  },
  {
    id: 'client-assertion',
    severity: 'must',
    maker: 'holder',
    title: 'A client assertion',
    why: "It authenticates a client at the token endpoint (RFC 7523 §2.2) and is signed with the client's key.",
    fix: 'C3',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(
        kit.exact(
          JSON.stringify({ ...kit.header, typ: 'JWT' }),
          JSON.stringify({
            iss: kit.clientId,
            sub: kit.clientId,
            aud: `${kit.issuer}oauth/token`,
            iat: kit.now(),
            exp: kit.now() + 300,
            jti: 'assertion-1',
          }),
          kit.keys.foreign,
        ),
      ),
    ],
  },
  {
    id: 'opaque-token',
    severity: 'must',
    maker: 'anyone',
    title: 'An opaque token of 32 characters',
    why: "An opaque token can't be verified locally (RFC 6750 §3.1).",
    expects: 'invalid_token',
    send: () => [bearer('Qx7RzB2mKpVt9LwYc4NfHs6JdGu1EaXo')],
  },
  tells(
    'azp-other-client',
    'azp of another application',
    'This check is left to the API. It matters if the API serves a single application.',
    (kit) => clientClaims(kit, kit.otherClientId),
    { accepted: 'Tokens of any application are accepted.', refused: 'The application is checked.' },
  ),
  tells('azp-missing', 'No azp and no client_id', 'azp is optional.', (kit) => clientClaims(kit, undefined), {
    accepted: 'Tokens may omit the application.',
    refused: 'Tokens must name the application.',
  }),
  tells(
    'azp-unknown-client',
    'azp of an application that does not exist',
    "An API that verifies tokens locally can't know.",
    (kit) => clientClaims(kit, 'removed0000000000000000000000000'),
    {
      accepted: 'Tokens of deleted applications are accepted until they expire.',
      refused: 'Unknown applications are refused.',
    },
  ),
  tells(
    'gty-password',
    "A user's token where a machine's is usual",
    'This matters on routes meant for machines only.',
    () => ({ gty: 'password', sub: 'auth0|507f1f77bcf86cd799439011' }),
    { accepted: 'User and machine tokens are treated alike.', refused: 'User tokens are refused.' },
  ),
  tells(
    'sub-user-lookalike',
    'sub of one application, azp of another',
    'Check sub together with azp or client_id.',
    (kit) => ({ ...clientClaims(kit, kit.otherClientId), sub: `${kit.clientId}@clients` }),
    { accepted: 'sub and azp are not compared.', refused: 'sub and azp must match.' },
  ),
  tells(
    'org-other',
    'org_id of another organization',
    'This matters if the API isolates organizations (OWASP API1).',
    () => ({ org_id: 'org_another0000000000' }),
    { accepted: 'org_id is not checked.', refused: 'org_id is checked.' },
  ),
]);

/** The claim by which this dialect names the application. */
function clientClaims(kit: TokenKit, client: string | undefined): JsonObject {
  return kit.header.typ === 'at+jwt' ? { client_id: client } : { azp: client };
}

function respellCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}
