/** `at_hash` ties an ID token to the access token that came with it: OIDC Core §3.1.3.6. */
import { base64url } from 'jose';
import type { FoundToken } from '../../contract/entities/token-report.ts';
import type { JsonObject } from '../json-object.ts';
import type { KeyPlatform } from '../ports.ts';
import { spell } from '../spell.ts';
import { encodeUtf8 } from '../utf8-text.ts';

/** What `at_hash` was compared with. */
export interface HashComparison {
  fits: boolean;
  /** In words: under which name the token stood. */
  name: string;
}

/** @returns undefined where no access token stands beside, or the algorithm names no hash */
export function compareAccessTokenHash(
  header: JsonObject,
  { at_hash }: JsonObject,
  beside: readonly FoundToken[],
  platform: KeyPlatform,
): HashComparison | undefined {
  const hash = hashOf(header.alg);
  if (typeof at_hash !== 'string' || hash === undefined || beside.length === 0) return undefined;
  const fitting = beside.find(({ token }) => leftHalf(platform.digest(hash, encodeUtf8(token))) === at_hash);
  if (fitting !== undefined) return { fits: true, name: nameOf(fitting) };
  const named = beside.find(({ label }) => label === 'access_token');
  return named === undefined ? undefined : { fits: false, name: nameOf(named) };
}

/** That of the signature's algorithm; Ed25519 signs over SHA-512. */
function hashOf(alg: unknown): 'SHA-256' | 'SHA-384' | 'SHA-512' | undefined {
  if (alg === 'EdDSA' || alg === 'Ed25519') return 'SHA-512';
  const size = /^(?:HS|RS|PS|ES)(256|384|512)$/.exec(spell(alg))?.[1];
  return size === undefined ? undefined : size === '256' ? 'SHA-256' : size === '384' ? 'SHA-384' : 'SHA-512';
}

function leftHalf(digest: Uint8Array): string {
  return base64url.encode(digest.subarray(0, digest.length / 2));
}

function nameOf({ label }: FoundToken): string {
  return label === undefined ? 'token' : label;
}
