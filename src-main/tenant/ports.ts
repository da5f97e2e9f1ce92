/** What a host must give the tenant: time, randomness, keys and a place to keep things. The core has none of its own. */
import type { JWTPayload } from 'jose';
import type { RsaPrivateJwk, SigningKey } from '../contract/entities/signing-key.ts';
import type { EntityChange } from './stored-tenant.ts';

/** Milliseconds since the epoch. */
export type Clock = () => number;

export interface Random {
  /** Letters and digits. */
  alphanumeric(length: number): string;
  /** The base64url alphabet. */
  base64url(length: number): string;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** What the core cannot compute without a platform: key pairs, certificates, digests. */
export interface Keys {
  /** A new RSA key of 2048 bits with a self-signed certificate for `CN={commonName}`. */
  generateSigningKey(commonName: string): Promise<KeyMaterial>;
  /** The same for a private key that is given, as PKCS #8 or PKCS #1 PEM; `cert` saves making one. */
  importSigningKey(privateKeyPem: string, commonName: string, cert?: string): Promise<KeyMaterial>;
  /** Reads a PEM public key or certificate; throws where it is neither. */
  readPublicKey(pem: string): PublicKeyFacts;
  /** What signs claims with a private key under a header, RFC 7515 §7.1; made once and used for many tokens. */
  createRsaSigner(privateJwk: RsaPrivateJwk, header: RsaHeader): SignClaims;
  /** Compares two secrets without telling by the time it takes where they differ. */
  equalSecrets(given: string, expected: string): boolean;
}

export type RsaAlgorithm = 'RS256' | 'RS512' | 'PS256';

export interface RsaHeader {
  alg: RsaAlgorithm;
  typ: string;
  kid: string;
}

/** Claims in, the signed token in compact form out. */
export type SignClaims = (claims: JWTPayload) => Promise<string>;

export type KeyMaterial = Pick<SigningKey, 'privateJwk' | 'cert' | 'pkcs7' | 'fingerprint' | 'thumbprint'>;

export interface PublicKeyFacts {
  /** The public key as SPKI PEM. */
  spki: string;
  /** Public members only. */
  jwk: Record<string, string>;
  /** Bits of the modulus, for RSA. */
  modulusLength?: number;
  /** Where the PEM was a certificate. */
  certificate?: {
    /** ISO 8601, UTC. */
    notAfter: string;
    /** SHA-256 of the certificate, base64url. */
    thumbprintSha256: string;
    /** Distinguished name, one attribute a line. */
    subject: string;
  };
}

/**
 * Where the tenant's entities are kept. A write returns once the change would survive the end of the process; it throws
 * when that failed, and then nothing of it is kept.
 */
export interface Store {
  /** What was kept, as the changes that would make it, in the order of the first write; nothing in a new place. */
  load(): readonly EntityChange[];
  /** All of the changes or none. */
  write(changes: readonly EntityChange[]): void;
  /** Writes what means nothing, to learn whether the place takes it. Throws where it does not. */
  probe?(): void;
  /** Copies all that is kept to a file that is not there, in the form of the place. Throws where that fails. */
  copyTo?(path: string): void;
  /** Lets go of the place. */
  close(): void;
  /** Resolves when nothing of what the store does beside is under way. */
  settled?(): Promise<void>;
}

/** A piece of state that is no configuration and mostly ends by itself: a session, a refresh token, a consent. */
export interface StateEntry {
  id: string;
  /** Whose it is: entries are found by it. */
  owner: string;
  /** Milliseconds since the epoch, by the tenant's clock; without it the entry ends when it is removed. */
  expiresAt?: number;
  /** Any JSON. */
  value: unknown;
}

/** A put, or a removal where `entry` is undefined. */
export interface StateChange {
  kind: string;
  id: string;
  entry: StateEntry | undefined;
}

/** Entries of a kind that are kept; beyond them the oldest go. */
export const mostStatePerKind = 200_000;

/** Where state is kept beside the entities: as durable as they are, and looked up one by one. */
export interface State {
  /** What has expired at `now` counts as not there. */
  get(kind: string, id: string, now: number): StateEntry | undefined;
  /** In the order in which they were first written. */
  ofOwner(kind: string, owner: string, now: number): StateEntry[];
  /** All of the changes or none; what has expired goes with it. */
  write(changes: readonly StateChange[], now: number): void;
}

/** Acts once after so many milliseconds, unless the returned function is called before. */
export type Schedule = (delay: number, act: () => void) => () => void;

/** Where faults and a clock that are pinned are kept between two runs. */
export interface Pins {
  /** What was saved: any JSON, or undefined where there is none. */
  load(): unknown;
  save(pins: object): void;
}

export interface Ports {
  clock: Clock;
  random: Random;
  keys: Keys;
  store: Store;
  /** Without one, what is kept of a run of the API check lasts as long as the process. */
  state?: State | undefined;
  /** Without one, what expires is gone when it is looked at the next time. */
  schedule?: Schedule | undefined;
  /** Without one, pins are refused. */
  pins?: Pins | undefined;
}
