/** What is remarkable about the value of a header parameter. */
import { describeContentEncryption, findKeyManagement, findSignatureAlgorithm } from '../algorithms.ts';
import type { JsonObject } from '../json-object.ts';
import { hasPrivateMembers } from '../keys/key-candidate.ts';
import type { KeyPlatform } from '../ports.ts';
import { readSegment } from '../read-segment.ts';
import { knownTypes } from './header-meanings.ts';

export interface HeaderContext {
  header: JsonObject;
  claims: JsonObject;
  platform: KeyPlatform;
}

export function remarkOnHeader(
  name: string,
  value: unknown,
  { header, claims, platform }: HeaderContext,
): string | undefined {
  switch (name) {
    case 'alg':
      return describeAlgorithm(value);
    case 'enc':
      return typeof value === 'string' ? (describeContentEncryption(value) ?? 'Not known here.') : undefined;
    case 'typ':
      return describeType(value);
    case 'cty':
      return typeof value === 'string' && /^(?:application\/)?jwt$/i.test(value)
        ? 'Nested: contains another token.'
        : undefined;
    case 'jwk':
      return typeof value === 'object' && value !== null && hasPrivateMembers({ ...value })
        ? 'It contains a PRIVATE key: anyone who reads the token can sign.'
        : undefined;
    case 'x5c':
      return Array.isArray(value) ? describeChain(value, platform) : undefined;
    case 'x5t':
      return 'SHA-1: new tokens should use x5t#S256.';
    case 'crit':
      return Array.isArray(value) && value.length === 0 ? 'Empty, which RFC 7515 forbids.' : undefined;
    case 'b64':
      return value === false ? 'Raw payload: not for a JWT (RFC 7797 §7).' : undefined;
    case 'zip':
      return header.enc === undefined
        ? 'Has no meaning in a signed token.'
        : 'Compression can leak information about encrypted content (RFC 8725 §3.6).';
    case 'p2c':
      return typeof value === 'number' && value < 600_000 ? 'Fewer than the recommended 600,000.' : undefined;
    case 'iss':
    case 'sub':
    case 'aud':
      return Object.hasOwn(claims, name) && JSON.stringify(claims[name]) !== JSON.stringify(value)
        ? 'Differs from the claim.'
        : undefined;
    default:
      return undefined;
  }
}

/** RFC 7515 §4.1.6: the first certificate is that of the key. */
function describeChain(chain: readonly unknown[], platform: KeyPlatform): string {
  const count = `${chain.length} certificate${chain.length === 1 ? '' : 's'}`;
  const [first] = chain;
  if (typeof first !== 'string') return `${count}.`;
  try {
    const { subject, notBefore, notAfter } = platform.readCertificate(readSegment(first).bytes);
    return `${count}; the first is of ${subject}, valid ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}.`;
  } catch {
    return `${count}; the first cannot be read.`;
  }
}

function describeAlgorithm(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const words = findSignatureAlgorithm(value)?.meaning ?? findKeyManagement(value)?.meaning;
  if (words !== undefined) return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  return 'Unknown. Names are case-sensitive.';
}

function describeType(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const type = value.toLowerCase().replace(/^application\//, '');
  return Object.hasOwn(knownTypes, type) ? knownTypes[type] : 'Unknown type.';
}
