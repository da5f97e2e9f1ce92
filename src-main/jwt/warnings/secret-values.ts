/** Names and values of secrets. */
import { findClaimMeaning } from '../explain/claim-meanings.ts';

const names =
  /^(?:pass(?:word|wd|phrase)?|pwd|secret|client_?secret|api_?key|apikey|private_?key|access_?key|secret_?key|token|access_?token|refresh_?token|credentials?|pin_?code|otp_?secret|mfa_?secret)$/i;

const values: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/-----BEGIN [A-Z ]+-----/, 'PEM'],
  [/\b[sr]k_(?:live|test)_\w{8,}/, 'a Stripe key'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS key'],
  [/\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}/, 'a GitHub token'],
  [/\bxox[abeoprs]-[\w-]{8,}/, 'a Slack token'],
  [/\bAIza[\w-]{35}/, 'a Google API key'],
  [/\bglpat-[\w-]{20}/, 'a GitLab token'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/, 'another JWT'],
];

/** Characters of a value that are searched. */
const longestSearched = 10_000;

/** @returns what it looks like, without the value */
export function looksSecret(name: string, value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '')
    return typeof value === 'number' && names.test(name) ? `${name} sounds like a secret` : undefined;
  const known = values.find(([form]) => form.test(value.slice(0, longestSearched)));
  if (known !== undefined) return `${name || 'A value'} holds ${known[1]}`;
  if (names.test(name)) return `${name} sounds like a secret`;
  return findClaimMeaning(name) === undefined && isRandom(value)
    ? `${name || 'A value'} looks like a random secret`
    : undefined;
}

/** More than 32 characters without a word in them, spread over letters and digits as chance does. */
function isRandom(text: string): boolean {
  if (text.length <= 32 || text.length > 500 || !/^[\w+/=-]+$/.test(text) || !/\d/.test(text)) return false;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return false;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const perCharacter = -[...counts.values()].reduce(
    (sum, count) => sum + (count / text.length) * Math.log2(count / text.length),
    0,
  );
  return perCharacter > (/^[0-9a-f]+$/i.test(text) ? 3.3 : 4.2);
}
