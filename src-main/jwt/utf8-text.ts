/** UTF-8 both ways without a platform: decoding says where a text stops being UTF-8 and goes on. */
import { base64url } from 'jose';

export interface DecodedText {
  /** With U+FFFD where bytes are no UTF-8. */
  text: string;
  /** Offset in bytes of the first one that is no UTF-8. */
  invalidAt?: number;
}

/** RFC 3629 §4: no overlong forms, no surrogates, nothing above U+10FFFF. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const pieces: string[] = [];
  let units: number[] = [];
  let invalidAt: number | undefined;
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at);
    if (length === 0) invalidAt ??= at;
    units.push(...toUtf16(length === 0 ? 0xfffd : codePointAt(bytes, at, length)));
    at += Math.max(length, 1);
    if (units.length > 4_096) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  const text = pieces.join('') + String.fromCharCode(...units);
  return invalidAt === undefined ? { text } : { text, invalidAt };
}

export function encodeUtf8(text: string): Uint8Array {
  return base64url.decode(base64url.encode(text));
}

/** Bytes of the well-formed sequence at an offset; 0 where there is none. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  for (let index = 1; index < length; index += 1) {
    const [least, most] = index === 1 ? secondByteRange(first) : [0x80, 0xbf];
    const byte = bytes[at + index] ?? 0;
    if (byte < least || byte > most) return 0;
  }
  return length;
}

function secondByteRange(first: number): [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  let point = length === 1 ? first : first & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) point = (point << 6) | ((bytes[at + index] ?? 0) & 0x3f);
  return point;
}

function toUtf16(point: number): number[] {
  return point < 0x10000 ? [point] : [0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff)];
}
