/**
 * The tenant's signing keys: one current, one next that is already published, previous ones until they are revoked, and
 * the last three revoked.
 */
import type { PublishedKey, SigningKey, SigningKeyState } from '../../contract/entities/signing-key.ts';
import { base64urlOfHex } from '../../jwt/encoding.ts';
import { importJwk, type SigningCryptoKey } from '../../jwt/sign.ts';
import type { KeyMaterial, RsaAlgorithm, SignClaims } from '../ports.ts';
import type { EntityChange } from '../stored-tenant.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';

/** Revoked keys that stay listed. */
const listedRevokedKeys = 3;

/** Length of a `kid` of the real service, base64url alphabet. */
const kidLength = 21;

const order: Record<SigningKeyState, number> = { current: 0, next: 1, previous: 2, revoked: 3 };

export class SigningKeys {
  readonly #parts: TenantParts;
  readonly #commonName: string;
  readonly #signers = new Map<string, SignClaims>();
  readonly #publicKeys = new Map<string, Promise<SigningCryptoKey>>();
  #rotation: Promise<unknown> = Promise.resolve();
  #current: SigningKey | undefined;

  /** @param commonName Subject of the certificates, `CN={commonName}`. */
  constructor(parts: TenantParts, commonName: string) {
    this.#parts = parts;
    this.#commonName = commonName;
    parts.events.on('changed', ({ noun }) => {
      if (noun !== 'signing-keys') return;
      this.#current = undefined;
      this.#signers.clear();
      this.#publicKeys.clear();
    });
  }

  /** Current, next, previous (newest first), revoked (newest first). */
  list(): SigningKey[] {
    return [...this.#parts.document.signingKeys.values()].sort(
      (one, other) => order[one.state] - order[other.state] || since(other).localeCompare(since(one)),
    );
  }

  find(kid: string): SigningKey | undefined {
    return this.#parts.document.signingKeys.get(kid);
  }

  /** @throws {TenantError} `inexistent_signing_key` */
  get(kid: string): SigningKey {
    const found = this.find(kid);
    if (found === undefined) throw new TenantError('inexistent_signing_key', 'Signing key not found');
    return found;
  }

  current(): SigningKey {
    this.#current ??= this.list().find(({ state }) => state === 'current');
    if (this.#current === undefined) throw new Error('The tenant has no current signing key.');
    return this.#current;
  }

  /** The key made first, of those that are kept: it stays what it is however often keys rotate. */
  first(): SigningKey {
    const [first = this.current()] = this.#parts.document.signingKeys.values();
    return first;
  }

  /** The keys of the JSON Web Key Set: everything that may still have signed a valid token, and the next one. */
  published(): PublishedKey[] {
    const withoutAlg = this.#parts.document.settings.flags?.remove_alg_from_jwks === true;
    return this.list()
      .filter(({ state }) => state !== 'revoked')
      .map((key) => toPublishedKey(key, withoutAlg));
  }

  /** What signs with the current key; made once for each kind of header. */
  signer(alg: RsaAlgorithm, typ: string): SignClaims {
    const { kid, privateJwk } = this.current();
    return once(this.#signers, `${alg} ${typ}`, () => this.#parts.keys.createRsaSigner(privateJwk, { alg, typ, kid }));
  }

  /** The public half, for RS256, imported once. */
  publicKey({ kid, privateJwk: { kty, n, e } }: SigningKey): Promise<SigningCryptoKey> {
    return once(this.#publicKeys, kid, () => importJwk({ kty, n, e }, 'RS256'));
  }

  /** What is missing of a current and a next key, as changes that nobody has kept yet. */
  async missing(given: readonly SigningKey[] = []): Promise<EntityChange[]> {
    const has = (state: SigningKeyState) => [...given, ...this.list()].some((key) => key.state === state);
    const states = (['current', 'next'] as const).filter((state) => !has(state));
    const made = await Promise.all(states.map((state) => this.#generate(state)));
    return made.map(put);
  }

  /** A key entity of given material. */
  make(material: KeyMaterial, state: SigningKeyState, kid = this.#parts.random.base64url(kidLength)): SigningKey {
    const now = this.#now();
    return { kid, state, ...material, created_at: now, ...(state === 'current' ? { current_since: now } : {}) };
  }

  /** Next becomes current, current becomes previous, and a new next is made, which is returned. One at a time. */
  rotate(): Promise<SigningKey> {
    const rotation = this.#rotation.then(() => this.#rotate());
    this.#rotation = rotation.catch(() => undefined);
    return rotation;
  }

  async #rotate(): Promise<SigningKey> {
    const made = await this.#generate('next');
    const now = this.#now();
    const turned = this.list().flatMap((key): SigningKey[] => {
      if (key.state === 'next') return [{ ...key, state: 'current', current_since: now }];
      if (key.state === 'current') return [{ ...key, state: 'previous', current_until: now }];
      return [];
    });
    this.#parts.document.apply([...turned, made].map(put));
    return made;
  }

  /**
   * Takes a previous key out of the key set, for good.
   * @throws {TenantError} `inexistent_signing_key`; `operation_not_supported` unless the key is a previous one
   */
  revoke(kid: string): SigningKey {
    const key = this.get(kid);
    if (key.state !== 'previous') {
      throw new TenantError(
        'operation_not_supported',
        `Only a previous signing key can be revoked, this one is ${key.state}. Rotate first.`,
      );
    }
    const revoked: SigningKey = { ...key, state: 'revoked', revoked_at: this.#now() };
    const forgotten = this.list()
      .filter(({ state }) => state === 'revoked')
      .slice(listedRevokedKeys - 1);
    this.#parts.document.apply([
      put(revoked),
      ...forgotten.map((old): EntityChange => ({ kind: 'signingKeys', id: old.kid, value: undefined })),
    ]);
    return revoked;
  }

  async #generate(state: SigningKeyState): Promise<SigningKey> {
    return this.make(await this.#parts.keys.generateSigningKey(this.#commonName), state);
  }

  #now(): string {
    return new Date(this.#parts.clock()).toISOString();
  }
}

function once<Value>(made: Map<string, Value>, id: string, make: () => Value): Value {
  const known = made.get(id);
  if (known !== undefined) return known;
  const value = make();
  made.set(id, value);
  return value;
}

function put(key: SigningKey): EntityChange {
  return { kind: 'signingKeys', id: key.kid, value: key };
}

function since(key: SigningKey): string {
  return key.revoked_at ?? key.current_until ?? key.current_since ?? key.created_at;
}

function toPublishedKey({ kid, privateJwk, cert, thumbprint }: SigningKey, withoutAlg: boolean): PublishedKey {
  return {
    kty: 'RSA',
    use: 'sig',
    n: privateJwk.n,
    e: privateJwk.e,
    kid,
    x5t: base64urlOfHex(thumbprint),
    x5c: [cert.replace(/-----[^-]+-----|\s/g, '')],
    ...(withoutAlg ? {} : { alg: 'RS256' as const }),
  };
}
