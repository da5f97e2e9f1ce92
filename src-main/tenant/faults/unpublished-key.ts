/** Keys that no key set has, for tokens that nobody shall be able to verify. */
import { base64url, importJWK } from 'jose';
import { importJwk, type SigningCryptoKey } from '../../jwt/sign.ts';
import type { Keys, Random } from '../ports.ts';

const kidLength = 21;
const secretLength = 64;

interface UnpublishedKey {
  kid: string;
  cryptoKey(algorithm: string): Promise<SigningCryptoKey>;
}

/** Made at its first use, and the same one from then on, as after one rotation. */
export class UnpublishedKeys {
  readonly #keys: Keys;
  readonly #random: Random;
  #made: Promise<UnpublishedKey> | undefined;
  #secret: string | undefined;

  constructor(keys: Keys, random: Random) {
    this.#keys = keys;
    this.#random = random;
  }

  key(): Promise<UnpublishedKey> {
    this.#made ??= this.#make();
    return this.#made;
  }

  /** In place of the secret of an API, for HS256. */
  secret(): Promise<SigningCryptoKey> {
    this.#secret ??= this.#random.base64url(secretLength);
    return importJWK({ kty: 'oct', k: base64url.encode(this.#secret) }, 'HS256');
  }

  async #make(): Promise<UnpublishedKey> {
    const { privateJwk } = await this.#keys.generateSigningKey('unpublished');
    const imported = new Map<string, Promise<SigningCryptoKey>>();
    return {
      kid: this.#random.base64url(kidLength),
      cryptoKey(algorithm) {
        const known = imported.get(algorithm) ?? importJwk(privateJwk, algorithm);
        imported.set(algorithm, known);
        return known;
      },
    };
  }
}
