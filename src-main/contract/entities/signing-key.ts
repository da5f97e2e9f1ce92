/** A key that the tenant signs tokens with. Management API: `/api/v2/keys/signing`. */

/** RFC 7517 and RFC 7518 §6.3: the members of an RSA key that the tenant uses. */
export interface RsaPublicJwk {
  kty: 'RSA';
  n: string;
  e: string;
}

export interface RsaPrivateJwk extends RsaPublicJwk {
  d: string;
  p: string;
  q: string;
  dp: string;
  dq: string;
  qi: string;
}

export type SigningKeyState = 'next' | 'current' | 'previous' | 'revoked';

/** A signing key as the tenant keeps it. Times are ISO 8601 in UTC. */
export interface SigningKey {
  kid: string;
  state: SigningKeyState;
  privateJwk: RsaPrivateJwk;
  /** Self-signed certificate of the public key, PEM with `\r\n` line ends. */
  cert: string;
  /** The same certificate as a PKCS #7 bundle, PEM with `\r\n` line ends. */
  pkcs7: string;
  /** SHA-1 of the certificate, upper-case hexadecimal with colons. */
  fingerprint: string;
  /** SHA-1 of the certificate, upper-case hexadecimal. */
  thumbprint: string;
  created_at: string;
  current_since?: string;
  current_until?: string;
  revoked_at?: string;
}

/** A key in the JSON Web Key Set, RFC 7517 §4. */
export interface PublishedKey extends RsaPublicJwk {
  use: 'sig';
  kid: string;
  x5t: string;
  x5c: [string];
  alg?: 'RS256';
}
