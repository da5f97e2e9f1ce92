/** The keys that `decode` and `verify` are given: files, addresses, secrets. */
import { readFileSync } from 'node:fs';
import type { KeyCandidate } from '../jwt/keys/key-candidate.ts';
import { readDerKey, readKeys, readSecret } from '../jwt/keys/read-keys.ts';
import type { KeyPlatform } from '../jwt/ports.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { readPassphrase } from './read-passphrase.ts';
import type { VerifyOptions } from './verify-options.ts';

/** @throws {CommandFailure} that names the file or address */
export async function readKeyOptions(options: VerifyOptions, platform: KeyPlatform): Promise<KeyCandidate[]> {
  const { jwks = [], key = [], secret = [], secretFile = [], secretEncoding } = options;
  const passphrase = options.passphrase ?? readPassphrase(options.passphraseFile);
  const sets = await Promise.all(jwks.map((place) => readSet(place, platform)));
  const keys = key.map((file) => readKeyFile(file, platform, passphrase));
  const secrets = secret.map((text) => attempt('--secret', () => readSecret(text, secretEncoding)));
  const kept = secretFile.map((file) =>
    attempt(`--secret-file ${file}`, () => readSecret(readText(file).replace(/\r?\n$/, ''), secretEncoding)),
  );
  return [...sets.flat(), ...keys.flat(), ...secrets, ...kept];
}

async function readSet(place: string, platform: KeyPlatform): Promise<KeyCandidate[]> {
  if (!/^https?:\/\//i.test(place)) {
    return attempt(
      `--jwks ${place}`,
      () => readKeys(readText(place), { platform, origin: place, source: 'jwks' }).candidates,
    );
  }
  const { host } = new URL(place);
  const { fetchKeys } = await import('../platform/debugger/fetch-keys.ts');
  try {
    // Whoever types an address agrees to its host, and to no other.
    const { text, url } = await fetchKeys(place, (one) => one === host);
    const { candidates } = readKeys(text, { platform, origin: url, source: 'jwks' });
    if (candidates.length === 0) throw new Error(`The key set at ${url} is empty.`);
    return candidates;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isElsewhere = error instanceof Error && error.name === 'HostRefusedError';
    throw new CommandFailure(
      exitCodes.nothingThere,
      `--jwks ${place}: ${isElsewhere ? 'its keys are on another host. Give the URL of the keys. ' : ''}${reason}`,
    );
  }
}

function readKeyFile(file: string, platform: KeyPlatform, passphrase: string | undefined): KeyCandidate[] {
  const bytes = readBytes(file);
  const options = { platform, origin: file, passphrase };
  return attempt(`--key ${file}`, () => {
    const isDer = bytes[0] === 0x30 && bytes.some((byte) => byte > 0x7f);
    return (isDer ? readDerKey(bytes, options) : readKeys(bytes.toString('utf8'), options)).candidates;
  });
}

function readText(file: string): string {
  return readBytes(file).toString('utf8');
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `the file ${file} ${isAbsent ? 'does not exist' : 'cannot be read'}.`,
    );
  }
}

function attempt<Value>(what: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `${what}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
