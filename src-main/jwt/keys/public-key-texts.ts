/** Every form in which a program may hold a public key, and mistake it for a secret. */
import type { Jwk, KeyPlatform } from '../ports.ts';
import { readSegment } from '../read-segment.ts';
import { encodeUtf8 } from '../utf8-text.ts';
import type { KeyCandidate } from './key-candidate.ts';

export interface PublicKeyText {
  form: string;
  bytes: Uint8Array;
}

const known = new WeakMap<Jwk, PublicKeyText[]>();

export function publicKeyTexts({ jwk }: Pick<KeyCandidate, 'jwk'>, platform: KeyPlatform): PublicKeyText[] {
  const texts = known.get(jwk) ?? [...pemTexts(jwk, platform), ...jwkTexts(jwk), ...certificateTexts(jwk)];
  known.set(jwk, texts);
  return texts;
}

function pemTexts(jwk: Jwk, platform: KeyPlatform): PublicKeyText[] {
  try {
    const { spkiPem, spkiDer, pkcs1Pem, pkcs1Der } = platform.writePublicKey(jwk);
    return [
      ...spellPem('PEM', spkiPem),
      { form: 'DER', bytes: spkiDer },
      ...(pkcs1Pem === undefined ? [] : spellPem('PKCS #1 PEM', pkcs1Pem)),
      ...(pkcs1Der === undefined ? [] : [{ form: 'PKCS #1 DER', bytes: pkcs1Der }]),
    ];
  } catch {
    return [];
  }
}

function spellPem(form: string, pem: string): PublicKeyText[] {
  const trimmed = pem.trimEnd();
  const body = trimmed.replace(/-----[^-]+-----|\s/g, '');
  return [
    { form, bytes: encodeUtf8(`${trimmed}\n`) },
    { form: `${form} without its last line end`, bytes: encodeUtf8(trimmed) },
    { form: `${form} with CRLF`, bytes: encodeUtf8(`${trimmed.replaceAll('\n', '\r\n')}\r\n`) },
    { form: `${form} with CRLF, without the last`, bytes: encodeUtf8(trimmed.replaceAll('\n', '\r\n')) },
    { form: `${form} on one line`, bytes: encodeUtf8(body) },
    { form: `${form} behind a line end`, bytes: encodeUtf8(`\n${trimmed}\n`) },
    { form: `${form} behind a space`, bytes: encodeUtf8(` ${trimmed}\n`) },
    { form: `${form} on one line with \\n`, bytes: encodeUtf8(trimmed.replaceAll('\n', '\\n')) },
  ];
}

function jwkTexts(jwk: Jwk): PublicKeyText[] {
  const { e, kty, n, crv, x, y } = jwk;
  const minimal = kty === 'RSA' ? { e, kty, n } : kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x };
  return [
    { form: 'JWK', bytes: encodeUtf8(JSON.stringify(jwk)) },
    { form: 'minimal JWK', bytes: encodeUtf8(JSON.stringify(minimal)) },
    { form: 'JWK set', bytes: encodeUtf8(JSON.stringify({ keys: [jwk] })) },
    ...(typeof n === 'string'
      ? [
          { form: 'modulus', bytes: readSegment(n).bytes },
          { form: 'text of the modulus', bytes: encodeUtf8(n) },
        ]
      : []),
  ];
}

function certificateTexts({ x5c }: Jwk): PublicKeyText[] {
  const first: unknown = Array.isArray(x5c) ? x5c[0] : undefined;
  if (typeof first !== 'string') return [];
  const lines = first.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  return [
    ...spellPem('certificate', ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n')),
    { form: 'x5c', bytes: encodeUtf8(first) },
    { form: 'certificate in DER', bytes: readSegment(first).bytes },
  ];
}
