/** The options of `decode` and `verify`: keys, expectations, time. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type SecretEncoding, secretEncodings } from '../contract/entities/token-report.ts';
import { momentForms, readMoment } from '../contract/moment.ts';
import { supportedAlgorithms } from '../jwt/algorithms.ts';
import { dataOption, passphraseOption } from './command-options.ts';
import { CompletedOption } from './completed-option.ts';

export interface VerifyOptions {
  jwks?: string[];
  key?: string[];
  secret?: string[];
  secretFile?: string[];
  secretEncoding: SecretEncoding;
  passphrase?: string;
  passphraseFile?: string;
  alg?: string[];
  issuer?: string;
  audience?: string[];
  scope?: string[];
  type?: string;
  at?: number;
  tolerance: number;
  /** Seconds that the login may lie back. */
  maxAge?: number;
  json?: boolean;
  data?: string;
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
  const time = readMoment(text, Date.now() / 1_000);
  if (time === undefined) throw new InvalidArgumentError(`A time is ${momentForms}.`);
  return time;
}

export function readSeconds(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a number of seconds.');
}

/** Keys to verify with and what to expect, of every command that judges tokens. */
export function withVerifyOptions(command: Command): Command {
  return command
    .addOption(
      new CompletedOption('--jwks <file|url>', 'key set, or discovery document, to verify with', 'files').argParser(
        collect,
      ),
    )
    .addOption(
      new CompletedOption(
        '--key <file>',
        'JWK, PEM, DER or certificate to verify (or decrypt) with',
        'files',
      ).argParser(collect),
    )
    .addOption(new Option('--passphrase <text>', 'for an encrypted key; other users of this machine can see it'))
    .addOption(passphraseOption('for an encrypted key'))
    .addOption(
      new Option('--secret <text>', 'secret for HS256, HS384, HS512; other users of this machine can see it').argParser(
        collect,
      ),
    )
    .addOption(
      new CompletedOption('--secret-file <file>', 'a file with the secret; "-" for standard input', 'files').argParser(
        collect,
      ),
    )
    .addOption(
      new CompletedOption('--secret-encoding <name>', 'utf8, base64, base64url or hex', secretEncodings)
        .argParser(readEncoding)
        .default('utf8'),
    )
    .addOption(
      new CompletedOption('--alg <names>', 'allowed algorithms (default: all)', supportedAlgorithms).argParser(
        collectAlgorithms,
      ),
    )
    .addOption(new Option('--issuer <url>', 'expected iss'))
    .addOption(new Option('--audience <name>', 'expected aud; may be repeated, one must match').argParser(collect))
    .addOption(new Option('--scope <names>', 'scopes the token must have').argParser(collectWords))
    .addOption(new Option('--type <typ>', 'expected typ, such as at+jwt'))
    .addOption(new Option('--max-age <seconds>', 'maximum age of the login (auth_time)').argParser(readSeconds))
    .addOption(new Option('--at <time>', 'check as of this time (default: now)').argParser(readTimeOption))
    .addOption(new Option('--tolerance <seconds>', 'allowed clock difference').argParser(readSeconds).default(0))
    .addOption(new Option('--json', 'print JSON, even for a single token'))
    .addOption(dataOption());
}
