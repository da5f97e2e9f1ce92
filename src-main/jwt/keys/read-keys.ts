/** Recognises what was given as a key, whatever it is written in, and says what it was. */
import { base64url } from 'jose';
import type { SecretEncoding } from '../../contract/entities/token-report.ts';
import type { Jwk, KeyPlatform } from '../ports.ts';
import { spell } from '../spell.ts';
import { hasPrivateMembers, isJwk, type KeyCandidate, toPublicJwk, withoutOddMembers } from './key-candidate.ts';
import { decodeSecret, nameOf, otherReadings } from './secret-encodings.ts';

export interface GivenKeys {
  /** What was recognised, in words. */
  form: string;
  candidates: KeyCandidate[];
  /** Keys of a set that cannot be used, and why. */
  unusable: string[];
}

export interface ReadKeysOptions {
  platform: KeyPlatform;
  /** For encrypted PEM. */
  passphrase?: string | undefined;
  /** What the keys are named after: a file, an address. */
  origin?: string | undefined;
  source?: KeyCandidate['source'] | undefined;
}

/**
 * Reads a JWK, a JWK set, PEM, a certificate, an OpenSSH key or base64 of DER.
 * @throws Error in words that say what was given and what is needed; never with any of it
 */
export function readKeys(text: string, options: ReadKeysOptions): GivenKeys {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed === '') throw new Error('There is no key: nothing was given.');
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
    'This is no key that is known here: needed is a JWK, a JWK set, a public key or certificate in PEM, or DER in base64. A secret is given as a secret.',
  );
}

/** DER as it stands in a file. @throws Error where it is none */
export function readDerKey(bytes: Uint8Array, options: ReadKeysOptions): GivenKeys {
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
  if (bytes.length === 0) throw new Error('The secret is empty: anybody could sign with it.');
  return {
    name: encoding === 'utf8' ? name : `${name} (read as ${nameOf(encoding)})`,
    source: 'given',
    jwk: { kty: 'oct', k: base64url.encode(bytes) },
    otherEncodings: otherReadings(text, encoding),
  };
}

function readJson(text: string, options: ReadKeysOptions): GivenKeys {
  const value = parseJson(text);
  const keys = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.keys) ? value.keys : undefined;
  if (keys !== undefined) {
    const usable = keys.filter(isJwk);
    const unusable = keys.flatMap((key, index) => (isJwk(key) ? [] : [`Key ${index + 1} of the set has no kty.`]));
    return { form: `JWK set of ${keys.length}`, candidates: usable.map((jwk) => toCandidate(jwk, options)), unusable };
  }
  if (isJwk(value)) return { form: `JWK (${value.kty})`, candidates: [toCandidate(value, options)], unusable: [] };
  if (isObject(value) && typeof value.jwks_uri === 'string') {
    throw new Error(`This is a discovery document, which holds no keys: they are at its jwks_uri, ${value.jwks_uri}.`);
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
    throw new Error('The key begins like JSON, but is none. Check that it was copied whole.');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
