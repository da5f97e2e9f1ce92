/** One signature, one key: by jose, and by the platform for what jose refuses. */
import { compactVerify, errors, flattenedVerify } from 'jose';
import { findSignatureAlgorithm } from '../algorithms.ts';
import type { DecodedToken } from '../decode-token.ts';
import { importCandidate, type KeyCandidate } from '../keys/key-candidate.ts';
import type { KeyPlatform } from '../ports.ts';
import { readSegment } from '../read-segment.ts';
import { encodeUtf8 } from '../utf8-text.ts';

export interface Attempt {
  fits: boolean;
  /** What is to be said of a fit. */
  remark?: string;
  /** Why it could not be tried. */
  problem?: string;
}

export async function tryKey(
  decoded: DecodedToken,
  alg: string,
  { jwk }: KeyCandidate,
  platform: KeyPlatform,
): Promise<Attempt> {
  if (!findSignatureAlgorithm(alg)?.isSupported)
    return tryPlatform(decoded, alg, { jwk }, platform, `jose does not know ${alg}.`);
  if (isShortRsa(jwk.n)) {
    return tryPlatform(
      decoded,
      alg,
      { jwk },
      platform,
      'The RSA key is too short: libraries require at least 2,048 bits (RFC 7518 §3.3).',
    );
  }
  try {
    const key = await importCandidate(jwk, alg);
    const { jws } = decoded.serialized ?? {};
    if (jws === undefined) await compactVerify(withoutOddities(decoded), key, { algorithms: [alg] });
    else await flattenedVerify(jws, key, { algorithms: [alg] });
    return { fits: true };
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { fits: false };
    if (isCritical(error))
      return {
        fits: false,
        problem: 'the header has critical parameters (crit) that are not supported, so the token must be rejected.',
      };
    return { fits: false, problem: describeProblem(error, alg) };
  }
}

/** The signing input stays as it was sent: only the signature's own spelling is mended, as lenient libraries do. */
function withoutOddities({ token, signature }: DecodedToken): string {
  if (signature === undefined || signature.oddities.length === 0) return token;
  return `${token.slice(0, token.lastIndexOf('.') + 1)}${signature.text.replace(/[\s=]/g, '').replaceAll('+', '-').replaceAll('/', '_')}`;
}

export function signingInputOf({ token }: DecodedToken): Uint8Array {
  return encodeUtf8(token.slice(0, token.lastIndexOf('.')));
}

function tryPlatform(
  decoded: DecodedToken,
  alg: string,
  { jwk }: Pick<KeyCandidate, 'jwk'>,
  platform: KeyPlatform,
  remark: string,
): Attempt {
  try {
    const signature = decoded.signature?.bytes ?? new Uint8Array();
    const fits = platform.verify({ alg, jwk, data: signingInputOf(decoded), signature });
    return fits ? { fits, remark } : { fits };
  } catch (error) {
    return { fits: false, problem: describeProblem(error, alg) };
  }
}

export function rsaBits(n: unknown): number | undefined {
  if (typeof n !== 'string') return undefined;
  const { bytes } = readSegment(n);
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (bytes.length - start - 1) * 8 + (32 - Math.clz32(bytes[start] ?? 0));
}

function isShortRsa(n: unknown): boolean {
  return (rsaBits(n) ?? 4_096) < 2_048;
}

function isCritical(error: unknown): boolean {
  return error instanceof Error && /"crit"|Extension Header Parameter/i.test(error.message);
}

function describeProblem(error: unknown, alg: string): string {
  if (error instanceof errors.JOSENotSupported || (error instanceof Error && error.name === 'NotSupportedError')) {
    return /^ML-DSA/.test(alg) ? `this runtime has no ${alg}.` : `${alg} with this key is not supported here.`;
  }
  return error instanceof Error && error.message !== '' ? error.message : `the key does not work with ${alg}.`;
}
