/**
 * Whether a library would have found and used the key whose signature matches. The signature says who signed; a library
 * refuses all the same where its key set does not lead it there.
 */
import type { TokenCheck } from '../../contract/entities/token-report.ts';
import type { JsonObject } from '../json-object.ts';
import type { KeyCandidate } from '../keys/key-candidate.ts';
import type { SignatureOutcome } from './signature-outcome.ts';

/** Bits below which jose, Nimbus and Microsoft's handler refuse an RSA key, RFC 7518 §3.3. */
const smallestModulus = 2_048;

/**
 * @param candidates what a library would have been given
 * @returns undefined where there is nothing to say: no signature matched
 */
export function checkKey(
  header: JsonObject,
  { result, key }: SignatureOutcome,
  candidates: readonly KeyCandidate[],
): TokenCheck | undefined {
  if (result !== 'passed' || key === undefined) return undefined;
  const reason = whyNotFound(header, key, candidates) ?? whyNotUsed(header, key);
  if (reason !== undefined) return { check: 'key', result: 'failed', ...reason };
  return { check: 'key', result: 'passed', reason: `Libraries find ${key.name}, and may verify with it.` };
}

type Refusal = Pick<TokenCheck, 'reason' | 'mend'>;

/** jose, jwks-rsa, PyJWT, Nimbus and Microsoft's handler choose by `kid` first, RFC 7517 §4.5. */
function whyNotFound(
  { kid, alg }: JsonObject,
  { jwk }: KeyCandidate,
  candidates: readonly KeyCandidate[],
): Refusal | undefined {
  if (jwk.kty === 'oct') return undefined;
  const set = candidates.filter((one) => one.jwk.kty !== 'oct');
  const isNamed = set.some((one) => one.jwk.kid !== undefined);
  if (typeof kid === 'string' && isNamed && jwk.kid !== kid) {
    const others = set.filter((one) => one.jwk.kid === kid);
    if (others.length > 0) {
      return {
        reason: `The token's kid ${kid} leads to another key of the set than the one that signed it.`,
        mend: 'Give each key its own kid, such as its thumbprint (RFC 7638).',
      };
    }
    return {
      reason: `The token's kid ${kid} is not among those of the JWKS (${listOf(set)}): libraries won't find a matching key.`,
      mend: 'Publish the key with the kid in the token. After a rotation, make the API fetch the JWKS again.',
    };
  }
  if (typeof kid === 'string') {
    const same = set.filter((one) => one.jwk.kid === kid);
    return same.length < 2
      ? undefined
      : {
          reason: `${same.length} keys of the set have the kid ${kid}: some libraries refuse to choose, others use the first.`,
          mend: 'Give each key its own kid.',
        };
  }
  const fitting = set.filter((one) => one.jwk.kty === jwk.kty && (one.jwk.alg === undefined || one.jwk.alg === alg));
  return fitting.length < 2
    ? undefined
    : {
        reason: `The token has no kid, and ${fitting.length} keys of the set could have signed it: libraries refuse to choose.`,
        mend: 'Add the kid to the header when signing.',
      };
}

/** RFC 7517 §4.2 to §4.4. */
function whyNotUsed({ alg }: JsonObject, { jwk, name }: KeyCandidate): Refusal | undefined {
  if (typeof jwk.use === 'string' && jwk.use !== 'sig') {
    return {
      reason: `The use of ${name} is "${jwk.use}": libraries only verify with "sig" keys.`,
      mend: 'Publish it with "use": "sig", or without use.',
    };
  }
  const operations = jwk.key_ops;
  if (Array.isArray(operations) && !operations.some((one) => one === 'verify' || one === 'sign')) {
    return {
      reason: `The key_ops of ${name} (${operations.join(', ') || 'none'}) do not include "verify".`,
      mend: 'Publish it with "key_ops": ["verify"], or without key_ops.',
    };
  }
  const isSameCurve = alg === 'EdDSA' && (jwk.alg === 'Ed25519' || jwk.alg === 'Ed448');
  if (
    typeof jwk.alg === 'string' &&
    typeof alg === 'string' &&
    jwk.alg !== alg &&
    jwk.alg !== 'EdDSA' &&
    !isSameCurve
  ) {
    return {
      reason: `${name.charAt(0).toUpperCase()}${name.slice(1)} is for ${jwk.alg}, the token is signed with ${alg}.`,
      mend: `Publish the key with "alg": "${alg}", or sign with ${jwk.alg}.`,
    };
  }
  const bits = jwk.kty === 'RSA' && typeof jwk.n === 'string' ? Math.floor(jwk.n.length * 6) : undefined;
  if (bits !== undefined && bits < smallestModulus - 8) {
    return {
      reason: `${name.charAt(0).toUpperCase()}${name.slice(1)} is shorter than ${smallestModulus} bits: most libraries refuse it.`,
      mend: 'Use a longer key.',
    };
  }
  return undefined;
}

function listOf(set: readonly KeyCandidate[]): string {
  const kids = set.map(({ jwk }) => jwk.kid ?? 'one without');
  return kids.length > 4 ? `${kids.slice(0, 4).join(', ')} and ${kids.length - 4} more` : kids.join(', ');
}
