/** The JWKS that the cases of keys over time serve in place of the tenant's. */
import { generateKeyPairSync } from 'node:crypto';
import { publicJwkOf } from './check-keys.ts';
import type { Signer } from './sign-bytes.ts';
import type { TokenKit } from './token-kit.ts';

export const newKid = 'tokenbench-new-key';
export const octKid = 'tokenbench-oct-key';
export const encKid = 'tokenbench-enc-key';
export const twiceKid = 'tokenbench-same-kid';

/** Made once in a process. */
let newKey: Signer | undefined;

/** The key that the API has never seen, as a signer for the algorithm. */
export function makeNewKey(alg: string): Signer {
  newKey ??= { alg, kid: newKid, key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
  return { ...newKey, alg };
}

/** With everything that a key set may hold, or with the tenant's kind of keys only. */
export type GrownKind = 'whole' | 'plain';

/**
 * The JWKS two rotations later, with everything else that a key set may hold: all in one document, because libraries wait
 * half a minute before they ask again. `alg` is left out, as the service's own setting does.
 */
export function grownKeySet(kit: TokenKit, kind: GrownKind = 'whole'): object {
  const { keys } = kit;
  const fresh = makeNewKey(keys.own.alg);
  const withoutAlg = keys.published.map(({ alg: _alg, ...key }) => key);
  const rsa = { use: 'sig' };
  const newer = fresh.key instanceof Uint8Array ? [] : [publicJwkOf(fresh.key, { ...rsa, kid: newKid })];
  if (kind === 'plain') return { keys: [...newer.map((key) => ({ ...key, alg: keys.own.alg })), ...keys.published] };
  return {
    keys: [
      ...newer,
      ...withoutAlg,
      { kty: 'oct', kid: octKid, k: Buffer.from('tokenbench-oct-secret').toString('base64url') },
      { ...keys.foreignRsa.publicJwk, alg: undefined, use: 'enc', kid: encKid },
      publicJwkOf(keys.foreignEc.key, { use: 'sig', kid: twiceKid }),
      { ...keys.foreignRsa.publicJwk, alg: undefined, kid: twiceKid },
      { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'tokenbench-okp-key' },
      { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA', kid: 'tokenbench-akp-key' },
      { kty: 'XYZ', kid: 'tokenbench-unknown-kty' },
    ],
  };
}
