/** The options of `verify`, read: keys, expectations, time. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { type SecretEncoding, secretEncodings } from '../contract/entities/token-report.ts';
import { supportedAlgorithms } from '../jwt/algorithms.ts';
import type { KeyCandidate } from '../jwt/keys/key-candidate.ts';
import { readDerKey, readKeys, readSecret } from '../jwt/keys/read-keys.ts';
import type { KeyPlatform } from '../jwt/ports.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';

export interface VerifyOptions {
  jwks?: string[];
  key?: string[];
  secret?: string[];
  secretEncoding: SecretEncoding;
  passphrase?: string;
  alg?: string[];
  issuer?: string;
  audience?: string[];
  scope?: string[];
  type?: string;
  at?: number;
  tolerance: number;
  json?: boolean;
  data?: string;
}

/** @throws {CommandFailure} that names the file or address */
export async function readKeyOptions(options: VerifyOptions, platform: KeyPlatform): Promise<KeyCandidate[]> {
  const { jwks = [], key = [], secret = [], secretEncoding, passphrase } = options;
  const sets = await Promise.all(jwks.map((place) => readSet(place, platform)));
  const keys = key.map((file) => readKeyFile(file, platform, passphrase));
  const secrets = secret.map((text) => attempt('--secret', () => readSecret(text, secretEncoding)));
  return [...sets.flat(), ...keys.flat(), ...secrets];
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
      `--jwks ${place}: ${isElsewhere ? 'its keys are on another host. Give their own address. ' : ''}${reason}`,
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

/** Words, separated by white space or commas, added to those of earlier options. */
export function collectWords(text: string, earlier: string[] = []): string[] {
  return [...earlier, ...text.split(/[\s,]+/).filter((word) => word !== '')];
}

export function collect(text: string, earlier: string[] = []): string[] {
  return [...earlier, text];
}

export function collectAlgorithms(text: string, earlier: string[] = []): string[] {
  const words = collectWords(text, earlier);
  const unknown = words.find((word) => ![...supportedAlgorithms, 'ES256K', 'Ed448'].includes(word));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`${unknown} is not known. Known are ${supportedAlgorithms.join(', ')}.`);
  return words;
}

export function readEncoding(text: string): SecretEncoding {
  const found = secretEncodings.find((one) => one === text.toLowerCase().replace('utf-8', 'utf8'));
  if (found === undefined) throw new InvalidArgumentError(`Encodings are ${secretEncodings.join(', ')}.`);
  return found;
}

/** @returns seconds since the epoch */
export function readTimeOption(text: string): number {
  if (/^\d{1,12}(?:\.\d+)?$/.test(text)) return Number(text);
  const shift = /^([+-]\d+)\s*([smhd])$/.exec(text);
  if (shift !== null) return Math.floor(Date.now() / 1_000) + Number(shift[1]) * secondsIn(shift[2]);
  if (text === 'now') return Date.now() / 1_000;
  const milliseconds = /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds))
    throw new InvalidArgumentError(
      'A time is seconds since 1970, ISO 8601 (2026-01-31T12:00:00Z), or a shift from now such as -2h or +30d.',
    );
  return milliseconds / 1_000;
}

function secondsIn(unit = 's'): number {
  return { s: 1, m: 60, h: 3_600, d: 86_400 }[unit] ?? 1;
}

export function readTolerance(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('The tolerance is a number of seconds.');
}
