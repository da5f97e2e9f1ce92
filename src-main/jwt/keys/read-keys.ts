/** Recognizes what was given as a key, whatever it is written in, and says what it was. */
import { base64url } from 'jose';
import type { SecretEncoding } from '../../contract/entities/token-report.ts';
import type { Jwk, KeyPlatform } from '../ports.ts';
import { spell } from '../spell.ts';
import { hasPrivateMembers, isJwk, type KeyCandidate, toPublicJwk, withoutOddMembers } from './key-candidate.ts';
import { decodeSecret, nameOf, otherReadings } from './secret-encodings.ts';
import { unwrapOnce } from './unwrap-key-text.ts';

export interface GivenKeys {
  /** What was recognized, in words. */
  form: string;
  candidates: KeyCandidate[];
  /** Keys of a set that cannot be used, and why. */
  unusable: string[];
  /** The text that was read once everything around it was taken off. */
  plain: string;
}

type PlainKeys = Omit<GivenKeys, 'plain'>;

export interface ReadKeysOptions {
  platform: KeyPlatform;
  /** For encrypted PEM. */
  passphrase?: string | undefined;
  /** What the keys are named after: a file, an address. */
  origin?: string | undefined;
  source?: KeyCandidate['source'] | undefined;
}

/** Layers that may lie around a key, and texts that are tried for them. */
const mostLayers = 8;
const mostAttempts = 300;

/**
 * Reads a JWK, a JWK set, PEM, a certificate, an OpenSSH key or base64 of DER, in whatever it was wrapped on its way.
 * @throws Error in words that say what was given and what is needed; never with any of it
 */
export function readKeys(text: string, options: ReadKeysOptions): GivenKeys {
  let refusal: unknown;
  const tried = new Set<string>();
  let level: { text: string; layers: string[] }[] = [{ text, layers: [] }];
  for (let depth = 0; depth <= mostLayers && level.length > 0; depth += 1) {
    const beneath: typeof level = [];
    for (const { text: given, layers } of level) {
      if (tried.has(given) || tried.size >= mostAttempts) continue;
      tried.add(given);
      try {
        return withLayers(readPlainKeys(given, options), given, layers);
      } catch (error) {
        // A key that was found and needs something says more than a text that is none.
        if (refusal === undefined || isAboutKey(error)) refusal = error;
        if (isFinal(error)) throw error;
      }
      for (const made of unwrapOnce(given)) beneath.push({ text: made.text, layers: [...layers, made.layer] });
    }
    level = beneath;
  }
  throw refusal;
}

function isFinal(error: unknown): boolean {
  return error instanceof Error && /passphrase is (?:needed|stretched)/.test(error.message);
}

function isAboutKey(error: unknown): boolean {
  return error instanceof Error && !/^This is no key that is known here/.test(error.message);
}

function withLayers(keys: PlainKeys, plain: string, layers: readonly string[]): GivenKeys {
  const said = [...new Set(layers)].filter((layer) => layer !== 'what stands before each line');
  return said.length === 0
    ? { ...keys, plain }
    : { ...keys, plain, form: `${keys.form}, read from ${said.join(', ')}` };
}

function readPlainKeys(text: string, options: ReadKeysOptions): PlainKeys {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed === '') throw new Error('No key was given.');
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return readJson(trimmed, options);
  if (trimmed.includes('-----BEGIN') || /^(?:ssh-|ecdsa-sha2-)\S+ /.test(trimmed)) {
    const keys = options.platform.readPem(trimmed, options.passphrase);
    const candidates = keys.map(
      ({ jwk, form, certificate }): KeyCandidate => ({
        ...toCandidate(jwk, options, form),
        ...(certificate === undefined ? {} : { certificate }),
      }),
    );
    return { form: keys.map(({ form }) => form).join(', '), candidates, unusable: [] };
  }
  const der = /^[A-Za-z0-9+/=\s]{56,}$/.test(trimmed) ? decodeSecret(trimmed, 'base64') : undefined;
  if (der?.[0] === 0x30) {
    const { jwk, form } = options.platform.readDer(der);
    return { form, candidates: [toCandidate(jwk, options, form)], unusable: [] };
  }
  throw new Error(
    'Unknown key format. Give a JWK, a JWKS, a PEM public key or certificate, or base64 DER. Enter a secret as a secret.',
  );
}

/** DER as it stands in a file. @throws Error where it is none */
export function readDerKey(bytes: Uint8Array, options: ReadKeysOptions): Omit<GivenKeys, 'plain'> {
  const { jwk, form, certificate } = options.platform.readDer(bytes);
  return {
    form,
    candidates: [{ ...toCandidate(jwk, options, form), ...(certificate === undefined ? {} : { certificate }) }],
    unusable: [],
  };
}

/** @throws Error where the text is not of the encoding, or empty */
export function readSecret(text: string, encoding: SecretEncoding, name = 'the given secret'): KeyCandidate {
  const bytes = decodeSecret(text, encoding);
  if (bytes === undefined) throw new Error(`The secret is no ${nameOf(encoding)}. Choose another encoding for it.`);
  if (bytes.length === 0) throw new Error('The secret is empty: anyone could sign with it.');
  return {
    name: encoding === 'utf8' ? name : `${name} (read as ${nameOf(encoding)})`,
    source: 'given',
    jwk: { kty: 'oct', k: base64url.encode(bytes) },
    otherEncodings: otherReadings(text, encoding),
  };
}

function readJson(text: string, options: ReadKeysOptions): PlainKeys {
  const value = parseJson(text);
  const keys = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.keys) ? value.keys : undefined;
  if (keys !== undefined) {
    const usable = keys.filter(isJwk);
    const unusable = keys.flatMap((key, index) => (isJwk(key) ? [] : [`Key ${index + 1} of the set has no kty.`]));
    return { form: `JWK set of ${keys.length}`, candidates: usable.map((jwk) => toCandidate(jwk, options)), unusable };
  }
  if (isJwk(value)) return { form: `JWK (${value.kty})`, candidates: [toCandidate(value, options)], unusable: [] };
  if (isObject(value) && typeof value.jwks_uri === 'string') {
    throw new Error(`This is a discovery document, not a JWKS. The keys are at its jwks_uri, ${value.jwks_uri}.`);
  }
  const pem = certificatesByKid(value);
  if (pem.length > 0) return readKeys(pem.join('\n'), options);
  throw new Error('This is JSON, but neither a JWK (it has no "kty") nor a JWK set (it has no "keys").');
}

/** Google's and Firebase's older form: PEM certificates by kid. */
function certificatesByKid(value: unknown): string[] {
  return isObject(value)
    ? Object.values(value)
        .filter((one) => typeof one === 'string' && one.includes('-----BEGIN'))
        .map(spell)
    : [];
}

function toCandidate(given: Jwk, { origin, source = 'given' }: ReadKeysOptions, form?: string): KeyCandidate {
  const jwk = withoutOddMembers(given);
  const isPrivate = jwk.kty !== 'oct' && hasPrivateMembers(jwk);
  const kid = typeof jwk.kid === 'string' ? ` ${jwk.kid}` : '';
  const what = form ?? `${jwk.kty} key${kid}`;
  return {
    name: `the ${what}${origin === undefined ? ' that was given' : ` of ${origin}`}`,
    source,
    jwk: toPublicJwk(jwk),
    ...(isPrivate ? { privateJwk: jwk } : {}),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The key looks like JSON but is not valid. Copy the whole key.');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
