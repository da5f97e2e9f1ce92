import { customAlphabet, nanoid } from 'nanoid';
import type { Random } from '../tenant/ports.ts';

const alphanumeric = customAlphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const hex = customAlphabet('0123456789abcdef');

/**
 * Randomness fit for secrets: nanoid draws from the system's generator, each character as likely as the next. At most 512
 * characters at a time, nanoid's own limit.
 */
export function createNodeRandom(): Random {
  // nanoid's own alphabet is that of base64url, RFC 4648 §5.
  return { alphanumeric, hex, base64url: nanoid };
}
