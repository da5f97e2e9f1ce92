/** What the key tells that the signature was verified with: RFC 7518 §3, RFC 7517 §4. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { findSignatureAlgorithm } from '../algorithms.ts';
import { rsaBits } from '../checks/try-key.ts';
import { hasRocaFingerprint } from '../keys/roca.ts';
import type { Jwk } from '../ports.ts';
import { readSegment } from '../read-segment.ts';
import { spell } from '../spell.ts';
import { warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

const atKey = { place: { part: 'key' as const } };

export function warnOfKey({ outcome, header, candidates }: WarningContext): TokenWarning[] {
  const [only] = candidates;
  const key = outcome.key ?? (candidates.length === 1 ? only : undefined);
  if (key === undefined || key.source === 'tenant') return [];
  const { jwk } = key;
  return [
    ...warnOfRsa(jwk),
    ...warnOfMismatch(jwk, header.alg, key.privateJwk !== undefined && header.enc === undefined),
  ];
}

export function warnOfRsa(jwk: Jwk): TokenWarning[] {
  const bits = rsaBits(jwk.n);
  if (jwk.kty !== 'RSA' || bits === undefined) return [];
  const exponent = readSegment(typeof jwk.e === 'string' ? jwk.e : '').bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const length =
    bits < 2_048
      ? [
          warning(
            'rsa-short',
            'danger',
            `The RSA key has ${bits} bits: fewer than 2,048 can be broken, and libraries reject it.`,
            { basis: '7518 §3.3', mend: 'Use a 3,072-bit key.', ...atKey },
          ),
        ]
      : bits < 3_072
        ? [
            warning(
              'rsa-short',
              'note',
              `The RSA key has ${bits} bits, which is enough today. 3,072 are recommended beyond 2030.`,
              { basis: '7518 §3.3', ...atKey },
            ),
          ]
        : [];
  return [
    ...length,
    ...(exponent === 1 || exponent % 2 === 0
      ? [
          warning('rsa-exponent', 'danger', `The public exponent is ${exponent}: anyone can sign for such a key.`, {
            basis: '8725 §3.4',
            mend: 'Generate a new key with exponent 65537.',
            ...atKey,
          }),
        ]
      : exponent !== 65_537
        ? [
            warning('rsa-exponent', 'note', `The public exponent is ${exponent}, where 65537 is usual.`, {
              basis: '8725 §3.4',
              ...atKey,
            }),
          ]
        : []),
    ...(typeof jwk.n === 'string' && hasRocaFingerprint(readSegment(jwk.n).bytes)
      ? [
          warning(
            'rsa-roca',
            'danger',
            'The modulus has the ROCA fingerprint: the private key can be computed from the public key.',
            { basis: 'CVE-2017-15361', mend: 'Replace the key and the library that generated it.', ...atKey },
          ),
        ]
      : []),
  ];
}

function warnOfMismatch(jwk: Jwk, alg: unknown, isPrivate: boolean): TokenWarning[] {
  const mend = 'Use the key as its parameters say, or correct them.';
  const differs = (text: string) =>
    warning('alg-key-mismatch', 'warn', text, { basis: '7517 §4.2–4.4', mend, ...atKey });
  const { kty, crv } = typeof alg === 'string' ? (findSignatureAlgorithm(alg) ?? {}) : {};
  return [
    ...(typeof jwk.alg === 'string' && jwk.alg !== alg && !(jwk.alg === 'EdDSA' && alg === 'Ed25519')
      ? [differs(`The key says that it is for ${jwk.alg}, the token was made with ${spell(alg)}.`)]
      : []),
    ...(jwk.use === 'enc' && kty !== undefined
      ? [differs('The key says that it is for encryption (use: enc), and verifies a signature here.')]
      : []),
    ...(Array.isArray(jwk.key_ops) &&
    kty !== undefined &&
    !jwk.key_ops.some((one) => one === 'verify' || one === 'sign')
      ? [differs(`The key's operations (${jwk.key_ops.join(', ')}) do not include verify.`)]
      : []),
    ...(kty !== undefined && kty !== 'none' && jwk.kty !== kty
      ? [differs(`${spell(alg)} needs a key of type ${kty}, this one is ${jwk.kty}.`)]
      : []),
    ...(kty === jwk.kty && crv !== undefined && jwk.crv !== crv
      ? [differs(`${spell(alg)} needs the curve ${crv}, this key is on ${spell(jwk.crv)}.`)]
      : []),
    ...(isPrivate
      ? [
          warning('jwks-problems', 'warn', 'You gave a private key. Only its public key was used.', {
            basis: '7517 §9.3',
            mend: 'Keep the private key where it is used to sign.',
            ...atKey,
          }),
        ]
      : []),
  ];
}
