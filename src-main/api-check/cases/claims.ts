/** A.8: who issued a token, for whom, and what kind of token it is. */
import type { JsonObject } from '../../jwt/json-object.ts';
import { bearer, spellings } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import type { TokenKit } from '../tokens/token-kit.ts';

const exactIssuer = 'Issuers are compared as texts, character by character (RFC 8725 §3.8; RFC 9068 §4).';
const exactAudience = 'The audience is the identifier of the API, whole and exact (RFC 8725 §3.9; OWASP ASVS 9.2.3).';
const otherApi = 'A token for one API must not open another (RFC 8725 §2.7; CVE-2020-26160).';

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
  issuer('iss-no-trailing-slash', 'iss without its last slash', (kit) => kit.issuer.replace(/\/$/, '')),
  issuer('iss-http-for-https', 'iss with the other scheme', (kit) =>
    kit.issuer.replace(/^https?/, (scheme) => (scheme === 'https' ? 'http' : 'https')),
  ),
  issuer('iss-upper-case-host', 'iss with its host in upper case', (kit) =>
    respelled(kit, ({ protocol, host }) => `${protocol}//${host.toUpperCase()}/`),
  ),
  issuer('iss-default-port', 'iss with a port more, or less', (kit) =>
    respelled(kit, ({ protocol, hostname, port }) =>
      port === '' ? `${protocol}//${hostname}:${protocol === 'https:' ? 443 : 80}/` : `${protocol}//${hostname}/`,
    ),
  ),
  issuer('iss-with-path', 'iss with a path', (kit) => `${kit.issuer}tenant/`),
  issuer('iss-prefix', 'iss that begins with the right one', (kit) => `${kit.issuer}evil`),
  issuer('iss-suffix', 'iss that ends with the right one', (kit) => `evil${kit.issuer}`),
  issuer('iss-userinfo', 'iss with a user name before the host', (kit) => kit.issuer.replace('//', '//evil@')),
  issuer('iss-array', 'iss is a list with the right one in it', (kit) => [kit.issuer, 'https://evil.example/'], {
    why: 'iss is one text (RFC 7519 §4.1.1; CVE-2025-30144).',
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
  tells('sub-missing', 'No sub', 'RFC 9068 §2.2 requires it; all libraries accept.', () => ({ sub: undefined }), {
    accepted: 'sub may be missing.',
    refused: 'sub is required.',
  }),

  audience('aud-missing', 'No aud', () => undefined),
  audience('aud-other-api', 'aud of another API', (kit) => kit.otherAudience, held),
  audience('aud-management-api', 'aud of the Management API', (kit) => `${kit.issuer}api/v2/`, held),
  audience('aud-userinfo-only', 'aud of /userinfo', (kit) => `${kit.issuer}userinfo`, held),
  audience('aud-client-id', 'aud is a client id, as in an ID token', (kit) => kit.clientId, {
    ...held,
    why: 'An ID token is for the application, not for the API (RFC 8725 §2.8).',
  }),
  audience('aud-empty-string', 'aud is empty', () => ''),
  audience('aud-empty-array', 'aud is an empty list', () => [], { why: `${exactAudience} CVE-2020-26160.` }),
  audience('aud-null', 'aud is null', () => null),
  audience('aud-object', 'aud is an object with the right name in it', (kit) => ({ [kit.audience]: true })),
  audience('aud-number', 'aud is 0', () => 0),
  audience('aud-nested-array', 'aud is a list in a list', (kit) => [[kit.audience]]),
  audience('aud-prefix', 'aud is one character short', (kit) => kit.audience.slice(0, -1), held),
  audience('aud-substring', 'aud holds the right one', (kit) => `https://evil.example/?next=${kit.audience}`, held),
  audience('aud-superstring', 'aud begins with the right one', (kit) => `${kit.audience}/v2`, held),
  audience(
    'aud-space-joined',
    'aud is two of them, with a space between',
    (kit) => `${kit.otherAudience} ${kit.audience}`,
    {
      why: 'aud is a text or a list of texts: no list in a text (RFC 7519 §4.1.3).',
    },
  ),
  audience('aud-case', 'aud in another case', (kit) => respellCase(kit.audience), held),
  audience(
    'aud-trailing-slash',
    'aud with a slash more, or less',
    ({ audience: one }) => (one.endsWith('/') ? one.slice(0, -1) : `${one}/`),
    held,
  ),
  audience('aud-array-one', 'aud is a list of one', (kit) => [kit.audience], {
    why: 'A list is legal (RFC 7519 §4.1.3).',
    expects: 'accept',
  }),
  audience(
    'aud-array-including-api',
    'aud is a list with the API and /userinfo',
    (kit) => [kit.audience, `${kit.issuer}userinfo`],
    { why: 'The service issues exactly this with the scope openid (RFC 7519 §4.1.3).', expects: 'accept' },
  ),

  {
    id: 'id-token',
    severity: 'must',
    maker: 'holder',
    title: 'An ID token',
    why: 'It says who signed in, for the application; it opens no API (RFC 8725 §2.8; OWASP ASVS 9.2.2).',
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
    'The claims of an ID token, with the aud of the API',
    'Only typ or scope can tell the two apart: that is why RFC 9068 exists.',
    () => ({ scope: undefined, nonce: 'n-0S6_WzA2Mj', at_hash: '77QmUPtjPfzWtF2AnpK9RQ', azp: undefined }),
    { accepted: 'An ID token would pass, if its aud fitted.', refused: 'It asks for more than a fitting aud.' },
  ),
  {
    id: 'refresh-token',
    severity: 'must',
    maker: 'holder',
    title: 'A refresh token',
    why: 'It is for the token endpoint only (RFC 6749 §1.5).',
    expects: 'invalid_token',
    send: () => [bearer('v1.MeO7Qg4kVtZ8uYxW2rPn6sTbA1cDfHjLqEoRiNzSwXyUvGmKpB')],
  },
  {
    id: 'logout-token',
    severity: 'must',
    maker: 'tenant',
    title: 'A logout token',
    why: 'Tokens of other kinds are told apart by typ, and by what they lack (RFC 8725 §2.8).',
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
    title: "An application's own assertion",
    why: 'It authenticates an application to the token endpoint (RFC 7523 §2.2), and is signed by its key.',
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
    title: '32 letters that mean nothing',
    why: 'What is no JWT cannot be verified (RFC 6750 §3.1).',
    expects: 'invalid_token',
    send: () => [bearer('Qx7RzB2mKpVt9LwYc4NfHs6JdGu1EaXo')],
  },
  tells(
    'azp-other-client',
    'azp of another application',
    'The service leaves this check to the API. It matters where an API serves one application.',
    (kit) => clientClaims(kit, kit.otherClientId),
    { accepted: 'Tokens of every application pass.', refused: 'It looks at which application asks.' },
  ),
  tells('azp-missing', 'No azp and no client_id', 'azp is optional.', (kit) => clientClaims(kit, undefined), {
    accepted: 'The application may stay unnamed.',
    refused: 'The application has to be named.',
  }),
  tells(
    'azp-unknown-client',
    'azp of an application that does not exist',
    'An API that verifies by itself cannot know.',
    (kit) => clientClaims(kit, 'removed0000000000000000000000000'),
    { accepted: 'Tokens of removed applications pass until they expire.', refused: 'It knows its applications.' },
  ),
  tells(
    'gty-password',
    "A person's token where a machine's is usual",
    'It matters on routes for machines only.',
    () => ({ gty: 'password', sub: 'auth0|507f1f77bcf86cd799439011' }),
    { accepted: 'It does not ask whether a person or a machine calls.', refused: 'It asks who calls.' },
  ),
  tells(
    'sub-user-lookalike',
    'sub of one application, azp of another',
    'Trust sub together with azp or client_id.',
    (kit) => ({ ...clientClaims(kit, kit.otherClientId), sub: `${kit.clientId}@clients` }),
    { accepted: 'sub and azp are not compared.', refused: 'sub and azp have to fit.' },
  ),
  tells(
    'org-other',
    'org_id of another organization',
    'It matters where an API keeps organizations apart (OWASP API1).',
    () => ({ org_id: 'org_another0000000000' }),
    { accepted: 'org_id is not looked at.', refused: 'org_id is looked at.' },
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
