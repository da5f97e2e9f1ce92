/**
 * Finds tokens in whatever was pasted: bare, behind `Bearer`, in a curl line, an HTTP answer, a JSON answer, an address;
 * wrapped, quoted, percent-encoded or cut off. What was passed over or undone is said.
 */
import { type FoundToken, mostTokens, type TokenForm } from '../contract/entities/token-report.ts';
import { repairText } from './repair-text.ts';
import { describeDamage, signatureCharacters } from './token-damage.ts';

/** Characters that are searched: an archive of requests, not a header. */
const longestInput = 1_000_000;

/** Characters of a line that may go on with a token. */
const longestLine = 20_000;

/** Characters before a token that may say what it is: longer than any scheme with its white space. */
const longestLabel = 200;

/** Base64url of `{"`, `{ `, `{` and a line end, or `{}`. */
const headerStart = 'e[yw3][\\w-]{2,}';

/** A header and what follows it up to the first character that no compact form has. */
const compactForm = new RegExp(`${headerStart}(?:\\.[\\w-]*)*(?:\\.[\\w-]*~[\\w.~-]*)?={0,2}`, 'g');

const nameBefore = /([\w-]+)["']?\s*[:=]\s*["']?(?:Bearer\s+|DPoP\s+)?$/i;
const schemeBefore = /\b(Bearer|DPoP)\s+$/i;

/** Members of token answers and parameters whose values are tokens. */
const tokenNames =
  /^(?:access_token|id_token|id_token_hint|refresh_token|logout_token|client_assertion|assertion|subject_token|actor_token|token|jwt|device_secret)$/i;

export function findTokens(input: string): FoundToken[] {
  const text = input.slice(0, longestInput);
  const whole = findWhole(text);
  if (whole !== undefined) return [whole];
  const compact = findCompact(text);
  const found = compact.some(isWhole) ? compact : (findRepaired(text) ?? compact);
  const named = findNamed(text, found);
  const all = [...found, ...named].sort((one, other) => one.start - other.start).slice(0, mostTokens);
  return all.length > 0 ? all : findOpaque(text);
}

/** The JSON serializations (RFC 7515 §7.2, RFC 7516 §7.2) and PASETO are tokens as a whole. */
function findWhole(text: string): FoundToken | undefined {
  const trimmed = text.trim();
  const form = trimmed.startsWith('{')
    ? jsonForm(trimmed)
    : /^v[1-4]\.(?:local|public)\./.test(trimmed)
      ? 'paseto'
      : undefined;
  if (form === undefined) return undefined;
  const start = text.indexOf(trimmed);
  return { token: trimmed, form, start, end: start + trimmed.length, trimmed: [] };
}

function jsonForm(text: string): TokenForm | undefined {
  const value = parseObject(text);
  if (typeof value?.ciphertext === 'string') return 'jwe_json';
  const isSigned =
    typeof value?.payload === 'string' && (Array.isArray(value.signatures) || typeof value.signature === 'string');
  return isSigned ? 'jws_json' : undefined;
}

/** With all its parts, and nothing wrong with them. */
function isWhole({ token, damage }: FoundToken): boolean {
  return damage === undefined && token.split('.', 3).length === 3;
}

/** What repairs make readable; undefined where they do not help. */
function findRepaired(text: string): FoundToken[] | undefined {
  for (const repaired of repairText(text)) {
    const found = findCompact(repaired.text);
    if (!found.some(isWhole)) continue;
    return found.map((one) => ({ ...one, start: 0, end: text.length, trimmed: [...one.trimmed, ...repaired.undone] }));
  }
  return undefined;
}

function findCompact(text: string): FoundToken[] {
  const found: FoundToken[] = [];
  let from = 0;
  for (const match of text.matchAll(compactForm)) {
    if (match.index < from) continue;
    const one = readCompact(text, match.index, match[0]);
    if (one === undefined) continue;
    found.push(one);
    from = one.end;
    if (found.length >= mostTokens) break;
  }
  return found;
}

function readCompact(text: string, start: number, first: string): FoundToken | undefined {
  if (/[\w.~-]/.test(text[start - 1] ?? ' ') && !/[./?&=#]/.test(text[start - 1] ?? ' ')) return undefined;
  const { token: joined, end, lines } = joinLines(text, start, first);
  const oddSpelling = /^[\w.~+/=-]+/.exec(text.slice(start, start + first.length + 4_096))?.[0] ?? '';
  const isPlainBase64 = lines === 1 && oddSpelling.length > first.length && isWholeLine(text, start, oddSpelling);
  const token = isPlainBase64 ? oddSpelling : joined;
  const isCut = token.endsWith('..') || text[isPlainBase64 ? start + token.length : end] === '\u2026';
  const clean = token.endsWith('..') ? token.replace(/\.+$/, '') : token;
  const parts = clean.split('.');
  if (parts.length < 3 && !looksLikeHeader(parts[0] ?? '')) return undefined;
  const before = text.slice(Math.max(0, start - longestLabel), start);
  const label = labelOf(before);
  const after = text.slice(end);
  const damage = describeDamage(clean, isCut);
  return {
    token: clean,
    form: clean.includes('~') ? 'sd_jwt' : parts.length === 5 ? 'jwe' : 'jws',
    ...(label === undefined ? {} : { label }),
    start,
    end: isPlainBase64 ? start + token.length : end,
    trimmed: describeTrimmed(before, after, lines),
    ...(damage === undefined ? {} : { damage }),
  };
}

/** Whether nothing but white space and quotes stands around on its line. */
function isWholeLine(text: string, start: number, token: string): boolean {
  const near = text.slice(Math.max(0, start - longestLabel), start);
  const lineStart = near.lastIndexOf('\n');
  // A line that begins further back holds more than a scheme.
  if (lineStart === -1 && start > longestLabel) return false;
  const before = near.slice(lineStart + 1);
  return (
    /^\s*(?:(?:authorization:\s*)?(?:bearer|dpop)\s+)?["']?$/i.test(before) &&
    /^["',;\s]*(?:\n|$)/.test(text.slice(start + token.length, start + token.length + longestLabel))
  );
}

/** A token that mail or a terminal wrapped goes on in lines that hold nothing else. */
function joinLines(text: string, start: number, first: string): { token: string; end: number; lines: number } {
  const pieces = [first];
  let end = start + first.length;
  let width = first.length;
  let sizes = first.split('.').map((part) => part.length);
  const signature = signatureCharacters(first.split('.', 1)[0] ?? '');
  for (;;) {
    const next = /^(?:[ \t]*\\?\r?\n[ \t>]*|\\n|[ \t]+)([\w.-]+)(?=["'\\\s,;]|$)/.exec(
      text.slice(end, end + longestLine),
    );
    const piece = next?.[1] ?? '';
    const isWhole = sizes.length === 3 && signature !== undefined && (sizes[2] ?? 0) >= signature;
    if (next === null || isWhole || !isContinuation(piece, next[0], width, sizes.length)) break;
    pieces.push(piece);
    end += next[0].length;
    width = Math.max(width, piece.length);
    const [more = 0, ...others] = piece.split('.').map((part) => part.length);
    sizes = [...sizes.slice(0, -1), (sizes.at(-1) ?? 0) + more, ...others];
  }
  return { token: pieces.join(''), end, lines: pieces.length };
}

function isContinuation(piece: string, withGap: string, width: number, parts: number): boolean {
  if (parts > 5 || new RegExp(`^${headerStart}\\.[\\w-]+\\.`).test(piece)) return false;
  if (withGap.includes('\n'))
    return width >= 16 && piece.length <= width + 4 && (piece.length > 3 || !/^[a-z]+$/i.test(piece));
  // White space within a line: only where the token would be no token without what follows.
  return parts < 3 && piece.length >= 8 && /\d|\./.test(piece);
}

/** Base64url of a text that begins like a JSON object with a member. */
function looksLikeHeader(part: string): boolean {
  return part.length >= 16 && /^e[yw]/.test(part);
}

function labelOf(before: string): string | undefined {
  const name = nameBefore.exec(before)?.[1];
  if (name !== undefined && (tokenNames.test(name) || /token|assertion|jwt|proof|authorization|dpop/i.test(name)))
    return name;
  return schemeBefore.exec(before)?.[1];
}

function describeTrimmed(before: string, after: string, lines: number): string[] {
  const scheme = schemeBefore.exec(before.replace(/["']$/, ''))?.[1];
  const quote = /["']$/.exec(before)?.[0];
  return [
    scheme === undefined ? '' : `"${scheme}" before it was ignored.`,
    quote === undefined ? '' : `The quotes (${quote}) around it were ignored.`,
    /^["']?\s*[,;]/.test(after) ? 'What follows it (a comma or semicolon) was ignored.' : '',
    lines === 1 ? '' : `It was wrapped into ${lines} pieces, which were joined.`,
    /^\s*$/.test(before.replace(/(?:Bearer|DPoP)\s+$|["']$/gi, '')) ? '' : 'Text before it was ignored.',
  ].filter((one) => one !== '');
}

/** Values that stand under a token's name and are no JWT: refresh tokens, mostly. */
function findNamed(text: string, found: readonly FoundToken[]): FoundToken[] {
  const pattern = /(?<![\w-])([\w-]{2,40})["']?\s{0,8}[:=]\s{0,8}["']?([\w.~+/=-]{8,})/g;
  const named: FoundToken[] = [];
  for (const match of text.matchAll(pattern)) {
    const [all, name = '', value = ''] = match;
    if (!tokenNames.test(name)) continue;
    const end = match.index + all.length;
    const start = end - value.length;
    const isKnown = found.some((one) => one.start < end && start < one.end);
    if (!isKnown) named.push({ token: value, form: 'opaque', label: name, start, end, trimmed: [] });
    if (named.length >= mostTokens) break;
  }
  return named;
}

function findOpaque(text: string): FoundToken[] {
  const trimmed = text
    .trim()
    .replace(/^(?:authorization:\s*)?(?:bearer|dpop)\s+/i, '')
    .replace(/^["']|["',;]{1,8}$/g, '');
  if (trimmed === '') return [];
  const start = text.indexOf(trimmed);
  const damage = describeDamage(trimmed, false);
  return [
    {
      token: trimmed,
      form: formOfBare(trimmed),
      start,
      end: start + trimmed.length,
      trimmed: [],
      ...(formOfBare(trimmed) === 'opaque' || damage === undefined ? {} : { damage }),
    },
  ];
}

/** Three or five parts make a token even where the header is odd: a debugger shows what is wrong with it. */
function formOfBare(text: string): TokenForm {
  if (!/^[\w.+/=-]+$/.test(text)) return 'opaque';
  const parts = text.split('.');
  const first = parts[0] ?? '';
  const startsAsJson = /^(?:e|77u_|77-)/.test(first) && first.length >= 4;
  return !startsAsJson ? 'opaque' : parts.length === 5 ? 'jwe' : parts.length === 3 ? 'jws' : 'opaque';
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
