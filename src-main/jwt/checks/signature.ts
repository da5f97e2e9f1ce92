/** Whether the signature holds, by which key, and if not, why not. RFC 7515 §5.2. */
import { findSignatureAlgorithm, isHmac, type SignatureAlgorithm, supportedAlgorithms } from '../algorithms.ts';
import type { DecodedToken } from '../decode-token.ts';
import type { KeyCandidate } from '../keys/key-candidate.ts';
import type { KeyPlatform } from '../ports.ts';
import { spell } from '../spell.ts';
import { diagnoseMismatch } from './diagnose-mismatch.ts';
import { cannotTell, failed, type SignatureOutcome } from './signature-outcome.ts';
import { tryKey } from './try-key.ts';

export interface SignatureOptions {
  platform: KeyPlatform;
  candidates: readonly KeyCandidate[];
  /** Others of the same issuer: they do not verify, but tell whose signature it is. */
  relatives?: readonly KeyCandidate[] | undefined;
  /** Why there are no candidates, in words. */
  withoutKeys?: string | undefined;
  /** `alg` values that are taken; all that are known, unless said otherwise. */
  algorithms?: readonly string[] | undefined;
}

/** Most keys of a set that are tried. */
const mostKeys = 200;

export async function checkSignature(decoded: DecodedToken, options: SignatureOptions): Promise<SignatureOutcome> {
  const alg = decoded.header?.object?.alg;
  const early = refuseUnverifiable(decoded, alg, options);
  if (early !== undefined) return early;
  const name = spell(alg);
  const algorithm = findSignatureAlgorithm(name);
  if (algorithm === undefined)
    return cannotTell(`Cannot verify: the algorithm ${JSON.stringify(name)} is not supported.`, {
      mend: `Known are ${supportedAlgorithms.join(', ')}.`,
    });
  if (options.candidates.length === 0) {
    return cannotTell(`Cannot verify: ${options.withoutKeys ?? describeNeed(name, algorithm)}`);
  }
  const fitting = options.candidates.filter(({ jwk }) => fitsType(jwk.kty, jwk.crv, algorithm)).slice(0, mostKeys);
  if (fitting.length === 0) return refuseOtherTypes(name, algorithm, options.candidates);
  return verifyWith(orderByKid(fitting, decoded.header?.object?.kid), decoded, name, options);
}

/** What no key can mend. */
function refuseUnverifiable(
  decoded: DecodedToken,
  alg: unknown,
  { algorithms }: SignatureOptions,
): SignatureOutcome | undefined {
  if (decoded.header?.object === undefined) return failed("The header can't be read, so the algorithm is unknown.");
  if (typeof alg !== 'string' || alg === '') {
    return failed('The header has no algorithm (alg), which RFC 7515 §4.1.1 requires.');
  }
  if (
    alg
      .trim()
      .replace(/[^a-z]/gi, '')
      .toLowerCase() === 'none'
  )
    return failed(`The token is not signed (alg ${alg}): anyone could have made it.`);
  if (algorithms !== undefined && !algorithms.includes(alg)) {
    return failed(`The algorithm ${alg} is not allowed. Allowed:  ${algorithms.join(', ')}.`);
  }
  if (decoded.signature === undefined || decoded.signature.text === '') {
    return failed('The signature is missing, so nothing proves who issued the token.');
  }
  return undefined;
}

function fitsType(kty: string, crv: unknown, algorithm: SignatureAlgorithm): boolean {
  return kty === algorithm.kty && (algorithm.crv === undefined || crv === algorithm.crv);
}

function refuseOtherTypes(
  alg: string,
  algorithm: SignatureAlgorithm,
  candidates: readonly KeyCandidate[],
): SignatureOutcome {
  const given = [...new Set(candidates.map(({ jwk }) => describeType(jwk.kty, jwk.crv)))].join(', ');
  const isConfusion = isHmac(alg) && candidates.every(({ jwk }) => jwk.kty !== 'oct');
  return failed(
    `The token names ${alg}, which needs ${describeType(algorithm.kty, algorithm.crv)}; what there is to verify with is ${given}. That key can't have signed it.`,
    isConfusion
      ? { mend: 'An API that expects a public key must not accept HS256: restrict its allowed algorithms.' }
      : {},
  );
}

function describeType(kty: string, crv: unknown): string {
  if (kty === 'oct') return 'a secret';
  return `${/^(?:RSA|EC|OKP|AKP)/.test(kty) ? 'an' : 'a'} ${kty} key${typeof crv === 'string' ? ` on ${crv}` : ''}`;
}

function describeNeed(alg: string, algorithm: SignatureAlgorithm): string {
  return isHmac(alg)
    ? `it is signed with a secret (${alg}), and no secret is available.`
    : `no key is available: ${alg} needs ${describeType(algorithm.kty, algorithm.crv)}.`;
}

/** Those with the token's `kid` first. */
function orderByKid(candidates: readonly KeyCandidate[], kid: unknown): KeyCandidate[] {
  return [...candidates].sort((one, other) => Number(other.jwk.kid === kid) - Number(one.jwk.kid === kid));
}

async function verifyWith(
  candidates: KeyCandidate[],
  decoded: DecodedToken,
  alg: string,
  options: SignatureOptions,
): Promise<SignatureOutcome> {
  const problems: string[] = [];
  for (const candidate of candidates) {
    const attempt = await tryKey(decoded, alg, candidate, options.platform);
    if (attempt.fits) return describeFit(decoded, candidate, attempt.remark);
    if (attempt.problem !== undefined) problems.push(`Cannot verify with ${candidate.name}: ${attempt.problem}`);
  }
  const [problem] = problems;
  if (problem !== undefined && problems.length === candidates.length) return cannotTell(problem);
  const { kid } = decoded.header?.object ?? {};
  const isFromSet = candidates.every(({ source }) => source === 'jwks' || source === 'tenant');
  const isOther = typeof kid === 'string' && isFromSet && !candidates.some(({ jwk }) => jwk.kid === kid);
  const diagnosis = diagnoseMismatch(decoded, alg, candidates, options);
  if (isOther) {
    return cannotTell(
      `Cannot verify: there is no key with the kid ${JSON.stringify(kid)} among ${describeAll(candidates)}, and none of them fits.`,
      {
        mend: 'Get the JWKS of the token’s issuer, or fetch it again: the keys may have been rotated.',
      },
    );
  }
  const names = candidates
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', nor with ');
  return failed(
    `Signature does not match ${names}${candidates.length > 3 ? `, nor ${candidates.length - 3} more` : ''}: ${diagnosis?.text ?? 'the token was altered, or signed with another key.'}`,
    {
      ...(diagnosis?.mend === undefined ? {} : { mend: diagnosis.mend }),
      warnings: [
        {
          code: 'signature-invalid',
          level: 'danger',
          text: `The signature is wrong: ${diagnosis?.text ?? 'the token was altered, or signed with another key.'}`,
          place: { part: 'signature' },
        },
      ],
    },
  );
}

function describeAll(candidates: readonly KeyCandidate[]): string {
  return candidates.length === 1 ? (candidates[0]?.name ?? 'the keys') : `the ${candidates.length} keys`;
}

function describeFit(decoded: DecodedToken, key: KeyCandidate, remark: string | undefined): SignatureOutcome {
  const oddities = [...new Set(decoded.parts.flatMap((part) => part.oddities))];
  if (oddities.length > 0) {
    return failed(
      `The signature matches ${key.name}, but the token's spelling is not canonical (${oddities.join(', ')}): strict libraries reject it.`,
      { key },
    );
  }
  const state = key.state === 'revoked' ? ' The key was revoked: APIs reject it.' : '';
  const reason = `Signature verified with ${key.name}.${state}${remark === undefined ? '' : ` ${remark}`}`;
  return key.state === 'revoked' ? failed(reason, { key }) : { result: 'passed', reason, key, warnings: [] };
}
