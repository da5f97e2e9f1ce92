/** A.5: header parameters that change what a token means. */
import { bearer, spellings } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import { encode } from '../tokens/sign-bytes.ts';
import type { TokenKit } from '../tokens/token-kit.ts';

const mustUnderstand =
  'The recipient must understand every parameter in crit, or reject the token (RFC 7515 §4.1.11; CVE-2025-59420, CVE-2026-35042).';

function critical(id: string, title: string, header: object): CaseOf {
  return {
    id,
    severity: 'should',
    maker: 'tenant',
    title,
    why: mustUnderstand,
    fix: 'P5',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, { ...header }))],
  };
}

function isRfc9068(kit: TokenKit): boolean {
  return kit.header.typ === 'at+jwt';
}

export const headerCases = inGroup('headers', [
  critical('crit-unknown', 'crit lists an unknown parameter', { crit: ['x-unknown'], 'x-unknown': 1 }),
  critical('crit-empty', 'crit is an empty list', { crit: [] }),
  critical('crit-not-array', 'crit is not a list', { crit: 'exp' }),
  critical('crit-missing-param', 'crit lists a parameter that is missing', { crit: ['x-absent'] }),
  critical('crit-registered', 'crit lists a standard parameter', { crit: ['alg'] }),
  {
    id: 'b64-false',
    severity: 'must',
    maker: 'tenant',
    title: 'b64 is false, and the payload is not encoded',
    why: 'JWTs must not use it (RFC 7797 §7): what is read would differ from what is verified.',
    fix: 'P5',
    expects: 'invalid_token',
    send: (kit) => {
      const header = encode(JSON.stringify({ ...kit.header, b64: false, crit: ['b64'] }));
      const payload = JSON.stringify(kit.claims()).replaceAll('.', '\\u002e');
      return [bearer(`${header}.${payload}.${kit.signOver(`${header}.${payload}`)}`)];
    },
  },
  {
    id: 'b64-false-encoded',
    severity: 'should',
    maker: 'tenant',
    title: 'b64 is false, but the payload is encoded anyway',
    why: 'JWTs must not use it (RFC 7797 §7).',
    fix: 'P5',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, { b64: false, crit: ['b64'] }))],
  },
  {
    id: 'typ-wrong',
    severity: 'should',
    maker: 'tenant',
    title: 'The typ of another kind of token',
    why: 'typ tells token types apart (RFC 8725 §3.11). Libraries only check it if configured to.',
    fix: 'C5',
    expects: 'invalid_token',
    send: (kit) =>
      spellings(
        Object.fromEntries(
          ['dpop+jwt', 'secevent+jwt', 'logout+jwt', 'oauth-authz-req+jwt'].map((typ) => [typ, kit.token({}, { typ })]),
        ),
      ),
  },
  {
    id: 'typ-jwt-on-9068-api',
    severity: 'should',
    maker: 'tenant',
    title: 'typ "JWT" where tokens are at+jwt',
    why: 'An API that uses the RFC 9068 profile must only accept at+jwt (RFC 9068 §4).',
    fix: 'C5',
    expects: 'invalid_token',
    unfit: (kit) => (isRfc9068(kit) ? undefined : "This API doesn't use the RFC 9068 token profile."),
    send: (kit) => [bearer(kit.token({}, { typ: 'JWT' }))],
  },
  {
    id: 'typ-at-jwt-forms',
    severity: 'should',
    maker: 'tenant',
    title: 'The spellings of at+jwt',
    why: '"application/" may be omitted, and media types are case-insensitive (RFC 7515 §4.1.9).',
    fix: 'C5',
    expects: 'accept',
    unfit: (kit) => (isRfc9068(kit) ? undefined : "This API doesn't use the RFC 9068 token profile."),
    send: (kit) =>
      spellings(
        Object.fromEntries(['at+jwt', 'application/at+jwt', 'AT+JWT'].map((typ) => [typ, kit.token({}, { typ })])),
      ),
  },
  {
    id: 'typ-missing',
    severity: 'may',
    maker: 'tenant',
    title: 'No typ',
    why: 'typ is optional (RFC 7519 §5.1).',
    expects: 'either',
    tells: { accepted: 'Tokens without typ are accepted.', refused: 'typ is required.' },
    send: (kit) => [bearer(kit.token({}, { typ: undefined }))],
  },
  {
    id: 'header-claims',
    severity: 'must',
    maker: 'tenant',
    title: 'Header claims that differ from the payload',
    why: 'Claims must be read from the payload. Copies in the header are for encrypted tokens (RFC 7519 §5.3).',
    fix: 'C1',
    expects: 'accept',
    send: (kit) => [
      bearer(kit.token({}, { iss: 'https://evil.example/', aud: 'https://evil.example/', exp: kit.now() - 3_600 })),
    ],
  },
  {
    id: 'header-duplicate-alg',
    severity: 'may',
    maker: 'tenant',
    title: 'alg twice in the header, "none" first',
    why: 'Parsers use the last one, use the first one, or reject the token (RFC 7515 §4).',
    fix: 'P6',
    expects: 'either',
    tells: { accepted: 'The last duplicate member is used.', refused: 'The token is refused.' },
    send: (kit) => {
      const { header, payload } = kit.texts();
      return [bearer(kit.exact(`{"alg":"none",${header.slice(1)}`, payload))];
    },
  },
]);
