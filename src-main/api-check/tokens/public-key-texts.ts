/** Every text in which a program may hold the tenant's public key and take it for a secret; an attacker tries them all. */
import { createPublicKey } from 'node:crypto';
import type { TokenKit } from './token-kit.ts';

export interface KeyText {
  bytes: Uint8Array;
}

interface KeyTextForm {
  /** As it ends the id of the case. */
  id: string;
  words: string;
  /** Also tried with HS384 and HS512. */
  isUsual?: true;
  /** Undefined where the key has no such form. */
  of(kit: TokenKit): Uint8Array | undefined;
}

type RsaForm = 'spki' | 'pkcs1';

function pem(kit: TokenKit, type: RsaForm): string {
  const { current } = kit.keys;
  return current === undefined ? '' : createPublicKey(current.key).export({ type, format: 'pem' }).toString();
}

function der(kit: TokenKit, type: RsaForm): Uint8Array | undefined {
  const { current } = kit.keys;
  return current === undefined ? undefined : createPublicKey(current.key).export({ type, format: 'der' });
}

/** The PEM as `export` writes it, with its last line end, spelled in another way. */
function spelled(spell: (text: string) => string, type: RsaForm = 'spki') {
  return (kit: TokenKit) => Buffer.from(spell(pem(kit, type)));
}

function jwkText(write: (jwk: Readonly<Record<string, unknown>>) => unknown) {
  return (kit: TokenKit) => {
    const { current } = kit.keys;
    return current === undefined ? undefined : Buffer.from(JSON.stringify(write(current.publicJwk)));
  };
}

function certificate(write: (x5c: string) => string | Uint8Array) {
  return (kit: TokenKit) => {
    const { current } = kit.keys;
    return current === undefined ? undefined : Buffer.from(write(current.x5c));
  };
}

function certificatePem(x5c: string): string {
  const lines = x5c.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

export const publicKeyTexts: readonly KeyTextForm[] = [
  { id: 'pem', words: 'PEM', isUsual: true, of: spelled((text) => text) },
  { id: 'pem-no-newline', words: 'PEM without the final newline', of: spelled((text) => text.trimEnd()) },
  { id: 'pem-crlf', words: 'PEM with CRLF', of: spelled((text) => text.replaceAll('\n', '\r\n')) },
  {
    id: 'pem-one-line',
    words: 'the base64 of the PEM alone',
    of: spelled((text) => text.replace(/-----[^-]+-----|\s/g, '')),
  },
  { id: 'pem-leading-newline', words: 'PEM with a leading newline', of: spelled((text) => `\n${text}`) },
  { id: 'pem-leading-space', words: 'PEM with a leading space (CVE-2026-34950)', of: spelled((text) => ` ${text}`) },
  {
    id: 'pem-escaped',
    words: 'PEM on one line with \\n',
    of: spelled((text) => text.trimEnd().replaceAll('\n', '\\n')),
  },
  {
    id: 'pkcs1-pem',
    words: 'PKCS #1 PEM (CVE-2017-11424, CVE-2023-48223)',
    of: spelled((text) => text, 'pkcs1'),
  },
  { id: 'der', words: 'DER', of: (kit) => der(kit, 'spki') },
  { id: 'pkcs1-der', words: 'PKCS #1 DER', of: (kit) => der(kit, 'pkcs1') },
  { id: 'jwk', words: 'the JWK as it is served', isUsual: true, of: jwkText((jwk) => jwk) },
  { id: 'jwk-minimal', words: 'the JWK with e, kty and n only', of: jwkText(({ e, kty, n }) => ({ e, kty, n })) },
  {
    id: 'jwks',
    words: 'the whole JWKS',
    of: ({ keys: { published } }) => Buffer.from(JSON.stringify({ keys: published })),
  },
  { id: 'certificate', words: 'the certificate in PEM', of: certificate(certificatePem) },
  { id: 'x5c', words: 'the text of x5c', of: certificate((x5c) => x5c) },
  { id: 'certificate-der', words: 'the certificate in DER', of: certificate((x5c) => Buffer.from(x5c, 'base64')) },
  {
    id: 'modulus',
    words: 'the bytes of n',
    of: ({ keys: { current } }) =>
      typeof current?.publicJwk.n === 'string' ? Buffer.from(current.publicJwk.n, 'base64url') : undefined,
  },
];
