/** Opens an encrypted token (RFC 7516 §5.2) with whichever of the given keys fits. */
import { base64url, compactDecrypt, flattenedDecrypt, importJWK } from 'jose';
import { describeContentEncryption, findKeyManagement } from './algorithms.ts';
import type { DecodedToken } from './decode-token.ts';
import { askWithAudience, issuerOfEncrypted, whyWithoutAudience } from './explain/without-audience.ts';
import type { KeyCandidate } from './keys/key-candidate.ts';
import type { Jwk } from './ports.ts';
import { spell } from './spell.ts';

export type Decryption =
  | { result: 'opened'; plaintext: Uint8Array; key: KeyCandidate; isShared: boolean }
  | {
      result: 'closed' | 'wrong_key';
      reason: string;
      /** What helps, where it is not a key. */
      mend?: string;
      /** Would take long: only once that was agreed to. */
      isSlow?: boolean;
    };

/** RFC 7518 §4.8.1.2; more rounds would stop the screens for as long as they take. */
const mostRounds = 10_000;
/** Bytes that compressed content may grow to. */
const mostInflated = 1_000_000;

/** @param allowsSlow whether the person agreed to a slow or large one */
export async function decryptToken(
  decoded: DecodedToken,
  candidates: readonly KeyCandidate[],
  allowsSlow = false,
): Promise<Decryption> {
  const { alg, enc, p2c } = decoded.header?.object ?? {};
  const name = spell(alg);
  const management = findKeyManagement(name);
  if (management === undefined || !management.isSupported) {
    return {
      result: 'closed',
      reason: `Cannot open: the key management ${JSON.stringify(alg)} is not supported here${management === undefined ? '' : ` (${management.meaning})`}.`,
    };
  }
  if (describeContentEncryption(spell(enc)) === undefined) {
    return {
      result: 'closed',
      reason: `Cannot open: the content encryption ${JSON.stringify(enc)} is not supported here.`,
    };
  }
  if (typeof p2c === 'number' && p2c > mostRounds && !allowsSlow) {
    return {
      result: 'closed',
      reason: `Not opened: it asks for ${p2c} rounds of PBKDF2, more than ${mostRounds}. Opening it takes time, on purpose of whoever made it.`,
      isSlow: true,
    };
  }
  const isShared = !/^(?:RSA|ECDH)/.test(name);
  const fitting = candidates.flatMap((key) => decryptionKeys(key, isShared, name));
  const issuer = issuerOfEncrypted(decoded.header?.object ?? {});
  if (fitting.length === 0 && issuer !== undefined) {
    return {
      result: 'closed',
      reason: `Cannot open: it is encrypted for its issuer alone. ${whyWithoutAudience}`,
      mend: askWithAudience(issuer),
    };
  }
  if (fitting.length === 0) {
    return {
      result: 'closed',
      reason: `Cannot open: the token is encrypted (JWE, ${name}); needed is ${isShared ? 'the shared secret' : 'the private key'} of whom it is for.`,
    };
  }
  const problems: string[] = [];
  for (const { key, jwk } of fitting) {
    try {
      const imported = await importJWK(jwk, name.startsWith('PBES2') ? undefined : name === 'dir' ? spell(enc) : name);
      const limits = {
        keyManagementAlgorithms: [name],
        maxPBES2Count: allowsSlow ? 10_000_000 : mostRounds,
        maxDecompressedLength: allowsSlow ? 20 * mostInflated : mostInflated,
      };
      const { jwe } = decoded.serialized ?? {};
      const { plaintext } = await (jwe === undefined
        ? compactDecrypt(decoded.token, imported, limits)
        : flattenedDecrypt(jwe, imported, limits));
      return { result: 'opened', plaintext, key, isShared };
    } catch (error) {
      if (!allowsSlow && error instanceof Error && /Decompressed/i.test(error.message)) {
        return {
          result: 'closed',
          reason: `Not opened: with ${key.name} its content unpacks to more than ${mostInflated / 1_000_000} MB.`,
          isSlow: true,
        };
      }
      problems.push(error instanceof Error ? error.message : 'it does not open');
    }
  }
  return {
    result: 'wrong_key',
    reason: `It does not open with ${fitting[0]?.key.name}: ${problems[0]}. It is the wrong key, or the token was altered.`,
  };
}

function decryptionKeys(key: KeyCandidate, isShared: boolean, alg: string): { key: KeyCandidate; jwk: Jwk }[] {
  if (isShared) {
    if (key.jwk.kty !== 'oct') return [];
    const others = (key.otherEncodings ?? []).map(({ encoding, bytes }) => ({
      key: { ...key, name: `${key.name} (read as ${encoding})` },
      jwk: { kty: 'oct', k: base64url.encode(bytes) },
    }));
    return [{ key, jwk: withoutUse(key.jwk) }, ...others];
  }
  const { privateJwk } = key;
  const fits =
    privateJwk !== undefined &&
    (alg.startsWith('RSA') ? privateJwk.kty === 'RSA' : ['EC', 'OKP'].includes(privateJwk.kty));
  return fits ? [{ key, jwk: withoutUse(privateJwk) }] : [];
}

function withoutUse({ use: _use, key_ops: _operations, alg: _alg, ext: _ext, ...jwk }: Jwk): Jwk {
  return { ...jwk, kty: jwk.kty };
}
