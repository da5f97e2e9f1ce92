import { base64url } from 'jose';

/** The bytes of a hexadecimal text, base64url without padding, RFC 7515 §2. */
export function base64urlOfHex(hex: string): string {
  return base64url.encode(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return base64url.decode(base64url.encode(text));
}
