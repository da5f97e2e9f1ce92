/** One part of a token: base64url taken as it comes, with what is not canonical about its spelling. */
import { base64url } from 'jose';

export interface Segment {
  text: string;
  bytes: Uint8Array;
  /** What is not as RFC 7515 §2 writes base64url, in words; empty for a canonical spelling. */
  oddities: string[];
  /** Characters that no base64 has, or a length that no bytes have: the rest was decoded. */
  damage?: string;
}

/** RFC 7515 §2: the URL-safe alphabet, no padding, no white space, unused bits zero (RFC 4648 §3.5). */
export function readSegment(text: string): Segment {
  if (/^[\w-]*$/.test(text) && text.length % 4 !== 1) return compareSpelling(text, base64url.decode(text));
  const oddities = [
    /\s/.test(text) ? 'white space' : '',
    text.includes('=') ? 'padding (=)' : '',
    /[+/]/.test(text) ? 'the alphabet of plain base64 (+ or /)' : '',
  ].filter((one) => one !== '');
  const cleaned = text.replace(/\s/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  const foreign = /[^\w-]/.exec(cleaned);
  const usable = foreign === null ? cleaned : cleaned.replace(/[^\w-]/g, '');
  const isCut = usable.length % 4 === 1;
  const bytes = base64url.decode(isCut ? usable.slice(0, -1) : usable);
  const damage =
    foreign !== null
      ? `it holds ${JSON.stringify(foreign[0])}, which base64url does not have`
      : isCut
        ? 'its length is one that base64url never has: a character is missing or too many'
        : undefined;
  if (damage !== undefined) return { text, bytes, oddities, damage };
  const { oddities: more } = compareSpelling(usable, bytes);
  return { text, bytes, oddities: [...oddities, ...more] };
}

function compareSpelling(text: string, bytes: Uint8Array): Segment {
  const isCanonical = base64url.encode(bytes) === text;
  return { text, bytes, oddities: isCanonical ? [] : ['unused bits in its last character'] };
}
