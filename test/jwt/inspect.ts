/** The engine as tests use it: a clock that stands still, Node's key formats, keys given as they are written. */
import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { TokenReport } from '../../src-main/contract/entities/token-report.ts';
import { findTokens } from '../../src-main/jwt/find-token.ts';
import type { InspectOptions } from '../../src-main/jwt/inspect-options.ts';
import { inspectToken } from '../../src-main/jwt/inspect-token.ts';
import type { KeyCandidate } from '../../src-main/jwt/keys/key-candidate.ts';
import { readKeys, readSecret } from '../../src-main/jwt/keys/read-keys.ts';
import { createNodeKeyPlatform } from '../../src-main/platform/debugger/node-key-platform.ts';

export const platform = createNodeKeyPlatform();

/** Seconds since the epoch: 2026-01-31 12:00 UTC. */
export const now = 1_769_860_800;

export interface Given extends Partial<InspectOptions> {
  /** JWK, JWK set, PEM, certificate. */
  key?: string | object;
  /** The same, as a fetched set. */
  jwks?: string | object;
  secret?: string;
}

export async function inspect(text: string, { key, jwks, secret, ...options }: Given = {}): Promise<TokenReport> {
  const [found] = findTokens(text);
  if (found === undefined) throw new Error('There is no token in the text.');
  const candidates: KeyCandidate[] = [
    ...(key === undefined ? [] : readKeys(toText(key), { platform }).candidates),
    ...(jwks === undefined
      ? []
      : readKeys(toText(jwks), { platform, source: 'jwks', origin: 'keys.example' }).candidates),
    ...(secret === undefined ? [] : [readSecret(secret, 'utf8')]),
  ];
  return inspectToken(found, { platform, findKeys: () => ({ candidates }), now, tolerance: 0, ...options });
}

function toText(key: string | object): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}

/** Claims without anything to complain about. */
export function someClaims(more: object = {}): Record<string, unknown> {
  return {
    iss: 'https://issuer.example/',
    sub: 'shipping@clients',
    aud: 'https://orders.example/',
    iat: now - 60,
    exp: now + 3_600,
    azp: 'shipping',
    gty: 'client-credentials',
    scope: 'read:orders',
    ...more,
  };
}

/** A secret that no list holds, long enough for every HMAC. */
export const secret = 'b6Q!x9Zr@4Lm#8Tw$2Vy%7Kp^3Jn&5Hd*1Gs(0Fa)-Ce_Ub+Io=Xq~Mv.Dw,Nt;';

export function encodePart(part: string | object): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

/** Signed by HS256 with {@link secret}, byte for byte as the texts are given. */
export async function signTexts(header: string | object, payload: string | object | Uint8Array): Promise<string> {
  const bytes =
    payload instanceof Uint8Array
      ? Buffer.from(payload)
      : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const input = `${encodePart(header)}.${bytes.toString('base64url')}`;
  const { createHmac } = await import('node:crypto');
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** Signed by HS256 with {@link secret}. */
export async function aToken(claims: object = someClaims(), header: object = {}): Promise<string> {
  return signTexts({ alg: 'HS256', typ: 'JWT', ...header }, claims);
}

export interface Pair {
  alg: string;
  publicJwk: JWK;
  privateJwk: JWK;
  sign(claims?: object | string, header?: object): Promise<string>;
}

const pairs = new Map<string, Promise<Pair>>();

/** A key pair of an algorithm; the same for the same name. */
export function aPair(alg: string, name = 'one'): Promise<Pair> {
  const id = `${alg} ${name}`;
  const pair = pairs.get(id) ?? makePair(alg, name);
  pairs.set(id, pair);
  return pair;
}

async function makePair(alg: string, kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    alg,
    publicJwk: { ...(await exportJWK(publicKey)), kid },
    privateJwk: { ...(await exportJWK(privateKey)), kid },
    sign: (claims = someClaims(), header = {}) =>
      new CompactSign(Buffer.from(typeof claims === 'string' ? claims : JSON.stringify(claims)))
        .setProtectedHeader({ alg, typ: 'JWT', kid, ...header })
        .sign(privateKey),
  };
}

export function checkOf(report: TokenReport, name: string) {
  return report.checks.find(({ check }) => check === name);
}

export function codesOf({ warnings }: TokenReport): string[] {
  return [...new Set(warnings.map(({ code }) => code))];
}

/** Flips a bit in the middle of a part's bytes: the last character may hold unused bits. */
export function alterPart(token: string, index: number): string {
  return token
    .split('.')
    .map((part, at) => {
      if (at !== index) return part;
      const bytes = Buffer.from(part, 'base64url');
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      return bytes.toString('base64url');
    })
    .join('.');
}
