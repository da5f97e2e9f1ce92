/** The disclosures of an SD-JWT (RFC 9901): decoded, hashed, and looked for in the payload. */
import { base64url } from 'jose';
import type { TokenReport } from '../contract/entities/token-report.ts';
import type { DecodedToken } from './decode-token.ts';
import type { JsonObject } from './json-object.ts';
import type { KeyPlatform } from './ports.ts';
import { readSegment } from './read-segment.ts';
import { spell } from './spell.ts';
import { decodeUtf8, encodeUtf8 } from './utf8-text.ts';

const digests = { 'sha-256': 'SHA-256', 'sha-384': 'SHA-384', 'sha-512': 'SHA-512' } as const;

export function readDisclosures(
  { disclosures, payload }: DecodedToken,
  claims: JsonObject,
  platform: KeyPlatform,
): TokenReport['disclosures'] {
  const name = claims._sd_alg;
  const algorithm = name === 'sha-384' || name === 'sha-512' ? digests[name] : digests['sha-256'];
  const read = disclosures.slice(0, 500).flatMap((text) => {
    const value = parse(decodeUtf8(readSegment(text).bytes).text);
    if (!Array.isArray(value) || value.length < 2) return [];
    return [{ value, digest: base64url.encode(platform.digest(algorithm, encodeUtf8(text))) }];
  });
  const everywhere = [payload?.text ?? '', ...read.map(({ value }) => JSON.stringify(value))].join('\n');
  return read.map(({ value, digest }) => ({
    ...(value.length > 2 ? { name: spell(value[1]) } : {}),
    value: value.at(-1),
    digest,
    isBound: everywhere.includes(`"${digest}"`),
  }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
