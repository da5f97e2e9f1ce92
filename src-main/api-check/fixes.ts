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
      'Split at the first space, compare the scheme without regard to case, and ask for a token that is not empty: /^Bearer +([A-Za-z0-9\\-._~+/]+=*)$/i.',
  },
  T2: {
    advice: 'Without a token answer 401 with "WWW-Authenticate: Bearer", and never go on as an anonymous caller.',
    by: {
      'express-jwt': 'Leave credentialsRequired at true, and answer UnauthorizedError with 401 and WWW-Authenticate.',
      'express-oauth2-jwt-bearer': 'Leave authRequired at true.',
    },
  },
  T3: {
    advice: 'Take the token from the Authorization header only, and refuse a second one with 400.',
    by: {
      'express-oauth2-jwt-bearer': 'Delete req.query.access_token before auth() runs.',
      spring: 'Keep the DefaultBearerTokenResolver: it does not look at the query.',
    },
  },
  T4: { advice: 'Refuse repeated Authorization headers where requests come in, at the proxy.' },
  T5: {
    advice: 'Put CORS before authentication.',
    by: {
      'express-oauth2-jwt-bearer': 'app.use(cors()) above app.use(auth()).',
      'express-jwt': 'app.use(cors()) above app.use(expressjwt(…)).',
    },
  },
  T6: {
    advice: 'Protect everything and open single routes, not the other way round.',
    by: {
      'express-oauth2-jwt-bearer': 'app.use(auth()) for the whole application.',
      'express-jwt': 'app.use(expressjwt(…)) for the whole application, with unless() for open routes.',
      spring: 'anyRequest().authenticated()',
    },
  },
  K1: {
    advice: 'Name the one algorithm that you take. It comes from your configuration, never from the token.',
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
      'Name the one algorithm that you take, and hold keys as keys: a public key object can never be the secret of an HMAC, its text can.',
    by: {
      jose: "createRemoteJWKSet(…) or importSPKI(pem, 'RS256'), with algorithms: ['RS256']",
      jsonwebtoken: "jwt.verify(token, createPublicKey(pem), { algorithms: ['RS256'] })",
      'express-jwt': "secret: jwksRsa.expressJwtSecret(…) with algorithms: ['RS256']",
      pyjwt: 'jwt.decode(token, PyJWKClient(url).get_signing_key_from_jwt(token).key, algorithms=["RS256"])',
      'golang-jwt': 'jwt.WithValidMethods([]string{"RS256"})',
    },
  },
  K3: { advice: 'A secret for HS256 is 32 random bytes, never a word (RFC 7518 §3.2). Better, use RS256.' },
  K4: { advice: 'Bring runtime and library up to date (Java: 17.0.3 or 18.0.1 at least).' },
  K5: {
    advice:
      'Take keys from the JWKS that you have configured. Pass over jku, x5u, jwk and x5c; a kid is looked up in that set and put nowhere else.',
    by: {
      jose: 'createRemoteJWKSet(new URL(…)), never EmbeddedJWK',
      'express-jwt': 'secret: jwksRsa.expressJwtSecret({ jwksUri, cache: true, rateLimit: true })',
      jsonwebtoken: 'jwksRsa({ jwksUri }).getSigningKey(header.kid)',
      pyjwt: 'PyJWKClient(jwks_uri)',
    },
  },
  K6: {
    advice: 'Verify tokens; decoding alone proves nothing.',
    by: {
      jose: 'jwtVerify, not decodeJwt',
      jsonwebtoken: 'jwt.verify, not jwt.decode',
      pyjwt: 'jwt.decode without options={"verify_signature": False}',
      'golang-jwt': 'jwt.Parse, not ParseUnverified',
    },
  },
  K7: { advice: 'Accept tokens of three parts only; or, after decrypting one, verify the token in it as any other.' },
  C1: { advice: 'Read claims from the verified payload only.' },
  C2: {
    advice: 'Ask for exp, as a number, with a leeway of a minute at most.',
    by: {
      jose: "jwtVerify(token, keys, { requiredClaims: ['exp'], clockTolerance: 5 })",
      'fast-jwt': "createVerifier({ requiredClaims: ['exp'] })",
      pyjwt: 'jwt.decode(…, options={"require": ["exp"]}, leeway=5)',
      'golang-jwt': 'jwt.WithExpirationRequired(), jwt.WithLeeway(5 * time.Second)',
      dotnet: 'RequireExpirationTime = true, ClockSkew = TimeSpan.FromSeconds(5)',
      'express-oauth2-jwt-bearer': 'auth({ clockTolerance: 5 })',
      jsonwebtoken: 'jwt.verify checks exp where there is one: refuse a payload without it.',
      'express-jwt': 'isRevoked: async (req, token) => token.payload.exp === undefined',
    },
  },
  C3: {
    advice: 'Compare the issuer as a whole, its last slash included: tokens of the service have one.',
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
    advice: 'Ask for your own identifier as the audience: the whole text, or a member of the list.',
    by: {
      jose: 'jwtVerify(token, keys, { audience })',
      'express-oauth2-jwt-bearer': 'auth({ audience })',
      jsonwebtoken: 'jwt.verify(token, key, { audience })',
      'express-jwt': 'expressjwt({ audience })',
      'fast-jwt': "createVerifier({ allowedAud: audience, requiredClaims: ['aud'] })",
      pyjwt: 'jwt.decode(…, audience=audience)',
      'golang-jwt': 'jwt.WithAudience(audience)',
      dotnet: 'ValidAudience, or Audience',
      spring: 'spring.security.oauth2.resourceserver.jwt.audiences: it is not checked without',
    },
  },
  C5: {
    advice:
      'Check typ (at+jwt) where your API uses the RFC 9068 profile. Otherwise ask for scope, and refuse nonce and events.',
    by: {
      jose: "jwtVerify(token, keys, { typ: 'at+jwt' })",
      'express-oauth2-jwt-bearer': 'auth({ strict: true })',
      dotnet: 'ValidTypes = ["at+jwt"]',
    },
  },
  C6: {
    advice: 'Where it matters who calls, compare azp or client_id, gty and org_id with a list.',
    by: { 'express-oauth2-jwt-bearer': "claimEquals('azp', …), claimIncludes(…)" },
  },
  S1: {
    advice: "Split scope at the spaces and compare whole words: scope.split(' ').includes('read:orders').",
    by: {
      'express-oauth2-jwt-bearer': "requiredScopes('read:orders')",
      spring: 'hasAuthority("SCOPE_read:orders")',
    },
  },
  S2: {
    advice: 'Decide for one of scope and permissions; permissions is a list.',
    by: { 'express-oauth2-jwt-bearer': "claimIncludes('permissions', 'read:orders')" },
  },
  S3: { advice: 'First 401 for whoever is not known, then 403 with error="insufficient_scope" and scope="…".' },
  P1: {
    advice:
      'Bound sizes before you parse: 8 KB for a token, a limit for headers, one for bodies, a time-out. Take neither PBES2 nor zip.',
  },
  P2: { advice: 'Take strict base64url only; /^[\\w-]+\\.[\\w-]+\\.[\\w-]+$/ before anything else.' },
  P3: {
    advice: 'Take the compact form only: it has two dots and no brace.',
    by: { jose: 'jwtVerify takes nothing else.' },
  },
  P4: { advice: 'Turn every error of verification into 401, in one place.' },
  P5: {
    advice: 'Refuse what crit names and you do not know, and refuse b64.',
    by: { jsonwebtoken: 'It does not look at crit: check the header yourself.', jose: 'jwtVerify does.' },
  },
  P6: {
    advice: 'Use one JSON parser from end to end, and do not merge claims into plain objects: Object.hasOwn, Map.',
  },
  P7: { advice: 'Keep tokens small: few scopes, no profiles.' },
  B1: {
    advice: 'Honour cnf, or take no bound tokens.',
    by: { 'express-oauth2-jwt-bearer': 'auth({ dpop: { enabled: true } }), or mtls' },
  },
  L1: { advice: 'Answer with constant messages; details go to the log.' },
  R1: {
    advice: 'Fetch keys from the JWKS and cache them; never pin one.',
    by: { jose: 'createRemoteJWKSet(url, { cacheMaxAge: 600_000, cooldownDuration: 30_000 })' },
  },
  R2: {
    advice: 'Give the fetch of the JWKS a time-out and a limit, and keep the keys that you have while it fails.',
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
