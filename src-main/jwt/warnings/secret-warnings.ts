/** Secrets that others can guess: RFC 8725 §3.5, RFC 7518 §3.2. */
import { base64url } from 'jose';
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { findSignatureAlgorithm, isHmac } from '../algorithms.ts';
import { signingInputOf } from '../checks/try-key.ts';
import { weakSecrets } from '../keys/weak-secrets.ts';
import { readSegment } from '../read-segment.ts';
import { spell } from '../spell.ts';
import { encodeUtf8 } from '../utf8-text.ts';
import { warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

/** Secrets of the list as keys, made once. */
const weakKeys = weakSecrets.map((secret) => ({ secret, k: base64url.encode(encodeUtf8(secret)) }));

export function warnOfSecret(context: WarningContext): TokenWarning[] {
  const { header, outcome } = context;
  const alg = spell(header.alg);
  if (!isHmac(alg)) return [];
  const k = outcome.key?.jwk.kty === 'oct' ? spell(outcome.key.jwk.k) : undefined;
  const weak = k === undefined ? findWeakSecret(context, alg) : weakKeys.find((one) => one.k === k)?.secret;
  return [
    ...(weak === undefined
      ? []
      : [
          warning(
            'weak-secret-known',
            'danger',
            `The token is signed with ${JSON.stringify(weak)}, which is in every list of weak secrets: anyone can sign.`,
            {
              basis: '8725 §3.5',
              mend: 'Use a random secret: openssl rand -base64 48.',
              place: { part: 'key' },
            },
          ),
        ]),
    ...(k === undefined ? [] : warnOfLength(readSegment(k).bytes, alg)),
  ];
}

function findWeakSecret({ decoded, options }: WarningContext, alg: string): string | undefined {
  const signature = decoded.signature?.bytes;
  if (signature === undefined || signature.length === 0) return undefined;
  const data = signingInputOf(decoded);
  return weakKeys.find(({ k }) => {
    try {
      return options.platform.verify({ alg, jwk: { kty: 'oct', k }, data, signature });
    } catch {
      return false;
    }
  })?.secret;
}

function warnOfLength(bytes: Uint8Array, alg: string): TokenWarning[] {
  const least = findSignatureAlgorithm(alg)?.secretBytes ?? 32;
  const more = { basis: '7518 §3.2', mend: `Use ${least} random bytes or more.`, place: { part: 'key' as const } };
  if (bytes.length < 16)
    return [
      warning('weak-secret-short', 'danger', `The secret has ${bytes.length} bytes: it can be brute-forced.`, more),
    ];
  if (bytes.length < least)
    return [
      warning('weak-secret-short', 'warn', `The secret has ${bytes.length} bytes, ${alg} asks for ${least}.`, more),
    ];
  const bits = Math.floor(entropyOf(bytes));
  return bits < 128
    ? [
        warning(
          'weak-secret-short',
          'warn',
          `The secret is long, but of few different characters: it holds some ${bits} bits of chance, where 128 are wanted.`,
          more,
        ),
      ]
    : [];
}

/** Shannon's, over the bytes as they occur; an upper bound for what chance may be in it. */
function entropyOf(bytes: Uint8Array): number {
  const counts = new Map<number, number>();
  for (const byte of bytes) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, count) => sum + count * Math.log2(count / bytes.length), 0);
}
