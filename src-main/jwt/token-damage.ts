/** Which part of a token is damaged, and how: told by what its header promises. */
import type { FoundToken } from '../contract/entities/token-report.ts';
import { signatureBytesOf } from './algorithms.ts';
import { readSegment } from './read-segment.ts';
import { decodeUtf8 } from './utf8-text.ts';

type Damage = NonNullable<FoundToken['damage']>;

/** Characters of the signature that a header's `alg` asks for; undefined where the key decides (RSA) or alg is unknown. */
export function signatureCharacters(header: string): number | undefined {
  const alg = algorithmOf(header);
  const bytes = alg === undefined ? undefined : signatureBytesOf(alg);
  return bytes === undefined ? undefined : Math.ceil((bytes * 4) / 3);
}

/** Bytes: nobody makes RSA keys whose size is no multiple of 128 bits. */
const rsaStep = 16;

/** @param isCut whether an ellipsis follows */
export function describeDamage(token: string, isCut: boolean): Damage | undefined {
  const compact = token.split('~')[0] ?? '';
  const parts = compact.split('.');
  if (parts.length === 1) {
    return { part: 'header', text: 'Only the header is here: the token was cut off at or before its first dot.' };
  }
  if (parts.length === 2) {
    return {
      part: isWholeJson(parts[1] ?? '') ? 'signature' : 'payload',
      text: isWholeJson(parts[1] ?? '')
        ? 'The signature is missing, with the dot before it: the token was cut off after its payload.'
        : 'The token was cut off within its payload: the signature is missing and the payload is incomplete.',
    };
  }
  if (parts.length !== 3 && parts.length !== 5) {
    return {
      part: 'token',
      text: `It has ${parts.length} parts between dots, where a signed token has three and an encrypted one five.`,
    };
  }
  if (parts.length === 5)
    return isCut ? { part: 'token', text: 'It ends with an ellipsis: the rest is missing.' } : undefined;
  return describeSignature(parts[0] ?? '', parts[2] ?? '', isCut);
}

function describeSignature(header: string, signature: string, isCut: boolean): Damage | undefined {
  const wanted = signatureCharacters(header);
  const alg = algorithmOf(header) ?? '';
  const { damage, bytes } = readSegment(signature);
  if (signature === '') {
    return alg.toLowerCase() === 'none'
      ? undefined
      : { part: 'signature', text: 'The signature is missing: nothing follows the second dot.' };
  }
  const length = signature.replace(/[=\s]/g, '').length;
  if (wanted !== undefined && length < wanted) {
    return { part: 'signature', text: `The signature is cut off: it has ${length} characters, ${alg} has ${wanted}.` };
  }
  if (wanted !== undefined && length > wanted) {
    return {
      part: 'signature',
      text: `The signature is too long: it has ${length} characters, ${alg} has ${wanted}. Extra text was copied with it.`,
    };
  }
  const isRsa = /^[RP]S\d{3}$/.test(alg);
  if (isRsa && bytes.length < 128) {
    return {
      part: 'signature',
      text: `The signature is cut off: it has ${length} characters, where an RSA key of 2,048 bits gives 342.`,
    };
  }
  if (isRsa && bytes.length % rsaStep !== 0) {
    return {
      part: 'signature',
      text: `The signature is cut off, or something was copied along: it has ${bytes.length} bytes, where RSA keys of 2,048, 3,072 and 4,096 bits give 256, 384 and 512.`,
    };
  }
  if (isCut) return { part: 'signature', text: 'It ends with an ellipsis: the end of the signature is missing.' };
  return damage === undefined ? undefined : { part: 'signature', text: `The signature is damaged: ${damage}.` };
}

function algorithmOf(header: string): string | undefined {
  return /"alg"\s*:\s*"([^"]*)"/.exec(decodeUtf8(readSegment(header.slice(0, 8_192)).bytes).text)?.[1];
}

function isWholeJson(part: string): boolean {
  try {
    JSON.parse(decodeUtf8(readSegment(part).bytes).text);
    return true;
  } catch {
    return false;
  }
}
