/** A decoded token as people read it. */

import type { SignatureVerdict } from '../tenant/tokens/verify-signature.ts';
import type { DecodedToken } from './decode-token.ts';

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

/** @param now milliseconds since the epoch */
export function describeToken(
  { header, payload, encrypted }: DecodedToken,
  verdict: SignatureVerdict,
  now: number,
): string {
  const sections = [
    ['Header', show(header)],
    ['Payload', encrypted ? '(encrypted)' : show(payload)],
    ['Times', describeTimes(payload, now)],
    ['Signature', escapeControls(verdict.explanation)],
  ] as const;
  return sections
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `${title}\n${indent(text)}\n`)
    .join('\n');
}

function show(value: unknown): string {
  return escapeControls(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
}

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
  if (Number.isNaN(time.getTime()))
    return `${escapeControls(JSON.stringify(seconds))} is not a time (seconds since 1970)`;
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

/** Characters that a terminal obeys, or that turn the direction of text, would let a token lie about what it says. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
