/** A.11: size, tokens that are bound to a key, and what refusals give away. */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { bearer } from '../attempt.ts';
import { type CaseOf, inGroup, type Stage } from '../check-case.ts';
import { publicJwkOf } from '../tokens/check-keys.ts';
import { encode, signBytes } from '../tokens/sign-bytes.ts';
import type { TokenKit } from '../tokens/token-kit.ts';
import { encryptForSigner, needsPublicKey } from './shape.ts';

function large(id: string, size: number): CaseOf {
  return {
    id,
    severity: 'may',
    maker: 'tenant',
    title: `A token of ${size} KB`,
    why: 'nginx allows 8 KB per header line and Node.js 16 KB in total. This shows your limit.',
    fix: 'P7',
    expects: 'either',
    tells: { accepted: `Tokens of ${size} KB are accepted.`, refused: `Tokens of ${size} KB are refused.` },
    send: (kit) => [bearer(kit.token({ filler: 'x'.repeat(Math.round(size * 768 - 700)) }))],
  };
}

const bound = 'A token bound to a key must not be accepted without proof of possession';

/** RFC 7638, for a P-256 key. */
function thumbprint({ crv, kty, x, y }: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

function boundToken(kit: TokenKit): { token: string; jwk: Readonly<Record<string, unknown>> } {
  const jwk = publicJwkOf(kit.keys.foreignEc.key);
  return { token: kit.token({ cnf: { jkt: thumbprint(jwk) } }), jwk };
}

/** RFC 9449 §4.2: a proof for another address, long ago. */
function wrongProof(kit: TokenKit, jwk: Readonly<Record<string, unknown>>): string {
  return signBytes(
    JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk }),
    JSON.stringify({ htm: 'DELETE', htu: 'https://evil.example/', iat: kit.now() - 3_600, jti: 'proof-1' }),
    kit.keys.foreignEc,
  );
}

export const limitCases = inGroup('limits', [
  large('large-4k', 4),
  large('large-8k', 8),
  large('large-12k', 12),
  {
    id: 'huge-header-100k',
    severity: 'must',
    maker: 'anyone',
    title: 'A token of 100 KB',
    why: 'Check sizes before parsing anything (OWASP API4).',
    fix: 'P1',
    expects: 'refuse',
    async play({ kit, send }) {
      const answer = await send(bearer(`${kit.token()}${'x'.repeat(100_000)}`, { within: 2_000 }));
      // A server that hangs up on a request that long has refused it.
      const isRefused = answer.reading === 'refused' || answer.isClosed;
      return {
        verdict: isRefused ? 'as_expected' : answer.reading === 'accepted' ? 'accepts_wrong' : 'breaks',
        got: answer.words,
        reason: isRefused ? 'It is refused before it is parsed.' : 'A header this long must be refused quickly.',
        answer,
      };
    },
  },
  {
    id: 'p2c-bomb',
    severity: 'must',
    maker: 'anyone',
    title: 'A JWE that asks for two billion rounds of PBKDF2',
    why: 'The sender must not control how long the API computes (CVE-2022-36083, CVE-2023-50967).',
    fix: 'P1',
    expects: 'refuse',
    send: (kit) => {
      const header = { alg: 'PBES2-HS256+A128KW', enc: 'A128CBC-HS256', p2s: encode('salt-salt'), p2c: 2_147_483_647 };
      const parts = [encode(JSON.stringify(header)), encode('k'.repeat(40)), encode('i'.repeat(16))];
      return [
        bearer([...parts, encode(JSON.stringify(kit.claims())), encode('t'.repeat(16))].join('.'), { within: 1_000 }),
      ];
    },
  },
  {
    id: 'zip-bomb',
    severity: 'must',
    maker: 'anyone',
    title: 'A JWE that decompresses to a huge size',
    why: 'A small token must not use a lot of memory (CVE-2024-28176, CVE-2024-33664).',
    fix: 'P1',
    expects: 'refuse',
    unfit: needsPublicKey,
    send: async (kit) => [
      bearer(await encryptDeflated(kit, deflateRawSync(Buffer.alloc(6_000_000))), { within: 1_000 }),
    ],
  },
  {
    id: 'dpop-bound-no-proof',
    severity: 'should',
    maker: 'holder',
    title: 'A token bound to a key (DPoP), sent as a plain bearer token',
    why: `${bound} (RFC 9449 §7.2).`,
    fix: 'B1',
    expects: 'invalid_token',
    send: (kit) => [bearer(boundToken(kit).token)],
  },
  {
    id: 'dpop-bound-wrong-proof',
    severity: 'should',
    maker: 'holder',
    title: 'A token bound to a key (DPoP), with a proof for another request',
    why: `${bound} (RFC 9449 §4.3).`,
    fix: 'B1',
    expects: 'refuse',
    send: (kit) => {
      const { token, jwk } = boundToken(kit);
      return [{ token, authorization: `DPoP ${token}`, headers: [['DPoP', wrongProof(kit, jwk)]] }];
    },
  },
  {
    id: 'dpop-plain-token',
    severity: 'should',
    maker: 'holder',
    title: 'A plain token under the scheme DPoP',
    why: 'The DPoP scheme requires a bound token (RFC 9449 §7.1).',
    fix: 'B1',
    expects: 'refuse',
    send: (kit) => {
      const token = kit.token();
      const proof = wrongProof(kit, publicJwkOf(kit.keys.foreignEc.key));
      return [{ token, authorization: `DPoP ${token}`, headers: [['DPoP', proof]] }];
    },
  },
  {
    id: 'mtls-bound-no-cert',
    severity: 'should',
    maker: 'holder',
    title: 'A token bound to a certificate, sent without one',
    why: `${bound} (RFC 8705 §3).`,
    fix: 'B1',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(kit.token({ cnf: { 'x5t#S256': createHash('sha256').update('none').digest('base64url') } })),
    ],
  },
  {
    id: 'missing-challenge',
    severity: 'should',
    title: 'A 401 comes with WWW-Authenticate',
    why: 'It says how to authenticate (RFC 9110 §15.5.2; RFC 6750 §3). Reported once per run.',
    fix: 'T2',
    expects: 'challenge',
    play: async ({ refusals }) => {
      const bare = refusals.filter(
        ({ status, headers }) => status === 401 && headers['www-authenticate'] === undefined,
      );
      const all = refusals.filter(({ status }) => status === 401).length;
      return {
        verdict: bare.length > 0 ? 'remark' : 'as_expected',
        got: `${all - bare.length} of ${all} have one`,
        reason:
          bare.length > 0
            ? '401 responses have no WWW-Authenticate header.'
            : 'Every 401 has a WWW-Authenticate header.',
      };
    },
  },
  {
    id: 'error-leaks',
    severity: 'should',
    title: 'Error responses reveal nothing',
    why: 'Responses must not contain stack traces, paths, or keys (CVE-2019-7644; OWASP API8).',
    fix: 'L1',
    expects: 'refuse',
    play: async ({ refusals }) => {
      const leak = refusals.flatMap(({ body }) => findLeak(body) ?? [])[0];
      return {
        verdict: leak === undefined ? 'as_expected' : 'accepts_wrong',
        got: leak ?? 'nothing found',
        reason:
          leak === undefined
            ? 'No response contains a stack trace, path, or key.'
            : `A response body contains ${leak}.`,
      };
    },
  },
  {
    id: 'error-cacheable',
    severity: 'should',
    title: 'Responses are not publicly cacheable',
    why: "A shared cache must not serve one caller's response to another (RFC 9111 §3.5).",
    fix: 'L1',
    expects: 'refuse',
    play: async ({ control, refusals }) => {
      const isPublic = ({ headers }: { headers: Record<string, string> }) =>
        /\bpublic\b/i.test(headers['cache-control'] ?? '') && !/authorization/i.test(headers.vary ?? '');
      const cached = [control, ...refusals].find(isPublic);
      return {
        verdict: cached === undefined ? 'as_expected' : 'accepts_wrong',
        got: cached === undefined ? 'none is public' : `Cache-Control: ${cached.headers['cache-control']}`,
        reason:
          cached === undefined
            ? 'No response is publicly cacheable.'
            : 'A response that depends on the token is publicly cacheable.',
      };
    },
  },
  {
    id: 'error-cors',
    severity: 'may',
    title: 'A 401 has the same CORS headers as the 200',
    why: 'Without them, browsers show a network error instead of the 401.',
    fix: 'T5',
    expects: 'either',
    async play({ kit, send }) {
      const headers = [['Origin', 'http://localhost:5173']] as const;
      const good = await send(bearer(kit.token(), { headers }));
      const bad = await send({ headers });
      const name = 'access-control-allow-origin';
      const isSame = good.headers[name] === bad.headers[name];
      return {
        verdict: 'remark',
        got: good.headers[name] === undefined ? 'no CORS headers' : isSame ? 'the same' : 'only on the 200',
        reason:
          good.headers[name] === undefined
            ? "Browsers on other origins can't call this API. That's fine if they don't need to."
            : isSame
              ? 'Browsers can read error responses.'
              : 'Put CORS before authentication so that browsers can read error responses.',
        answer: bad,
      };
    },
  },
  {
    id: 'timing',
    severity: 'may',
    title: 'A wrong signature takes as long as an unreadable token',
    why: 'Reported only if the difference is stable and over 20 ms.',
    expects: 'either',
    play: compareTimes,
  },
]);

/** Encrypted by jose, under a header that says of the content that it is deflated. */
async function encryptDeflated(kit: TokenKit, content: Uint8Array): Promise<string> {
  const token = await encryptForSigner(kit, content);
  const [header = '', ...rest] = token.split('.');
  const parameters = JSON.parse(Buffer.from(header, 'base64url').toString());
  return [encode(JSON.stringify({ ...Object(parameters), zip: 'DEF' })), ...rest].join('.');
}

function findLeak(body: string): string | undefined {
  if (/\n\s+at .+\(?.+:\d+:\d+\)?|Traceback \(most recent call last\)|goroutine \d+ \[/.test(body))
    return 'a stack trace';
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(body)) return 'a private key';
  if (/\/node_modules\/|\/site-packages\/|[A-Z]:\\\\?Users\\/.test(body)) return 'a file path';
  return undefined;
}

/** Rounds of each kind. */
const rounds = 15;

async function compareTimes({ kit, send }: Stage) {
  const altered: number[] = [];
  const unreadable: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { header, payload, signature } = kit.parts();
    signature[40] = (signature[40] ?? 0) ^ 1;
    altered.push((await send(bearer(`${header}.${payload}.${signature.toString('base64url')}`))).duration);
    unreadable.push((await send(bearer('x.y.z'))).duration);
  }
  const difference = Math.abs(median(altered) - median(unreadable));
  return {
    verdict: 'remark' as const,
    got: difference > 20 ? `${Math.round(difference)} ms apart` : 'no stable difference',
    reason: difference > 20 ? 'Response times reveal why a token was refused.' : 'Response times reveal nothing.',
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}
