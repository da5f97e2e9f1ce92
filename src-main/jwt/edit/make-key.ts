/** Fresh key pairs. */
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import type { KeyKind } from '../../contract/methods/debugger.ts';
import type { JsonObject } from '../json-object.ts';
import { thumbprintOf } from '../thumbprint.ts';

export interface MadeKey {
  kid: string;
  alg: string;
  privateJwk: JsonObject;
  publicJwk: JsonObject;
  privatePem: string;
  publicPem: string;
}

const usual: Record<KeyKind, { alg: string; modulusLength?: number }> = {
  'RSA-2048': { alg: 'RS256', modulusLength: 2_048 },
  'RSA-3072': { alg: 'RS256', modulusLength: 3_072 },
  'RSA-4096': { alg: 'RS256', modulusLength: 4_096 },
  'P-256': { alg: 'ES256' },
  'P-384': { alg: 'ES384' },
  'P-521': { alg: 'ES512' },
  Ed25519: { alg: 'EdDSA' },
};

/** @param alg for RSA, where more than one is possible */
export async function makeKey(kind: KeyKind, alg?: string): Promise<MadeKey> {
  const { alg: usualAlg, modulusLength } = usual[kind];
  const chosen =
    modulusLength !== undefined && alg !== undefined && /^[RP]S(?:256|384|512)$/.test(alg) ? alg : usualAlg;
  const { privateKey, publicKey } = await generateKeyPair(chosen, {
    extractable: true,
    ...(modulusLength === undefined ? {} : { modulusLength }),
  });
  const bare = await exportJWK(publicKey);
  const kid = await thumbprintOf(
    Object.fromEntries(
      Object.entries(bare).filter((member): member is [string, string] => typeof member[1] === 'string'),
    ),
  );
  const named = { kid, alg: chosen, use: 'sig' };
  return {
    kid,
    alg: chosen,
    privateJwk: { ...(await exportJWK(privateKey)), ...named },
    publicJwk: { ...bare, ...named },
    privatePem: endLine(await exportPKCS8(privateKey)),
    publicPem: endLine(await exportSPKI(publicKey)),
  };
}

/** A file in PEM ends with a line end. */
function endLine(pem: string): string {
  return `${pem.trimEnd()}\n`;
}
