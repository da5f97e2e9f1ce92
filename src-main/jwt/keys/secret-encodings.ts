/** The bytes that the text of a secret may stand for. */
import { base64url } from 'jose';
import { type SecretEncoding, secretEncodings } from '../../contract/entities/token-report.ts';
import { encodeUtf8 } from '../utf8-text.ts';

/** @returns undefined where the text is not of that encoding */
export function decodeSecret(text: string, encoding: SecretEncoding): Uint8Array | undefined {
  if (encoding === 'utf8') return encodeUtf8(text);
  const trimmed = text.trim();
  if (encoding === 'hex') {
    const digits = trimmed.replace(/[\s:]/g, '');
    if (digits === '' || digits.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(digits)) return undefined;
    return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  const isOf = encoding === 'base64' ? /^[A-Za-z0-9+/\s]+={0,2}$/ : /^[\w-]+={0,2}$/;
  const bare = trimmed.replace(/\s/g, '').replace(/=+$/, '');
  if (!isOf.test(trimmed) || bare.length % 4 === 1) return undefined;
  return base64url.decode(bare.replaceAll('+', '-').replaceAll('/', '_'));
}

/** Every other reading of the text, each different in bytes. */
export function otherReadings(text: string, chosen: SecretEncoding): { encoding: string; bytes: Uint8Array }[] {
  const seen = new Set([spell(decodeSecret(text, chosen))]);
  const readings = secretEncodings.map((encoding) => ({
    encoding: nameOf(encoding),
    bytes: decodeSecret(text, encoding),
  }));
  const trimmed = { encoding: 'UTF-8 without the white space around it', bytes: encodeUtf8(text.trim()) };
  return [...readings, trimmed].flatMap(({ encoding, bytes }) => {
    if (bytes === undefined || bytes.length === 0 || seen.has(spell(bytes))) return [];
    seen.add(spell(bytes));
    return [{ encoding, bytes }];
  });
}

export function nameOf(encoding: SecretEncoding): string {
  return encoding === 'utf8' ? 'UTF-8' : encoding === 'hex' ? 'hexadecimal' : encoding;
}

function spell(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : base64url.encode(bytes);
}
