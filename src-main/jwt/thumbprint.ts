import { calculateJwkThumbprint } from 'jose';

/** RFC 7638 SHA-256 thumbprint of a public key, base64url. */
export async function thumbprintOf(jwk: Record<string, string>): Promise<string> {
  return calculateJwkThumbprint(jwk, 'sha256');
}
