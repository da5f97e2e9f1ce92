/** APIs that are wrong on purpose, in one thing each, and the cases that have to name it. */
import { createHmac, createPublicKey, createVerify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CrashError, type Guard } from './serve-api.ts';

export interface PlantedFacts {
  issuer: string;
  audience: string;
  scope: string;
  /** The tenant's current public key. */
  key: KeyObject;
  fetchKeys(): Promise<{ keys: JsonWebKey[] }>;
}

interface Parts {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  input: string;
  signature: Buffer;
}

interface Planted {
  flaw: string;
  /** Ids of cases that have to find it. */
  foundBy: readonly string[];
  guard(facts: PlantedFacts): Guard;
}

class Refused extends Error {}

function split(token: string): Parts {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) throw new Refused();
  return {
    header: read(head),
    payload: read(body),
    input: `${head}.${body}`,
    signature: readSegment(signature),
  };
}

function readSegment(text: string): Buffer {
  if (!/^[\w-]*$/.test(text)) throw new Refused();
  return Buffer.from(text, 'base64url');
}

function read(segment: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readSegment(segment).toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {}
  throw new Refused();
}

function isSignedBy(key: KeyObject, { input, signature }: Parts): boolean {
  return createVerify('sha256').update(input).verify(key, signature);
}

function checkSignature(parts: Parts, { key }: PlantedFacts): void {
  if (parts.header.alg !== 'RS256' || parts.header.b64 !== undefined || parts.header.zip !== undefined)
    throw new Refused();
  if (!isSignedBy(key, parts)) throw new Refused();
}

function checkIssuer({ payload }: Parts, { issuer }: PlantedFacts): void {
  if (payload.iss !== issuer) throw new Refused();
}

function checkAudience({ payload }: Parts, { audience }: PlantedFacts): void {
  const { aud } = payload;
  if (aud !== audience && !(Array.isArray(aud) && aud.includes(audience))) throw new Refused();
}

function checkTimes({ payload: { exp, nbf } }: Parts): void {
  const now = Date.now() / 1_000;
  if (typeof exp !== 'number' || !(exp > now)) throw new Refused();
  if (nbf !== undefined && (typeof nbf !== 'number' || nbf > now)) throw new Refused();
}

function decideScope({ payload }: Parts, { scope }: PlantedFacts): 'ok' | 'no_scope' {
  const isThere = typeof payload.scope === 'string' && payload.scope.split(' ').includes(scope);
  return isThere ? 'ok' : 'no_scope';
}

type Step = (parts: Parts, facts: PlantedFacts) => void | Promise<void>;

interface Steps {
  signature: Step;
  issuer: Step;
  audience: Step;
  times: Step;
  scope(parts: Parts, facts: PlantedFacts): 'ok' | 'no_scope';
}

const right: Steps = {
  signature: checkSignature,
  issuer: checkIssuer,
  audience: checkAudience,
  times: checkTimes,
  scope: decideScope,
};

/** A right API but for the steps that are given. */
function wrongIn(steps: Partial<Steps>) {
  const all = { ...right, ...steps };
  return (facts: PlantedFacts): Guard =>
    async (token) => {
      const parts = split(token);
      await all.signature(parts, facts);
      await all.issuer(parts, facts);
      await all.audience(parts, facts);
      await all.times(parts, facts);
      return all.scope(parts, facts);
    };
}

const nothing = () => undefined;

function checkHmac({ input, signature, header }: Parts, secret: string | Buffer): boolean {
  return header.alg === 'HS256' && createHmac('sha256', secret).update(input).digest().equals(signature);
}

export const plantedApis: readonly Planted[] = [
  {
    flaw: 'does not check the audience',
    foundBy: ['aud-missing', 'aud-other-api', 'aud-management-api'],
    guard: wrongIn({ audience: nothing }),
  },
  { flaw: 'does not check the issuer', foundBy: ['iss-missing', 'iss-other'], guard: wrongIn({ issuer: nothing }) },
  {
    flaw: 'accepts alg none',
    foundBy: ['alg-none', 'alg-none-keep-signature'],
    guard: wrongIn({
      signature: (parts, facts) => (parts.header.alg === 'none' ? undefined : checkSignature(parts, facts)),
    }),
  },
  {
    flaw: 'takes the public key for the secret of HS256',
    foundBy: ['hs256-with-public-key-pem'],
    guard: wrongIn({
      signature(parts, facts) {
        const pem = facts.key.export({ type: 'spki', format: 'pem' });
        if (!checkHmac(parts, pem)) checkSignature(parts, facts);
      },
    }),
  },
  {
    flaw: 'does not check exp',
    foundBy: ['expired-1h', 'expired-1d'],
    guard: wrongIn({ times: nothing }),
  },
  {
    flaw: 'takes the kid for the path of a key',
    foundBy: ['kid-path-traversal'],
    guard: wrongIn({
      signature(parts, facts) {
        const { kid } = parts.header;
        const path = typeof kid === 'string' && !kid.includes('\0') ? join('/srv/orders/keys', kid) : '';
        if (parts.header.alg === 'HS256' && existsSync(path)) {
          if (checkHmac(parts, readFileSync(path))) return;
          throw new Refused();
        }
        checkSignature(parts, facts);
      },
    }),
  },
  {
    flaw: 'trusts the key in the header (jwk)',
    foundBy: ['jwk-header'],
    guard: wrongIn({
      signature(parts, facts) {
        const { jwk } = parts.header;
        if (typeof jwk !== 'object' || jwk === null) return checkSignature(parts, facts);
        if (!isSignedBy(createPublicKey({ key: { ...jwk }, format: 'jwk' }), parts)) throw new Refused();
      },
    }),
  },
  {
    flaw: 'compares the scope as a part of the text',
    foundBy: ['scope-superstring'],
    guard: wrongIn({
      scope: ({ payload }, { scope }) => (String(payload.scope).includes(scope) ? 'ok' : 'no_scope'),
    }),
  },
  {
    flaw: 'compares the audience as a part of the text',
    foundBy: ['aud-substring', 'aud-superstring', 'aud-space-joined'],
    guard: wrongIn({
      audience({ payload }, { audience }) {
        const { aud } = payload;
        if (!(typeof aud === 'string' || Array.isArray(aud)) || !aud.includes(audience)) throw new Refused();
      },
    }),
  },
  {
    flaw: 'compares how the issuer begins',
    foundBy: ['iss-prefix', 'iss-with-path'],
    guard: wrongIn({
      issuer({ payload }, { issuer }) {
        if (typeof payload.iss !== 'string' || !payload.iss.startsWith(issuer)) throw new Refused();
      },
    }),
  },
  {
    flaw: 'decodes, and does not verify',
    foundBy: ['foreign-key-known-kid', 'tampered-payload', 'tampered-signature', 'empty-signature'],
    guard: wrongIn({ signature: nothing }),
  },
  {
    flaw: 'fetches the key set that jku names',
    foundBy: ['jku-header', 'jku-variants'],
    guard: wrongIn({
      async signature(parts, facts) {
        const { jku, kid } = parts.header;
        if (typeof jku !== 'string') return checkSignature(parts, facts);
        const { keys } = Object(await (await fetch(jku)).json());
        const key = keys.find((one: { kid: unknown }) => one.kid === kid);
        if (!isSignedBy(createPublicKey({ key, format: 'jwk' }), parts)) throw new Refused();
      },
    }),
  },
  {
    flaw: 'fetches the JWKS for every request',
    foundBy: ['unknown-kid-flood'],
    guard: wrongIn({
      async signature(parts, facts) {
        const { keys } = await facts.fetchKeys();
        const key = keys.find((one) => Reflect.get(one, 'kid') === parts.header.kid);
        if (
          key === undefined ||
          parts.header.alg !== 'RS256' ||
          parts.header.b64 !== undefined ||
          parts.header.zip !== undefined
        )
          throw new Refused();
        if (!isSignedBy(createPublicKey({ key, format: 'jwk' }), parts)) throw new Refused();
      },
    }),
  },
  {
    flaw: 'breaks at a payload that is no object',
    foundBy: ['payload-not-object'],
    guard: (facts) => {
      const sound = wrongIn({})(facts);
      return async (token) => {
        const [, body = ''] = token.split('.');
        if (['null', '1', '[]', '"x"'].includes(Buffer.from(body, 'base64url').toString())) throw new CrashError();
        return sound(token);
      };
    },
  },
  {
    flaw: 'reads the claims of the unverified header',
    foundBy: ['header-claims'],
    guard: wrongIn({
      audience: ({ header, payload, ...parts }, facts) =>
        checkAudience(
          { ...parts, header, payload: { ...payload, ...(header.aud === undefined ? {} : { aud: header.aud }) } },
          facts,
        ),
    }),
  },
];

/** The same without a flaw. */
export const faultlessGuard = wrongIn({});
