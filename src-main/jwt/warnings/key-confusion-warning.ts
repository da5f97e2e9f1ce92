/** A public key taken for a secret, RFC 8725 §2.1: whoever reads the key set can sign. */
import { base64url } from 'jose';
import { isHmac } from '../algorithms.ts';
import { signingInputOf } from '../checks/try-key.ts';
import { publicKeyTexts } from '../keys/public-key-texts.ts';
import { spell } from '../spell.ts';
import { inHeader, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

/** Keys that are tried. */
const mostKeys = 8;

export function warnOfKeyConfusion({ decoded, header, candidates, relatives, options: { platform } }: WarningContext) {
  const alg = spell(header.alg);
  const signature = decoded.signature?.bytes;
  if (!isHmac(alg) || signature === undefined || signature.length === 0) return [];
  const data = signingInputOf(decoded);
  const keys = [...candidates, ...relatives].filter(({ jwk }) => jwk.kty !== 'oct').slice(0, mostKeys);
  for (const key of keys) {
    const texts = publicKeyTexts(key, platform);
    const fitting = texts.find(({ bytes }) => {
      try {
        return platform.verify({ alg, jwk: { kty: 'oct', k: base64url.encode(bytes) }, data, signature });
      } catch {
        return false;
      }
    });
    if (fitting !== undefined) {
      return [
        warning(
          'key-confusion',
          'danger',
          `The token is signed with ${alg}, and its secret is the public key itself (${key.name}, as ${fitting.form}): anyone could have made it.`,
          {
            basis: '8725 §2.1; CVE-2015-9235',
            mend: 'APIs must restrict the allowed algorithms, and never allow HS256 with a public key.',
            ...inHeader('alg'),
          },
        ),
      ];
    }
  }
  return [];
}
