/** A text under a passphrase: a JWE of RFC 7516 whose key is derived by PBKDF2, RFC 7518 §4.8. */
import { CompactEncrypt, compactDecrypt } from 'jose';
import { utf8 } from './encoding.ts';
import { decodeUtf8 } from './utf8-text.ts';

const algorithm = 'PBES2-HS256+A128KW';

/** Rounds of PBKDF2 with SHA-256, as OWASP's cheat sheet on password storage asks. */
const rounds = 600_000;
/** A file that asks for more is meant to stop whoever opens it. */
const mostRounds = 2_000_000;

export async function sealWithPassphrase(text: string, passphrase: string): Promise<string> {
  return new CompactEncrypt(utf8(text))
    .setProtectedHeader({ alg: algorithm, enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: rounds })
    .encrypt(utf8(passphrase));
}

/** @returns undefined where the passphrase is another, or the text was altered. */
export async function openWithPassphrase(sealed: string, passphrase: string): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(sealed, utf8(passphrase), {
      keyManagementAlgorithms: [algorithm],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxPBES2Count: mostRounds,
    });
    return decodeUtf8(plaintext).text;
  } catch {
    return undefined;
  }
}
