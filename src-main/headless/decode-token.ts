/** Takes a token apart without believing it. */
import { base64url, decodeProtectedHeader } from 'jose';
import { CommandFailure, exitCodes } from './command-failure.ts';

export interface DecodedToken {
  /** Compact form, without what stood around it. */
  token: string;
  header: Readonly<Record<string, unknown>>;
  /** JSON, or the text where it is none; undefined where it is encrypted. */
  payload: unknown;
  encrypted: boolean;
}

/**
 * @param text A token in compact form; `Bearer` before it, quotes and white space around it are passed over.
 * @throws {CommandFailure}
 */
export function decodeToken(text: string): DecodedToken {
  const token = text.replace(/^[\s"']*(?:bearer\s+)?|[\s"',;]+$/gi, '');
  const parts = token.split('.');
  if (parts.length !== 3 && parts.length !== 5) {
    throw unreadable(
      `it has ${parts.length === 1 ? 'one part' : `${parts.length} parts`}, where a signed token has three between dots and an encrypted one five`,
    );
  }
  const header = read('header', () => decodeProtectedHeader(token));
  const encrypted = parts.length === 5;
  return {
    token,
    header,
    encrypted,
    payload: encrypted ? undefined : read('payload', () => decodePayload(parts[1] ?? '')),
  };
}

/** RFC 7515 §3.1 signs any bytes; RFC 7519 asks for a JSON object. */
function decodePayload(part: string): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function read<Value>(part: string, decode: () => Value): Value {
  try {
    return decode();
  } catch {
    throw unreadable(`its ${part} is not base64url of ${part === 'header' ? 'a JSON object' : 'text'}`);
  }
}

function unreadable(reason: string): CommandFailure {
  return new CommandFailure(
    exitCodes.wrongUsage,
    `this is not a JSON Web Token: ${reason}. Check that it was copied whole.`,
  );
}
