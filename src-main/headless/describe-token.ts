/** A decoded token as people read it in a terminal: what it says, what that means, and whether to believe it. */
import type { Explanation, TokenReport } from '../contract/entities/token-report.ts';
import { describeChecks, describeWarnings, layOut, showPart, showPayload, verdictLine } from './describe-report.ts';
import { printable } from './terminal.ts';

const timeClaims = ['auth_time', 'iat', 'nbf', 'exp'];

/** Seconds in each unit, from the longest. */
const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

export function describeToken(report: TokenReport): string {
  const { header, headerText, inner, form } = report;
  const shown = inner ?? report;
  const payload = showPayload(report);
  return layOut([
    ['Header', showPart(header, headerText)],
    ['Payload', payload === '' && form.startsWith('jwe') ? '(encrypted)' : payload],
    ['Times', describeTimes(shown.payload, report.times.now * 1_000)],
    ['Meaning', [...report.explanations, ...(inner?.explanations ?? [])].map(explain).map(printable).join('\n')],
    ['Scopes', [...shown.scopes, ...shown.permissions].map(describeScope).map(printable).join('\n')],
    ['Verdict', [printable(verdictLine(report)), describeChecks(report)].filter((one) => one !== '').join('\n')],
    ['Warnings', describeWarnings(report)],
  ]);
}

function explain({ name, meaning, section, remark }: Explanation): string {
  return `${name.padEnd(9)} ${meaning} (${section})${remark === undefined ? '' : ` ${remark}`}`;
}

const scopeStates = {
  defined: 'defined by the API',
  undefined: 'not defined by the API',
  missing: 'wanted, but absent',
  unknown_api: 'API not known here',
} as const;

function describeScope({ value, state, description, nearest }: TokenReport['scopes'][number]): string {
  const words = [description, nearest === undefined ? undefined : `Meant ${nearest}?`].filter(
    (one) => one !== undefined,
  );
  return `${value}  ${scopeStates[state]}${words.length === 0 ? '' : `: ${words.join(' ')}`}`;
}

/** @param now milliseconds since the epoch */
function describeTimes(payload: unknown, now: number): string {
  if (typeof payload !== 'object' || payload === null) return '';
  const claims = new Map<string, unknown>(Object.entries(payload));
  return timeClaims
    .filter((name) => claims.has(name))
    .map((name) => `${name.padEnd(9)} ${describeTime(claims.get(name), name, now)}`)
    .join('\n');
}

/** RFC 7519 §2: seconds since the epoch, possibly with a fraction. */
function describeTime(seconds: unknown, name: string, now: number): string {
  const time = new Date(typeof seconds === 'number' ? seconds * 1_000 : Number.NaN);
  if (Number.isNaN(time.getTime())) return `${JSON.stringify(seconds)} is not a time (seconds since 1970)`;
  const distance = time.getTime() - now;
  const utc = time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
  const local = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'long' }).format(time);
  const clocks = utc === local ? utc : `${utc} · ${local}`;
  return `${clocks} · ${describeDistance(distance)}${remark(name, distance)}`;
}

function describeDistance(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  const [unit, length] = units.find((one) => Math.abs(seconds) >= one[1]) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', { numeric: unit === 'second' ? 'auto' : 'always' }).format(
    Math.trunc(seconds / length),
    unit,
  );
}

function remark(name: string, distance: number): string {
  if (name === 'exp' && distance <= 0) return ' · expired';
  if (name === 'nbf' && distance > 0) return ' · not valid yet';
  return name === 'iat' && distance > 0 ? ' · in the future' : '';
}
