/** The JSON serializations of RFC 7515 §7.2 and RFC 7516 §7.2: each signature or recipient is read as a token of its own. */
import type { FlattenedJWE, FlattenedJWSInput } from 'jose';
import type { FoundToken } from '../contract/entities/token-report.ts';
import type { JsonObject } from './json-object.ts';

/** One signature of a signed message, or one recipient of an encrypted one. */
export interface SerializedToken {
  /** In compact form, as far as that can say the same. */
  found: FoundToken;
  /** Parameters that nothing protects. */
  unprotected: JsonObject;
  /** As jose takes it. */
  jws?: FlattenedJWSInput;
  jwe?: FlattenedJWE;
}

/** More are not looked at. */
const mostMembers = 20;

/** @returns nothing for a token in compact form */
export function readSerialization(found: FoundToken): SerializedToken[] {
  if (found.form === 'jws_json') return readSigned(found);
  return found.form === 'jwe_json' ? readEncrypted(found) : [];
}

function readSigned(found: FoundToken): SerializedToken[] {
  const whole = read(found.token);
  const payload = textOf(whole.payload);
  return membersOf(whole, 'signatures').map((member) => {
    const [header, signature] = [textOf(member.protected), textOf(member.signature)];
    const unprotected = objectOf(member.header);
    return {
      found: { ...found, form: 'jws', token: `${header}.${payload}.${signature}` },
      unprotected,
      jws: {
        payload,
        signature,
        ...(header === '' ? {} : { protected: header }),
        ...(hasMembers(unprotected) ? { header: unprotected } : {}),
      },
    };
  });
}

function readEncrypted(found: FoundToken): SerializedToken[] {
  const whole = read(found.token);
  const [header, iv, ciphertext, tag, aad] = ['protected', 'iv', 'ciphertext', 'tag', 'aad'].map((name) =>
    textOf(whole[name]),
  );
  const shared = objectOf(whole.unprotected);
  return membersOf(whole, 'recipients').map((member) => {
    const encryptedKey = textOf(member.encrypted_key);
    const own = objectOf(member.header);
    return {
      found: { ...found, form: 'jwe', token: [header, encryptedKey, iv, ciphertext, tag].join('.') },
      unprotected: { ...shared, ...own },
      jwe: {
        ciphertext: ciphertext ?? '',
        ...(header ? { protected: header } : {}),
        ...(iv ? { iv } : {}),
        ...(tag ? { tag } : {}),
        ...(aad ? { aad } : {}),
        ...(encryptedKey === '' ? {} : { encrypted_key: encryptedKey }),
        ...(hasMembers(shared) ? { unprotected: shared } : {}),
        ...(hasMembers(own) ? { header: own } : {}),
      },
    };
  });
}

/** The flattened form has its only member at the top. */
function membersOf(whole: JsonObject, name: 'signatures' | 'recipients'): JsonObject[] {
  const members: unknown = whole[name];
  return Array.isArray(members) && members.length > 0 ? members.slice(0, mostMembers).map(objectOf) : [whole];
}

function hasMembers(object: JsonObject): boolean {
  return Object.keys(object).length > 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function read(text: string): JsonObject {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}
