/**
 * Keys as people hold them: in quotes, escaped for one line, named in an environment file, indented in YAML, encoded once
 * more. Each step takes one layer off and says so; what a step makes is tried before the next.
 */
import { base64url } from 'jose';
import { decodeUtf8 } from '../utf8-text.ts';

export interface Unwrapped {
  text: string;
  /** What was taken off, for a remark: "quotes". */
  layer: string;
}

type Step = (text: string) => Unwrapped | undefined;

const pemLine = /-----(?:BEGIN|END) [A-Z0-9 ]+-----/;

/** Every layer that may lie around a key, the plainest first. */
const steps: readonly Step[] = [
  unseenCharacters,
  otherDashes,
  fences,
  linePrefixes,
  concatenation,
  quotes,
  name,
  escapes,
  entities,
  percentEncoding,
  jsonMember,
  markup,
  base64OfText,
  oneLine,
];

/** Characters: what is longer is no key in a wrapping. */
const longestWrapped = 50_000;

/** What may lie beneath one layer of the text, the likeliest first. */
export function unwrapOnce(text: string): Unwrapped[] {
  if (text.length > longestWrapped) return [];
  return steps.flatMap((step) => {
    const made = step(text);
    return made === undefined || made.text === text || made.text === '' ? [] : [made];
  });
}

function unseenCharacters(text: string): Unwrapped {
  const seen = text
    .replace(/[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    // Of a colouring terminal.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are
    .replace(/\x1b\[[0-9;]*m/g, '');
  return { text: seen.trim(), layer: 'characters that are not seen' };
}

/** Word processors make one dash of two hyphens. */
function otherDashes(text: string): Unwrapped {
  const dashed = text.replace(
    /[\u2010-\u2015\u2212]+\s*((?:BEGIN|END) [A-Z0-9 ]+?)\s*[\u2010-\u2015\u2212]+/g,
    '-----$1-----',
  );
  return { text: dashed, layer: 'dashes of a word processor' };
}

/** Fences of Markdown, here-documents, and Python's threefold quotes. */
function fences(text: string): Unwrapped | undefined {
  const inside =
    /^\s*(?:```|~~~)[^\n]*\n([\s\S]*?)\n?\s*(?:```|~~~)\s*$/.exec(text)?.[1] ??
    /^\s*[rbfu]?("""|''')([\s\S]*)\1;?\s*$/i.exec(text)?.[2] ??
    /^[^\n]*<<[-~]?\s*['"]?(\w+)['"]?[^\n]*\n([\s\S]*?)\n\s*\1\s*$/.exec(text)?.[2];
  return inside === undefined ? undefined : { text: inside, layer: 'a fence' };
}

/** Each line behind the same mark, or indented: quoted mail, comments, lists, numbers of lines. */
function linePrefixes(text: string): Unwrapped {
  const lines = text.split(/\r\n|\r|\n/);
  const bare = lines.map((line) => line.replace(/^\s*(?:(?:[>|#*]|\/\/|--(?!-)|\d+[:.|\t])\s*)*/, '').trimEnd());
  return { text: bare.join('\n').trim(), layer: 'what stands before each line' };
}

/** `"-----BEGIN …\n" +` on each line, as in source code. */
function concatenation(text: string): Unwrapped | undefined {
  const lines = text.trim().split(/\r\n|\r|\n/);
  if (lines.length < 2) return undefined;
  const parts = lines.map((line) => /^\s*[+.&]?\s*(["'])(.*)\1\s*[+.,;\\&)]*\s*$/.exec(line)?.[2]);
  if (parts.some((part) => part === undefined)) return undefined;
  const joined = parts.map((part = '') => (/\\n$/.test(part) ? part : `${part}\\n`)).join('');
  return { text: joined, layer: 'quotes on each line' };
}

const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '«': '»',
  '„': '“',
};

function quotes(text: string): Unwrapped | undefined {
  const trimmed = text
    .trim()
    .replace(/[,;]+$/, '')
    .trim();
  const closing = pairs[trimmed.charAt(0)];
  if (closing === undefined || trimmed.length < 2 || !trimmed.endsWith(closing)) return undefined;
  return { text: trimmed.slice(1, -1), layer: 'quotes' };
}

/** `KEY=`, `export KEY=`, `key: |`, `"key": `, `$env:KEY = `, `const key = `, a header's name. */
function name(text: string): Unwrapped | undefined {
  const [whole] =
    /^\s*(?:[-*]\s+)?(?:(?:export|set|setx|ENV|const|let|var|String|--from-literal)\s+)?["']?[$@]?[A-Za-z_][\w.:\-[\]]*["']?\s*(?:=>|:=|=|:(?!\/\/))\s*(?:[|>][+-]?\d*\s*(?:\n|$))?/.exec(
      text,
    ) ?? [];
  if (whole === undefined || pemLine.test(whole)) return undefined;
  return { text: text.slice(whole.length).trim(), layer: 'a name' };
}

/** Line ends written out, once or twice, and what else JSON and shells escape. */
function escapes(text: string): Unwrapped | undefined {
  if (!text.includes('\\')) return undefined;
  const plain = text
    .replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\\r\\n|\\n|\\r/g, '\n')
    .replace(/\\t/g, ' ')
    .replace(/\\(["'/\\=+ ])/g, '$1')
    // A line that goes on in the next.
    .replace(/\\\n/g, '\n');
  return { text: plain, layer: String.raw`\n written out` };
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  NewLine: '\n',
  plus: '+',
  sol: '/',
  equals: '=',
};

function entities(text: string): Unwrapped | undefined {
  if (!/&#?\w+;|<br\s*\/?>/i.test(text)) return undefined;
  const plain = text
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => character(Number(digits)))
    .replace(/&(\w+);/g, (whole, entity: string) => named[entity] ?? whole);
  return { text: plain, layer: 'entities of HTML' };
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function percentEncoding(text: string): Unwrapped | undefined {
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined;
  try {
    // A plus is a space only where spaces were written as one: base64 is full of them.
    const spaced = /BEGIN\+|%2B/i.test(text) ? text.replaceAll('+', ' ') : text;
    return { text: decodeURIComponent(spaced), layer: 'URL encoding' };
  } catch {
    return undefined;
  }
}

/** A member of an object that holds a key: a service account, a secret, a settings file. */
function jsonMember(text: string): Unwrapped | undefined {
  const trimmed = text.trim();
  if (!/^["{[]/.test(trimmed)) return undefined;
  try {
    const inside = findKeyText(JSON.parse(trimmed), 0);
    return inside === undefined ? undefined : { text: inside, layer: 'JSON' };
  } catch {
    return undefined;
  }
}

const deepest = 6;

function findKeyText(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return depth === 0 || looksLikeKey(value) ? value : undefined;
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined;
  if ('kty' in value || 'keys' in value) return depth === 0 ? undefined : JSON.stringify(value);
  for (const member of Object.values(value)) {
    const found = findKeyText(member, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function looksLikeKey(text: string): boolean {
  return /BEGIN/.test(text) || /kty|keys/.test(text) || /^\s*[\w+/=\s\\-]{80,}$/.test(text);
}

/** SAML metadata and XML signatures keep a certificate without its lines. */
function markup(text: string): Unwrapped | undefined {
  const certificate = /<(?:\w+:)?X509Certificate[^>]*>([A-Za-z0-9+/=\s]+)</.exec(text)?.[1];
  if (certificate !== undefined) return { text: certificate.replace(/\s/g, ''), layer: 'XML' };
  const inside = /<(\w+)[^>]*>([^<]*-----BEGIN[\s\S]*?-----END [A-Z0-9 ]+-----[^<]*)<\/\1>/.exec(text)?.[2];
  return inside === undefined ? undefined : { text: inside, layer: 'markup' };
}

/** A PEM or a JWK in base64 as a whole: secrets of Kubernetes and of CI. */
function base64OfText(text: string): Unwrapped | undefined {
  const bare = text.replace(/\s/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (bare.length < 40 || !/^[\w-]+$/.test(bare)) return undefined;
  try {
    const { text: plain } = decodeUtf8(base64url.decode(bare));
    return /^[\t\r\n\x20-\x7e\u00a0-\ufeff]+$/.test(plain) ? { text: plain, layer: 'base64' } : undefined;
  } catch {
    return undefined;
  }
}

/** A PEM whose line ends became spaces, or are gone. */
function oneLine(text: string): Unwrapped | undefined {
  const laidOut = text.replace(
    /-----BEGIN ([A-Z0-9 ]+)-----((?:(?!-----BEGIN )[\s\S])*?)-----END \1-----/g,
    (_, label: string, body: string) => {
      const lines = body.replace(/[^A-Za-z0-9+/=]/g, '').match(/.{1,64}/g) ?? [];
      return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
    },
  );
  // The header lines of an older encryption stand between.
  return /Proc-Type:/.test(text) ? undefined : { text: laidOut, layer: 'one line' };
}
