/** What the debugger's engine must be given: key formats and digests of a platform, and whom the tenant knows. */

/** A JSON Web Key, RFC 7517 §4. */
export interface Jwk {
  kty: string;
  kid?: string;
  alg?: string;
  use?: string;
  key_ops?: string[];
  crv?: string;
  [member: string]: unknown;
}

export interface CertificateFacts {
  subject: string;
  /** ISO 8601, UTC. */
  notBefore: string;
  notAfter: string;
  /** Of the public key; undefined where it has no JSON form. */
  jwk?: Jwk;
  /** Base64url of the digests of the DER, as `x5t` and `x5t#S256`. */
  x5t: string;
  x5tS256: string;
}

export interface ReadKey {
  jwk: Jwk;
  /** What it was written in, in words: `RSA PUBLIC KEY in PEM`. */
  form: string;
  certificate?: CertificateFacts;
}

/** One public key in the forms that programs print it in. */
export interface PublicKeySpellings {
  spkiPem: string;
  spkiDer: Uint8Array;
  /** RSA only. */
  pkcs1Pem?: string;
  pkcs1Der?: Uint8Array;
}

/** Key formats and signatures that jose leaves to a platform. Everything throws on what it cannot read, in words. */
export interface KeyPlatform {
  /** Every key and certificate in a PEM or OpenSSH text; private keys come with their private members. */
  readPem(text: string, passphrase?: string): ReadKey[];
  readDer(bytes: Uint8Array): ReadKey;
  readCertificate(der: Uint8Array): CertificateFacts;
  writePublicKey(jwk: Jwk): PublicKeySpellings;
  /**
   * Verifies what jose refuses: RSA below 2,048 bits, ES256K, Ed448, DER in place of r‖s.
   * @throws Error where the algorithm or the key is not known here
   */
  verify(check: RawVerification): boolean;
  /**
   * Whether an RSASSA-PKCS1-v1_5 signature is one of this key over something, RFC 8017 §8.2.2. It tells an altered token
   * from one of another key.
   */
  isSignatureOfKey(jwk: Jwk, signature: Uint8Array): boolean;
  digest(algorithm: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512', bytes: Uint8Array): Uint8Array;
}

export interface RawVerification {
  alg: string;
  jwk: Jwk;
  data: Uint8Array;
  signature: Uint8Array;
  /** For ECDSA; `ieee-p1363` is what RFC 7518 §3.4 asks for. */
  ecdsaForm?: 'der' | 'ieee-p1363';
}

export interface KnownApi {
  id: string;
  name?: string;
  identifier: string;
  signingAlg: string;
  isRfc9068: boolean;
  /** Whether its tokens carry `permissions`. */
  hasPermissions: boolean;
  isSystem: boolean;
  scopes: readonly { value: string; description?: string }[];
}

/** Whom the tenant knows; the engine itself knows nobody. */
export interface KnownParties {
  /** Issuers of the tenant, the preferred one first. */
  issuers: readonly string[];
  isOwnIssuer(issuer: string): boolean;
  findApi(audience: string): KnownApi | undefined;
  apiIdentifiers(): readonly string[];
  findClient(id: string): { client_id: string; name: string } | undefined;
  /** Scopes that the client may have for the API; undefined without a grant. */
  grantedScopes(clientId: string, audience: string): readonly string[] | 'all' | undefined;
  /** What became of a key that is not published: `revoked`. */
  stateOfKey(kid: string): string | undefined;
  /** Whether the tenant has, or had, a key of that id. */
  hasKey(kid: string): boolean;
}

export const nobody: KnownParties = {
  issuers: [],
  isOwnIssuer: () => false,
  findApi: () => undefined,
  apiIdentifiers: () => [],
  findClient: () => undefined,
  grantedScopes: () => undefined,
  stateOfKey: () => undefined,
  hasKey: () => false,
};

/** A key set as it was served. */
export interface ServedKeys {
  text: string;
  url: string;
  contentType: string;
  cacheControl: string;
}

/** Nothing was sent to this host: the person has to agree first. */
export class HostRefusedError extends Error {
  override readonly name = 'HostRefusedError';
  readonly host: string;

  constructor(host: string) {
    super(`Nothing is sent to ${host} until you allow it.`);
    this.host = host;
  }
}
