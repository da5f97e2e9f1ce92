/** Options that several commands share, and how their values are read. */
import { isIP } from 'node:net';
import { InvalidArgumentError, type Option } from 'commander';
import { CompletedOption } from './completed-option.ts';

export function dataOption(): Option {
  return new CompletedOption('--data <dir>', "the tenant's data folder", 'folders').env('TOKENBENCH_DATA');
}

/** Never the passphrase itself: arguments are seen by others. */
export function passphraseOption(what: string): Option {
  return new CompletedOption(
    '--passphrase-file <file>',
    `a file whose first line is the passphrase that ${what}`,
    'files',
  );
}

/** A port number, or `off`. */
export function readPort(text: string): number | 'off' {
  if (text === 'off') return text;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535, or "off".');
}

/** A port number. */
export function readOpenPort(text: string): number {
  const port = readPort(text);
  if (port !== 'off') return port;
  throw new InvalidArgumentError('The screens need a port: a number from 0 (any free one) to 65535.');
}

export function readRateLimit(text: string): number {
  const limit = Number(text);
  if (/^\d{1,9}$/.test(text) && limit > 0) return limit;
  throw new InvalidArgumentError('The limit is a whole number of requests a second, 1 or more.');
}

/** An issuer with its trailing slash: an origin, because the tenant answers at the root of it. */
export function readIssuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.href;
  throw new InvalidArgumentError(
    'An issuer is a URL with https or http, a host, and no path, such as https://id.example.test/.',
  );
}

/** One more name, in lower case. */
export function readHostName(text: string, before: readonly string[] = []): string[] {
  const name = text.toLowerCase();
  if (/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/.test(name))
    return [...before, name];
  throw new InvalidArgumentError('A host name has letters, digits, dots and -, and no port, such as tenant.localhost.');
}

/** An address of this machine. */
export function readListenAddress(text: string): string {
  if (isIP(text) !== 0) return text;
  throw new InvalidArgumentError('Give an IP address of this machine, or 0.0.0.0 for all of them.');
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30s`, `10m`, `2h`. */
export function readDuration(text: string): number {
  const duration = toMilliseconds(text);
  if (duration !== undefined && duration > 0) return duration;
  throw new InvalidArgumentError('A duration is a number with ms, s, m, h or d, such as 30s, 10m or 2h.');
}

/** The same, also with a minus. */
export function readSignedDuration(text: string): number {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/.exec(text) ?? [];
  const duration = toMilliseconds(rest);
  if (duration !== undefined) return sign === '-' ? -duration : duration;
  throw new InvalidArgumentError('A duration is a number with ms, s, m, h or d, such as 90s, 5m or -2h.');
}

function toMilliseconds(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const factor = units[unit];
  return factor === undefined ? undefined : Math.round(Number(amount) * factor);
}
