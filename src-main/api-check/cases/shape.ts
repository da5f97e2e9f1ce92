/** A.2: tokens of another shape, and their encoding. */

import { createPublicKey } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CompactEncrypt } from 'jose';
import { bearer, spellings } from '../attempt.ts';
import { inGroup } from '../check-case.ts';
import { type Bytes, encode } from '../tokens/sign-bytes.ts';
import type { TokenKit } from '../tokens/token-kit.ts';

export const withoutPublicKey = 'This API uses HS256, so there is no public key.';

export function needsPublicKey({ keys }: TokenKit): string | undefined {
  return keys.current === undefined ? withoutPublicKey : undefined;
}

/** A JWE for the tenant's public signing key: anybody can make it. */
export async function encryptForSigner(kit: TokenKit, content: Bytes, header: object = {}): Promise<string> {
  const { current } = kit.keys;
  if (current === undefined) throw new Error(withoutPublicKey);
  return new CompactEncrypt(Buffer.from(content))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A128GCM', kid: current.kid, ...header })
    .encrypt(createPublicKey(current.key));
}

/** Characters that stand for the same bytes, since the last one has bits that nobody reads. */
function respellLast(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(signature.at(-1) ?? 'A');
  return signature.slice(0, -1) + alphabet[last ^ 1];
}

export const shapeCases = inGroup('shape', [
  {
    id: 'not-a-jwt',
    severity: 'must',
    maker: 'anyone',
    title: 'Text that is not a JWT',
    why: "Anything that can't be parsed is an invalid token (RFC 6750 §3.1).",
    expects: 'invalid_token',
    send: () => ['abc', '..', '...'].map((text) => bearer(text, { variant: text })),
  },
  {
    id: 'two-parts',
    severity: 'must',
    maker: 'anyone',
    title: 'A token without its third part',
    why: 'A JWS always has three parts, even if one is empty (RFC 7515 §7.1).',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token().split('.').slice(0, 2).join('.'))],
  },
  {
    id: 'four-parts',
    severity: 'must',
    title: 'A token with a fourth part',
    why: 'Four parts are neither a JWS nor a JWE (RFC 7516 §9).',
    expects: 'invalid_token',
    send: (kit) => [bearer(`${kit.token()}.x`)],
  },
  {
    id: 'many-dots',
    severity: 'must',
    maker: 'anyone',
    title: '10,000 dots',
    why: 'Splitting on every dot uses a lot of memory before anything is checked (CVE-2025-30204, CVE-2025-27144).',
    fix: 'P1',
    expects: 'refuse',
    send: () => [bearer('.'.repeat(10_000), { within: 1_000 })],
  },
  {
    id: 'trailing-dot',
    // ruby-jwt passes over it.
    severity: 'should',
    title: 'A dot after the token',
    why: "That makes four parts, so it isn't a JWS (RFC 7515 §7.1).",
    expects: 'invalid_token',
    send: (kit) => [bearer(`${kit.token()}.`)],
  },
  {
    id: 'payload-whitespace',
    severity: 'should',
    title: 'A space inside the signature',
    why: 'base64url contains no whitespace (RFC 7515 §2).',
    fix: 'P2',
    expects: 'invalid_token',
    send: (kit) => {
      const [header, payload, signature = ''] = kit.token().split('.');
      return [bearer(`${header}.${payload}.${signature.slice(0, 20)} ${signature.slice(20)}`)];
    },
  },
  {
    id: 'signature-spare-bits',
    severity: 'may',
    title: 'A different last character that decodes to the same signature',
    why: 'One token can then be written in several ways, so deny lists must use jti, not the token text.',
    fix: 'P2',
    expects: 'either',
    tells: {
      accepted: 'The same token is accepted in several spellings: base deny lists on jti.',
      refused: 'Unused bits in the last character are checked.',
    },
    send: (kit) => {
      const [header, payload, signature = ''] = kit.token().split('.');
      return [bearer(`${header}.${payload}.${respellLast(signature)}`)];
    },
  },
  {
    id: 'padded-base64',
    severity: 'should',
    title: '"=" padding after the signature',
    why: 'base64url in a JWS is not padded (RFC 7515 §2).',
    fix: 'P2',
    expects: 'invalid_token',
    send: (kit) => {
      const token = kit.token();
      return [bearer(token + '='.repeat((4 - ((token.split('.')[2] ?? '').length % 4)) % 4 || 1))];
    },
  },
  {
    id: 'padded-base64-signed',
    severity: 'should',
    maker: 'tenant',
    title: '"=" padding after header and payload, signed as sent',
    why: 'base64url in a JWS is not padded (RFC 7515 §2).',
    fix: 'P2',
    expects: 'invalid_token',
    send: (kit) => [bearer(signPadded(kit))],
  },
  {
    id: 'standard-base64-alphabet',
    severity: 'should',
    title: 'A signature with + and /',
    why: 'base64url uses - and _ instead (RFC 4648 §5).',
    fix: 'P2',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload, signature } = partsWithBothSigns(kit);
      return [bearer(`${header}.${payload}.${signature.toString('base64').replace(/=+$/, '')}`)];
    },
  },
  {
    id: 'url-encoded-token',
    severity: 'must',
    title: 'The token percent-encoded',
    why: 'If the API decodes once more than the proxy in front of it, the two see different tokens.',
    fix: 'P2',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token().replaceAll('.', '%2E'))],
  },
  {
    id: 'quoted-token',
    severity: 'may',
    title: 'The token in quotation marks',
    why: "A common client bug. Quotation marks aren't allowed here (RFC 6750 §2.1).",
    expects: 'either',
    tells: { accepted: 'Quotation marks are stripped.', refused: 'Quotation marks make the token invalid.' },
    send: (kit) => {
      const token = kit.token();
      return [{ token, authorization: `Bearer "${token}"` }];
    },
  },
  {
    id: 'json-serialization',
    severity: 'must',
    title: 'The JSON serialization of the token',
    why: 'A JWT uses the compact serialization only (RFC 7519 §3). Accepting both forms means two parsers (CVE-2022-39227).',
    fix: 'P3',
    expects: 'invalid_token',
    send: (kit) => {
      const [header = '', payload = '', signature = ''] = kit.token().split('.');
      return [bearer(JSON.stringify({ protected: header, payload, signature }))];
    },
  },
  {
    id: 'polyglot-json-compact',
    severity: 'must',
    maker: 'holder',
    title: 'A token that parses both as JSON and as compact serialization',
    why: 'The part that is verified is not the part that is read (CVE-2022-39227).',
    fix: 'P3',
    expects: 'invalid_token',
    send: (kit) => {
      const [header = '', payload = '', signature = ''] = kit.token().split('.');
      const forged = encode(JSON.stringify(kit.claims({ sub: 'admin' })));
      return [
        bearer(`{"${header}.${forged}.":"","protected":"${header}","payload":"${payload}","signature":"${signature}"}`),
      ];
    },
  },
  {
    id: 'jwe-instead',
    severity: 'must',
    maker: 'anyone',
    title: 'Claims encrypted to the public key, not signed',
    why: 'Anyone can encrypt to a public key, so it proves nothing (RFC 8725 §2.3).',
    fix: 'K7',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: async (kit) => [bearer(await encryptForSigner(kit, JSON.stringify(kit.claims()), { typ: 'JWT' }))],
  },
  {
    id: 'jwe-wrapping-none',
    severity: 'must',
    maker: 'anyone',
    title: 'An encrypted token that contains an unsigned one',
    why: 'A token that decrypts is not a token that is verified (CVE-2026-29000).',
    fix: 'K7',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: async (kit) => {
      const inner = `${encode('{"alg":"none"}')}.${encode(JSON.stringify(kit.claims()))}.`;
      return [bearer(await encryptForSigner(kit, inner, { cty: 'JWT' }))];
    },
  },
  {
    id: 'nested-jws',
    severity: 'must',
    maker: 'tenant',
    title: 'A token whose payload is another token',
    why: 'The claims would come from the inner token, which nothing has verified (RFC 7519 §5.2).',
    fix: 'K7',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.exact(JSON.stringify({ ...kit.header, cty: 'JWT' }), kit.token()))],
  },
  {
    id: 'cty-jwt',
    severity: 'may',
    maker: 'tenant',
    title: 'cty "JWT" on an ordinary token',
    why: "It announces a nested token, but the payload isn't one (RFC 7519 §5.2).",
    expects: 'either',
    tells: { accepted: 'cty is not checked.', refused: 'cty is checked.' },
    send: (kit) => [bearer(kit.token({}, { cty: 'JWT' }))],
  },
  {
    id: 'payload-not-object',
    severity: 'must',
    maker: 'tenant',
    title: 'A payload that is not a JSON object',
    why: 'The payload must be a JSON object (RFC 7519 §7.2, step 10).',
    fix: 'P4',
    expects: 'invalid_token',
    send: (kit) =>
      spellings(
        Object.fromEntries(
          ['[]', '"x"', '1', 'null'].map((text) => [text, kit.exact(JSON.stringify(kit.header), text)]),
        ),
      ),
  },
  {
    id: 'payload-empty',
    severity: 'must',
    maker: 'tenant',
    title: 'An empty payload, signed',
    why: 'Without claims there is nothing to accept (RFC 7519 §7.2).',
    fix: 'P4',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.exact(JSON.stringify(kit.header), ''))],
  },
  {
    id: 'payload-trailing-json',
    severity: 'must',
    maker: 'tenant',
    title: 'A second object after the payload',
    why: "A parser that stops early doesn't read everything that was signed.",
    fix: 'P4',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload } = kit.texts();
      return [bearer(kit.exact(header, `${payload}{}`))];
    },
  },
  {
    id: 'payload-bom',
    severity: 'may',
    maker: 'tenant',
    title: 'A byte order mark before the payload',
    why: 'JSON must not start with one, but parsers may ignore it (RFC 8259 §8.1).',
    expects: 'either',
    tells: { accepted: 'Byte order marks are ignored.', refused: 'Byte order marks are rejected.' },
    send: (kit) => {
      const { header, payload } = kit.texts();
      return [bearer(kit.exact(header, `\uFEFF${payload}`))];
    },
  },
  {
    id: 'invalid-utf8',
    severity: 'should',
    maker: 'tenant',
    title: 'A claim that is not valid UTF-8',
    why: 'Claims must be UTF-8 (RFC 8725 §3.7). Parsers disagree about anything else.',
    fix: 'P4',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload } = kit.texts({ note: 'XX' });
      const bytes = Buffer.from(payload);
      const place = bytes.indexOf('"XX"') + 1;
      bytes[place] = 0xff;
      bytes[place + 1] = 0xfe;
      return [bearer(kit.exact(header, bytes))];
    },
  },
  {
    id: 'zip-in-jws',
    severity: 'must',
    maker: 'tenant',
    title: 'A compressed payload, with zip "DEF"',
    why: "zip is a JWE parameter. A JWS can't be compressed (RFC 7516 §4.1.3).",
    fix: 'P5',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload } = kit.texts({}, { zip: 'DEF' });
      return [bearer(kit.exact(header, deflateRawSync(payload)))];
    },
  },
]);

/** RS256 over a header and a payload that have their padding. */
function signPadded(kit: TokenKit): string {
  const pad = (text: string) => text + '='.repeat((4 - (text.length % 4)) % 4);
  for (let filler = 0; ; filler += 1) {
    const { header, payload } = kit.texts({ filler: 'x'.repeat(filler) });
    const [one, two] = [pad(encode(header)), pad(encode(payload))];
    if (two.endsWith('=')) return `${one}.${two}.${kit.signOver(`${one}.${two}`)}`;
  }
}

/** A token whose signature has one of the two characters by which the alphabets differ. */
function partsWithBothSigns(kit: TokenKit) {
  for (let filler = 0; ; filler += 1) {
    const parts = kit.parts({ filler });
    if (/[+/]/.test(parts.signature.toString('base64'))) return parts;
  }
}
