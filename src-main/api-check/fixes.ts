/** How to mend what a case found: in a sentence, and in the words of the library that verifies (A.14). */
import type { CheckLibrary } from '../contract/entities/api-check.ts';

interface FixFacts {
  advice: string;
  /** Where it is set, by library; what is not here is in the advice. */
  by?: Partial<Record<CheckLibrary, string>>;
}

export const fixes = {
  T1: {
    advice:
      'Split at the first space, compare the scheme case-insensitively, and require a non-empty token: /^Bearer +([A-Za-z0-9\\-._~+/]+=*)$/i.',
  },
  T2: {
    advice: 'Without a token, return 401 with "WWW-Authenticate: Bearer". Never continue as an anonymous user.',
    by: {
      'express-jwt': 'Leave credentialsRequired at true, and answer UnauthorizedError with 401 and WWW-Authenticate.',
      'express-oauth2-jwt-bearer': 'Leave authRequired at true.',
    },
  },
  T3: {
    advice: 'Accept the token in the Authorization header only, and reject a second one with 400.',
    by: {
      'express-oauth2-jwt-bearer': 'Delete req.query.access_token before auth() runs.',
      spring: 'Keep the DefaultBearerTokenResolver: it ignores the query string.',
    },
  },
  T4: { advice: 'Reject repeated Authorization headers at your proxy.' },
  T5: {
    advice: 'Put CORS before authentication.',
    by: {
      'express-oauth2-jwt-bearer': 'app.use(cors()) above app.use(auth()).',
      'express-jwt': 'app.use(cors()) above app.use(expressjwt(…)).',
    },
  },
  T6: {
    advice: 'Protect everything by default and open individual routes.',
    by: {
      'express-oauth2-jwt-bearer': 'app.use(auth()) for the whole application.',
      'express-jwt': 'app.use(expressjwt(…)) for the whole application, with unless() for open routes.',
      spring: 'anyRequest().authenticated()',
    },
  },
  K1: {
    advice: 'Accept a single algorithm, set in your configuration and never taken from the token.',
    by: {
      jose: "jwtVerify(token, keys, { algorithms: ['RS256'] })",
      'express-oauth2-jwt-bearer': "auth({ tokenSigningAlg: 'RS256' })",
      jsonwebtoken: "jwt.verify(token, key, { algorithms: ['RS256'] })",
      'express-jwt': "expressjwt({ algorithms: ['RS256'] })",
      'fast-jwt': "createVerifier({ algorithms: ['RS256'] })",
      pyjwt: 'jwt.decode(token, key, algorithms=["RS256"])',
      'golang-jwt': 'jwt.WithValidMethods([]string{"RS256"})',
      dotnet: 'TokenValidationParameters.ValidAlgorithms = ["RS256"]',
      spring: 'spring.security.oauth2.resourceserver.jwt.jws-algorithms=RS256',
    },
  },
  K2: {
    advice:
      "Accept a single algorithm, and use typed keys: a public key object can't be used as an HMAC secret, but its text can.",
    by: {
      jose: "createRemoteJWKSet(…) or importSPKI(pem, 'RS256'), with algorithms: ['RS256']",
      jsonwebtoken: "jwt.verify(token, createPublicKey(pem), { algorithms: ['RS256'] })",
      'express-jwt': "secret: jwksRsa.expressJwtSecret(…) with algorithms: ['RS256']",
      pyjwt: 'jwt.decode(token, PyJWKClient(url).get_signing_key_from_jwt(token).key, algorithms=["RS256"])',
      'golang-jwt': 'jwt.WithValidMethods([]string{"RS256"})',
    },
  },
  K3: { advice: 'Use at least 32 random bytes for HS256, never a word (RFC 7518 §3.2). Better: use RS256.' },
  K4: { advice: 'Update your runtime and library (Java: at least 17.0.3 or 18.0.1).' },
  K5: {
    advice:
      'Only use keys from the JWKS you configured. Ignore jku, x5u, jwk, and x5c, and use kid only to look up a key in that set.',
    by: {
      jose: 'createRemoteJWKSet(new URL(…)), never EmbeddedJWK',
      'express-jwt': 'secret: jwksRsa.expressJwtSecret({ jwksUri, cache: true, rateLimit: true })',
      jsonwebtoken: 'jwksRsa({ jwksUri }).getSigningKey(header.kid)',
      pyjwt: 'PyJWKClient(jwks_uri)',
    },
  },
  K6: {
    advice: 'Verify tokens. Decoding alone proves nothing.',
    by: {
      jose: 'jwtVerify, not decodeJwt',
      jsonwebtoken: 'jwt.verify, not jwt.decode',
      pyjwt: 'jwt.decode without options={"verify_signature": False}',
      'golang-jwt': 'jwt.Parse, not ParseUnverified',
    },
  },
  K7: { advice: 'Only accept tokens with three parts. If you decrypt tokens, verify the token inside like any other.' },
  C1: { advice: 'Read claims from the verified payload only.' },
  C2: {
    advice: 'Require exp as a number, with at most a minute of leeway.',
    by: {
      jose: "jwtVerify(token, keys, { requiredClaims: ['exp'], clockTolerance: 5 })",
      'fast-jwt': "createVerifier({ requiredClaims: ['exp'] })",
      pyjwt: 'jwt.decode(…, options={"require": ["exp"]}, leeway=5)',
      'golang-jwt': 'jwt.WithExpirationRequired(), jwt.WithLeeway(5 * time.Second)',
      dotnet: 'RequireExpirationTime = true, ClockSkew = TimeSpan.FromSeconds(5)',
      'express-oauth2-jwt-bearer': 'auth({ clockTolerance: 5 })',
      jsonwebtoken: 'jwt.verify only checks exp if it is present: reject payloads without it.',
      'express-jwt': 'isRevoked: async (req, token) => token.payload.exp === undefined',
    },
  },
  C3: {
    advice: 'Compare the whole issuer, including the trailing slash.',
    by: {
      jose: 'jwtVerify(token, keys, { issuer })',
      'express-oauth2-jwt-bearer': 'auth({ issuerBaseURL })',
      jsonwebtoken: 'jwt.verify(token, key, { issuer })',
      'express-jwt': 'expressjwt({ issuer })',
      'fast-jwt': "createVerifier({ allowedIss: issuer, requiredClaims: ['iss', 'aud'] })",
      pyjwt: 'jwt.decode(…, issuer=issuer, options={"require": ["iss"]})',
      'golang-jwt': 'jwt.WithIssuer(issuer)',
      dotnet: 'ValidIssuer, or Authority',
      spring: 'spring.security.oauth2.resourceserver.jwt.issuer-uri',
    },
  },
  C4: {
    advice: "Require your API's identifier as the audience, or as a member of the audience list.",
    by: {
      jose: 'jwtVerify(token, keys, { audience })',
      'express-oauth2-jwt-bearer': 'auth({ audience })',
      jsonwebtoken: 'jwt.verify(token, key, { audience })',
      'express-jwt': 'expressjwt({ audience })',
      'fast-jwt': "createVerifier({ allowedAud: audience, requiredClaims: ['aud'] })",
      pyjwt: 'jwt.decode(…, audience=audience)',
      'golang-jwt': 'jwt.WithAudience(audience)',
      dotnet: 'ValidAudience, or Audience',
      spring: 'spring.security.oauth2.resourceserver.jwt.audiences (not checked by default)',
    },
  },
  C5: {
    advice:
      'If your API uses the RFC 9068 profile, check typ (at+jwt). Otherwise require scope, and reject tokens with nonce or events.',
    by: {
      jose: "jwtVerify(token, keys, { typ: 'at+jwt' })",
      'express-oauth2-jwt-bearer': 'auth({ strict: true })',
      dotnet: 'ValidTypes = ["at+jwt"]',
    },
  },
  C6: {
    advice: 'If it matters who calls, check azp or client_id, gty, and org_id against a list.',
    by: { 'express-oauth2-jwt-bearer': "claimEquals('azp', …), claimIncludes(…)" },
  },
  S1: {
    advice: "Split scope at single spaces and compare whole values: scope.split(' ').includes('read:orders').",
    by: {
      'express-oauth2-jwt-bearer': "requiredScopes('read:orders')",
      spring: 'hasAuthority("SCOPE_read:orders")',
    },
  },
  S2: {
    advice: 'Decide which claim you check, scope or permissions. permissions must be an array.',
    by: { 'express-oauth2-jwt-bearer': "claimIncludes('permissions', 'read:orders')" },
  },
  S3: { advice: 'Return 401 for invalid tokens first, then 403 with error="insufficient_scope" and scope="…".' },
  P1: {
    advice:
      "Limit sizes before parsing: 8 KB per token, plus limits for headers, bodies, and time. Don't accept PBES2 or zip.",
  },
  P2: { advice: 'Accept strict base64url only. Check /^[\\w-]+\\.[\\w-]+\\.[\\w-]+$/ before anything else.' },
  P3: {
    advice: 'Accept the compact serialization only.',
    by: { jose: 'jwtVerify takes nothing else.' },
  },
  P4: { advice: 'Turn every verification error into a 401, in one place.' },
  P5: {
    advice: 'Reject tokens with unknown crit parameters, and reject b64.',
    by: { jsonwebtoken: 'It ignores crit: check the header yourself.', jose: 'jwtVerify does.' },
  },
  P6: {
    advice: "Use one JSON parser end to end, and don't merge claims into plain objects: Object.hasOwn, Map.",
  },
  P7: { advice: 'Keep tokens small: few scopes, no profile data.' },
  B1: {
    advice: "Check cnf, or don't accept bound tokens.",
    by: { 'express-oauth2-jwt-bearer': 'auth({ dpop: { enabled: true } }), or mtls' },
  },
  L1: { advice: 'Return constant messages. Details belong in the log.' },
  R1: {
    advice: 'Fetch keys from the JWKS and cache them. Never hard-code one.',
    by: { jose: 'createRemoteJWKSet(url, { cacheMaxAge: 600_000, cooldownDuration: 30_000 })' },
  },
  R2: {
    advice: 'Set a timeout and a rate limit for JWKS fetches, and keep using cached keys while they fail.',
    by: {
      'express-jwt': 'jwksRsa({ cache: true, rateLimit: true, timeout: 5_000 })',
      jose: 'createRemoteJWKSet(url, { timeoutDuration: 5_000 })',
    },
  },
} as const satisfies Record<string, FixFacts>;

export type FixCode = keyof typeof fixes;

function isFixCode(code: string | undefined): code is FixCode {
  return code !== undefined && Object.hasOwn(fixes, code);
}

/** The advice, and how the library says it. Undefined where nothing is to be mended. */
export function describeFix(
  code: string | undefined,
  library: CheckLibrary,
): { advice: string; set?: string } | undefined {
  if (!isFixCode(code)) return undefined;
  const { advice, by }: FixFacts = fixes[code];
  const set = by?.[library];
  return set === undefined ? { advice } : { advice, set };
}

/** Every advice by its code, as the library says it. */
export function describeAllFixes(library: CheckLibrary): Record<string, { advice: string; set?: string }> {
  return Object.fromEntries(
    Object.keys(fixes).flatMap((code) => {
      const described = describeFix(code, library);
      return described === undefined ? [] : [[code, described]];
    }),
  );
}
