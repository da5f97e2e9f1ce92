/** A key that a signature is tried with, and where it came from. Imported once for each algorithm. */
import { importJWK } from 'jose';
import type { UsedKey } from '../../contract/entities/token-report.ts';
import type { CertificateFacts, Jwk } from '../ports.ts';
import type { SigningCryptoKey } from '../sign.ts';

export interface KeyCandidate {
  /** In words, fit for "verified with …". */
  name: string;
  source: UsedKey['source'];
  jwk: Jwk;
  /** With its private members, where they were given: it decrypts, and verifying would not need them. */
  privateJwk?: Jwk;
  /** Other readings of a secret, each as its bytes: which encoding was meant is not always clear. */
  otherEncodings?: readonly { encoding: string; bytes: Uint8Array }[];
  certificate?: CertificateFacts;
  /** Set where an API must refuse the key: `revoked`. */
  state?: string;
}

const imported = new WeakMap<Jwk, Map<string, Promise<SigningCryptoKey>>>();

/** @throws where jose refuses the key for the algorithm */
export function importCandidate(jwk: Jwk, alg: string): Promise<SigningCryptoKey> {
  const known = imported.get(jwk) ?? new Map<string, Promise<SigningCryptoKey>>();
  imported.set(jwk, known);
  const earlier = known.get(alg);
  if (earlier !== undefined) return earlier;
  // A wrong `use` or `key_ops` is reported by a warning of its own; it shall not hide whether the signature fits.
  const { use: _use, key_ops: _operations, ext: _ext, ...members } = jwk;
  const key = importJWK(jwk.kty === 'AKP' ? members : { ...members, alg }, alg);
  known.set(alg, key);
  return key;
}

/** The members that are secret, by key type: RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2; AKP. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

export function hasPrivateMembers(jwk: Readonly<Record<string, unknown>>): boolean {
  return privateMembers.some((member) => typeof jwk[member] === 'string');
}

/** The key without what is secret of it; a symmetric key stays as it is. */
export function toPublicJwk(jwk: Jwk): Jwk {
  if (jwk.kty === 'oct') return jwk;
  return {
    ...Object.fromEntries(Object.entries(jwk).filter(([member]) => !privateMembers.includes(member))),
    kty: jwk.kty,
  };
}

export function isJwk(value: unknown): value is Jwk {
  return typeof value === 'object' && value !== null && 'kty' in value && typeof value.kty === 'string';
}

const texts = ['kid', 'alg', 'use', 'crv', 'x5t', 'x5t#S256'];

/** Members that have to be texts and are none say nothing: RFC 7517 §4. */
export function withoutOddMembers(jwk: Jwk): Jwk {
  const isOdd = (name: string, value: unknown) =>
    (texts.includes(name) && typeof value !== 'string') ||
    (name === 'key_ops' && !(Array.isArray(value) && value.every((one) => typeof one === 'string')));
  return { ...Object.fromEntries(Object.entries(jwk).filter(([name, value]) => !isOdd(name, value))), kty: jwk.kty };
}
