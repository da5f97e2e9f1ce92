/** Takes a token apart and shows what is there, whatever is wrong with it; what is wrong is said beside. */
import type { FoundToken, TokenForm, TokenWarning } from '../contract/entities/token-report.ts';
import type { JsonObject } from './json-object.ts';
import type { SerializedToken } from './json-serialization.ts';
import { readSegment, type Segment } from './read-segment.ts';
import { type JsonScan, scanJson } from './scan-json.ts';
import { decodeUtf8 } from './utf8-text.ts';

/** Deeper JSON is not shown: it stops programs that read by recursion. */
export const deepestNesting = 2_500;

/** A part that should be JSON. */
export interface DecodedPart {
  segment: Segment;
  text: string;
  /** The value where the text is JSON, also where something follows it. */
  value?: unknown;
  object?: JsonObject;
  scan?: JsonScan;
  invalidUtf8At?: number;
  hasBom: boolean;
  isTooDeep: boolean;
}

export interface DecodedToken {
  token: string;
  form: TokenForm;
  parts: readonly Segment[];
  header?: DecodedPart;
  payload?: DecodedPart;
  signature?: Segment;
  /** Of an SD-JWT, between its tildes. */
  disclosures: readonly string[];
  /** Where it was written as JSON. */
  serialized?: SerializedToken;
  strictness: TokenWarning[];
}

/** @param serialized of a token that was written as JSON: its header may stand there in part, or as a whole */
export function decodeToken(
  { token, form }: Pick<FoundToken, 'token' | 'form'>,
  serialized?: SerializedToken,
): DecodedToken {
  if (form === 'opaque' || form === 'paseto') return { token, form, parts: [], disclosures: [], strictness: [] };
  const [compact = '', ...disclosures] = form === 'sd_jwt' ? token.split('~') : [token];
  const parts = compact.split('.', 6).map(readSegment);
  const header = withUnprotected(decodePart(parts[0] ?? readSegment('')), serialized);
  const isEncrypted = form === 'jwe';
  const payload = isEncrypted || parts[1] === undefined ? undefined : decodePart(parts[1]);
  const signature = isEncrypted ? undefined : parts[2];
  return {
    token: compact,
    form,
    parts,
    header,
    ...(payload === undefined ? {} : { payload }),
    ...(signature === undefined ? {} : { signature }),
    disclosures: disclosures.filter((one) => one !== ''),
    ...(serialized === undefined ? {} : { serialized }),
    strictness: [
      ...(header.object !== undefined && header.text === '' ? [] : describePart('header', header, true)),
      ...describeUnprotected(serialized),
      ...(payload === undefined ? [] : describePart('payload', payload, isJwtHeader(header))),
      ...describeSpelling('signature', signature),
      ...(isEncrypted ? parts.slice(1).flatMap((part) => describeSpelling('token', part)) : []),
    ],
  };
}

/** RFC 7515 §4: the header is the union of what is protected and what is not. */
function withUnprotected(header: DecodedPart, serialized: SerializedToken | undefined): DecodedPart {
  if (serialized === undefined || Object.keys(serialized.unprotected).length === 0) return header;
  if (header.object === undefined && header.text !== '') return header;
  return { ...header, object: { ...serialized.unprotected, ...header.object } };
}

function describeUnprotected(serialized: SerializedToken | undefined): TokenWarning[] {
  const names = Object.keys(serialized?.unprotected ?? {});
  if (names.length === 0) return [];
  return [
    {
      code: 'header-unprotected',
      level: names.includes('alg') ? 'warn' : 'note',
      text: `Nothing protects ${names.join(', ')} of the header: whoever passes the token on can change that.`,
      basis: '7515 §10.7',
      place: { part: 'header' },
      mend: 'Move the parameters to the protected header.',
    },
  ];
}

/** Bytes that should be JSON, as the payload of an encrypted token is. */
export function decodePart(segment: Segment): DecodedPart {
  const { text: whole, invalidAt } = decodeUtf8(segment.bytes);
  const hasBom = whole.startsWith('\ufeff');
  const text = hasBom ? whole.slice(1) : whole;
  const scan = scanJson(text);
  const isTooDeep = scan.depth > deepestNesting;
  const value = isTooDeep || scan.errorAt !== undefined ? undefined : parse(text.slice(0, scan.trailingAt));
  return {
    segment,
    text,
    ...(value === undefined ? {} : { value }),
    ...(typeof value === 'object' && value !== null && !Array.isArray(value) ? { object: { ...value } } : {}),
    scan,
    ...(invalidAt === undefined ? {} : { invalidUtf8At: invalidAt }),
    hasBom,
    isTooDeep,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the payload has to be a claims set, RFC 7519 §7.2: any bytes may be signed, but not all are a JWT. */
function isJwtHeader({ object }: DecodedPart): boolean {
  return typeof object?.typ === 'string' && /jwt$/i.test(object.typ);
}

/** Whether a payload is meant to be claims: it is JSON, begins like it, or its header says so. */
export function isMeantAsClaims(header: DecodedPart | undefined, payload: DecodedPart): boolean {
  return payload.value !== undefined || /^\s*[{[]/.test(payload.text) || (header !== undefined && isJwtHeader(header));
}

function describePart(part: 'header' | 'payload', decoded: DecodedPart, isJsonExpected: boolean): TokenWarning[] {
  const { scan, text, value, object, segment } = decoded;
  const found = describeSpelling(part, segment);
  const add = (code: string, text: string, offset?: number, basis = '8725 §3.7') =>
    found.push({ code, level: 'danger', text, basis, place: { part, ...(offset === undefined ? {} : { offset }) } });
  const isMeantAsJson = isJsonExpected || value !== undefined || /^\s*[{[]/.test(text);
  if (decoded.invalidUtf8At !== undefined && isMeantAsJson) {
    add(
      'not-utf8',
      `The ${part} is not UTF-8: byte ${decoded.invalidUtf8At} begins no character.`,
      decoded.invalidUtf8At,
    );
  }
  if (decoded.hasBom)
    add('bom', `The ${part} begins with a byte order mark, which JSON parsers may reject.`, 0, '8259 §8.1');
  if (decoded.isTooDeep) {
    add(
      'invalid-json',
      `The ${part} is nested ${scan?.depth} levels deep: that is too big to be shown (the limit is ${deepestNesting}).`,
    );
  } else if (scan?.errorAt !== undefined && isMeantAsJson) {
    add(
      'invalid-json',
      text === ''
        ? `The ${part} is empty.`
        : `The ${part} is no JSON: at character ${scan.errorAt} stands ${describeCharacter(text, scan.errorAt)}.`,
      scan.errorAt,
    );
  } else if (scan?.trailingAt !== undefined) {
    add(
      'invalid-json',
      `After the JSON of the ${part} something follows, at character ${scan.trailingAt}: some parsers use the first, some the last.`,
      scan.trailingAt,
    );
  }
  if (value !== undefined && object === undefined) {
    add('not-object', `The ${part} is JSON, but no object: it is ${describeKind(value)}.`, undefined, '7519 §7.2');
  }
  return [...found, ...describeMembers(part, decoded)];
}

function describeMembers(part: 'header' | 'payload', { scan, object }: DecodedPart): TokenWarning[] {
  if (scan === undefined || object === undefined) return [];
  return [
    ...scan.duplicates.map(
      ({ pointer, values, offset }): TokenWarning => ({
        code: 'duplicate-member',
        level: 'danger',
        text: `${pointer} is written ${values.length} times: ${values.join(', then ')}. Most parsers use the last, some the first.`,
        basis: '8725 §2.6; 7519 §4',
        place: { part, pointer, offset },
      }),
    ),
    ...[...scan.inexactNumbers].map(
      ([pointer, spelling]): TokenWarning => ({
        code: 'number-precision',
        level: 'note',
        text: `${pointer} is ${spelling}: programs that hold numbers as doubles read ${Number(spelling)}.`,
        basis: '8259 §6',
        place: { part, pointer },
        mend: 'Use a string.',
      }),
    ),
  ];
}

function describeSpelling(
  part: 'header' | 'payload' | 'signature' | 'token',
  segment: Segment | undefined,
): TokenWarning[] {
  if (segment === undefined || (segment.oddities.length === 0 && segment.damage === undefined)) return [];
  const what = segment.damage ?? `it has ${segment.oddities.join(', ')}`;
  return [
    {
      code: 'non-canonical-base64',
      level: part === 'signature' || segment.damage !== undefined ? 'danger' : 'warn',
      text: `The ${part} is not base64url as RFC 7515 writes it: ${what}.`,
      basis: '7515 §2',
      place: { part },
      mend: 'Encode it again with letters, digits, - and _, without padding or white space.',
    },
  ];
}

function describeCharacter(text: string, at: number): string {
  return at >= text.length ? 'its end, too early' : JSON.stringify(text[at]);
}

function describeKind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
