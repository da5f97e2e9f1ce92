import { base64url } from 'jose';

/** The bytes of a hexadecimal text, base64url without padding, RFC 7515 §2. */
export function base64urlOfHex(hex: string): string {
  return base64url.encode(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

/** Every runtime has it that jose runs on; the types of none of them are in reach here. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}
