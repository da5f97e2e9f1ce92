/** The key to `/_tokenbench/`: kept in the data folder, for its owner only, so that it is the same after a restart. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeToOthers } from '../store/close-to-others.ts';

const fileName = 'control-token';

/** @param folder without one, or where it cannot be written, the token is one of this run */
export function openControlToken(folder: string | undefined): string {
  if (folder === undefined) return makeToken();
  const path = join(folder, fileName);
  return readToken(path) ?? keepToken(path, makeToken());
}

function makeToken(): string {
  return `tbc_${randomBytes(32).toString('base64url')}`;
}

function readToken(path: string): string | undefined {
  try {
    closeToOthers(path);
    const text = readFileSync(path, 'utf8').trim();
    return /^tbc_[\w-]{43}$/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function keepToken(path: string, token: string): string {
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, `${token}\n`, { mode: 0o600 });
  } catch {
    // A folder that cannot be written: the store says so, and the token lasts as long as the run.
  }
  return token;
}
