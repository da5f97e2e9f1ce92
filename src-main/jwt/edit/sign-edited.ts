/** Signs what was edited: header and claims as they are given, also where they make no sense. */
import { base64url, CompactSign, importJWK } from 'jose';
import type { Breakage } from '../../contract/methods/debugger.ts';
import { findSignatureAlgorithm } from '../algorithms.ts';
import type { JsonObject } from '../json-object.ts';
import type { Jwk } from '../ports.ts';
import { spell } from '../spell.ts';
import { encodeUtf8 } from '../utf8-text.ts';
import { breakParts, breakSigned, type TokenParts } from './break-token.ts';

export interface SigningWish extends TokenParts {
  /** Undefined leaves the token unsigned. */
  key?: Jwk | undefined;
  breakage?: Breakage | undefined;
  /** Seconds since the epoch. */
  now: number;
}

/** The header names an algorithm that the key does not have. */
export class UnfitAlgorithmError extends Error {
  override readonly name = 'UnfitAlgorithmError';
  readonly fitting: readonly string[];

  constructor(alg: unknown, fitting: readonly string[]) {
    super(
      `The header says ${JSON.stringify(alg)}, this key signs with ${fitting.join(', ')}. Change alg, or choose another key.`,
    );
    this.fitting = fitting;
  }
}

/** Algorithms that fit a key, the usual one first. */
export function algorithmsFor({ kty, crv, alg }: Jwk): string[] {
  if (typeof alg === 'string' && findSignatureAlgorithm(alg) !== undefined) return [alg];
  if (kty === 'oct') return ['HS256', 'HS384', 'HS512'];
  if (kty === 'RSA') return ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  if (kty === 'EC') return { 'P-256': ['ES256'], 'P-384': ['ES384'], 'P-521': ['ES512'] }[spell(crv)] ?? [];
  return kty === 'OKP' && crv === 'Ed25519' ? ['EdDSA', 'Ed25519'] : [];
}

/** @throws Error in words, where the key does not fit the header's alg or cannot sign */
export async function signEdited({ header, payload, key, breakage, now }: SigningWish): Promise<string> {
  const broken = breakParts({ header, payload }, breakage, now);
  if (key === undefined || breakage === 'alg_none') {
    return `${encodePart(key === undefined ? broken.header : { ...broken.header, alg: 'none' })}.${encodePart(broken.payload)}.`;
  }
  const alg = fitAlgorithm(broken.header.alg, key);
  const imported = await importKey(key, alg);
  const protectedHeader = { ...broken.header, alg };
  const signed = await new CompactSign(encodeUtf8(JSON.stringify(broken.payload)))
    .setProtectedHeader(protectedHeader)
    .sign(imported, { crit: { ...Object.fromEntries(criticalNames(broken.header).map((name) => [name, true])) } });
  return breakSigned(signed, breakage, encodePart, broken.payload);
}

function criticalNames({ crit }: JsonObject): string[] {
  return Array.isArray(crit) ? crit.map(spell) : [];
}

function fitAlgorithm(alg: unknown, key: Jwk): string {
  const fitting = algorithmsFor(key);
  const { alg: _, ...typed } = key;
  if (typeof alg === 'string' && [...fitting, ...algorithmsFor({ ...typed, kty: key.kty })].includes(alg)) return alg;
  const [usual] = fitting;
  if (usual === undefined)
    throw new Error(
      `No algorithm signs with a key of type ${key.kty}${typeof key.crv === 'string' ? ` on ${key.crv}` : ''}.`,
    );
  if (alg === undefined) return usual;
  throw new UnfitAlgorithmError(alg, fitting);
}

async function importKey({ use: _use, key_ops: _operations, ext: _ext, ...key }: Jwk, alg: string) {
  const { kty } = key;
  if (kty !== 'oct' && key.d === undefined && key.priv === undefined) {
    throw new Error(
      'This is a public key. Only a private key can sign. One of OpenSSH is converted by ssh-keygen -p -m PKCS8 -f key (a copy of it).',
    );
  }
  return importJWK({ ...key, kty, alg }, alg);
}

function encodePart(value: JsonObject): string {
  return base64url.encode(JSON.stringify(value));
}
