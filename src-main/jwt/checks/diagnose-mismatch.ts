/** Why a signature does not match, where that can be found out. */
import { base64url } from 'jose';
import { findSignatureAlgorithm, isHmac } from '../algorithms.ts';
import type { DecodedToken } from '../decode-token.ts';
import type { KeyCandidate } from '../keys/key-candidate.ts';
import type { KeyPlatform, RawVerification } from '../ports.ts';
import { signingInputOf } from './try-key.ts';

export interface Diagnosis {
  text: string;
  mend?: string;
}

const sameKeyAlgorithms: Record<string, readonly string[]> = {
  RSA: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  oct: ['HS256', 'HS384', 'HS512'],
  EC: ['ES256', 'ES384', 'ES512'],
};

export function diagnoseMismatch(
  decoded: DecodedToken,
  alg: string,
  candidates: readonly KeyCandidate[],
  { platform, relatives = [] }: { platform: KeyPlatform; relatives?: readonly KeyCandidate[] | undefined },
): Diagnosis | undefined {
  const signature = decoded.signature?.bytes ?? new Uint8Array();
  const data = signingInputOf(decoded);
  const holds = (check: Pick<RawVerification, 'alg' | 'jwk' | 'ecdsaForm'>) =>
    attempt(() => platform.verify({ ...check, data, signature }));
  return (
    diagnoseLength(alg, signature, candidates, holds) ??
    diagnoseEncoding(alg, candidates, holds) ??
    diagnoseAlgorithm(alg, candidates, holds) ??
    diagnoseOtherKey(relatives, alg, holds) ??
    diagnoseRewriting(decoded, alg, candidates, platform) ??
    diagnoseAlteration(decoded, alg, [...candidates, ...relatives], platform)
  );
}

type Holds = (check: Pick<RawVerification, 'alg' | 'jwk' | 'ecdsaForm'>) => boolean;

function diagnoseLength(
  alg: string,
  signature: Uint8Array,
  candidates: readonly KeyCandidate[],
  holds: Holds,
): Diagnosis | undefined {
  const wanted = findSignatureAlgorithm(alg)?.bytes ?? modulusBytes(candidates[0]?.jwk.n);
  if (wanted === undefined || signature.length === wanted) return undefined;
  if (
    alg.startsWith('ES') &&
    signature[0] === 0x30 &&
    candidates.some(({ jwk }) => holds({ alg, jwk, ecdsaForm: 'der' }))
  ) {
    return {
      text: 'it is correct, but DER-encoded. RFC 7518 §3.4 requires r and s concatenated.',
      mend: 'Sign with the ieee-p1363 encoding (Node: dsaEncoding), or convert the signature.',
    };
  }
  if (signature.length < wanted) {
    return {
      text: `it is truncated: ${signature.length} bytes, where ${alg} with this key has ${wanted}.`,
      mend: 'Copy the whole token.',
    };
  }
  return {
    text: `it is ${signature.length} bytes long, where ${alg} with this key has ${wanted}: it belongs to another algorithm or key size, or extra text was copied with it.`,
  };
}

function modulusBytes(n: unknown): number | undefined {
  return typeof n === 'string' ? base64url.decode(n).length : undefined;
}

function diagnoseEncoding(alg: string, candidates: readonly KeyCandidate[], holds: Holds): Diagnosis | undefined {
  if (!isHmac(alg)) return undefined;
  for (const { otherEncodings = [] } of candidates) {
    const other = otherEncodings.find(({ bytes }) => holds({ alg, jwk: { kty: 'oct', k: base64url.encode(bytes) } }));
    if (other !== undefined) {
      return {
        text: `it would match if the secret were read as ${other.encoding}.`,
        mend: `Read the secret as ${other.encoding}, and make sure your API does the same.`,
      };
    }
  }
  return undefined;
}

function diagnoseAlgorithm(alg: string, candidates: readonly KeyCandidate[], holds: Holds): Diagnosis | undefined {
  for (const { jwk, name } of candidates) {
    const other = sameKeyAlgorithms[jwk.kty]?.find((one) => one !== alg && holds({ alg: one, jwk }));
    if (other !== undefined)
      return {
        text: `it was made with ${name} and ${other}, while the header says ${alg}.`,
        mend: `Write ${other} into the header before signing.`,
      };
  }
  return undefined;
}

function diagnoseOtherKey(relatives: readonly KeyCandidate[], alg: string, holds: Holds): Diagnosis | undefined {
  const other = relatives.find(({ jwk }) => holds({ alg, jwk }));
  if (other === undefined) return undefined;
  return {
    text: `it was made with ${other.name}, while the token names another key.`,
    mend: "Add the signing key's kid to the header.",
  };
}

/** Editors and log viewers print JSON anew: the claims are the same, the bytes are not. */
function diagnoseRewriting(
  decoded: DecodedToken,
  alg: string,
  candidates: readonly KeyCandidate[],
  platform: KeyPlatform,
): Diagnosis | undefined {
  const { header, payload, signature } = decoded;
  if (header?.value === undefined || payload?.value === undefined || signature === undefined) return undefined;
  const spellings = (part: { value?: unknown; segment: { text: string } }) => {
    const compact = attemptValue(() => base64url.encode(JSON.stringify(part.value)));
    return compact === undefined ? [part.segment.text] : [part.segment.text, compact];
  };
  for (const one of spellings(header)) {
    for (const other of spellings(payload)) {
      const data = Uint8Array.from(`${one}.${other}`, (character) => character.charCodeAt(0));
      if (
        candidates.some(({ jwk }) => attempt(() => platform.verify({ alg, jwk, data, signature: signature.bytes })))
      ) {
        return {
          text: 'it matches the same claims without white space: the header or payload was reformatted after signing.',
          mend: 'Use the token as it was issued.',
        };
      }
    }
  }
  return undefined;
}

function diagnoseAlteration(
  decoded: DecodedToken,
  alg: string,
  candidates: readonly KeyCandidate[],
  platform: KeyPlatform,
): Diagnosis | undefined {
  const bytes = decoded.signature?.bytes;
  if (!alg.startsWith('RS') || bytes === undefined) return undefined;
  const own = candidates.find(({ jwk }) => attempt(() => platform.isSignatureOfKey(jwk, bytes)));
  if (own !== undefined) {
    return {
      text: `the signature was made with ${candidates[0] === own ? 'this key' : own.name}, but over other content: the header or payload was altered after signing.`,
      mend: 'Get the token from its issuer again.',
    };
  }
  const { kid } = decoded.header?.object ?? {};
  const named = candidates.find(({ jwk }) => kid !== undefined && jwk.kid === kid);
  return {
    text:
      named === undefined
        ? 'it was made with another key (or the signature itself was altered).'
        : `the token names this key's kid, but was signed with another key (or the signature itself was altered).`,
    mend: 'Verify with the JWKS of the issuer that issued the token.',
  };
}

function attempt(check: () => boolean): boolean {
  return attemptValue(check) ?? false;
}

function attemptValue<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
