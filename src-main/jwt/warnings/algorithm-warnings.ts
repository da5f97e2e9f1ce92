/** What the header's algorithm tells: RFC 8725 §3.1, §3.2. */

import { inHeader, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

export function warnOfAlgorithm({ decoded, header }: WarningContext) {
  const { alg } = header;
  if (decoded.header?.object === undefined) return [];
  const isNone = typeof alg === 'string' && /^[^a-z]*none[^a-z]*$/i.test(alg);
  const isUnsigned = decoded.form === 'jws' && (isNone || decoded.signature?.text === '');
  return [
    ...(isUnsigned
      ? [
          warning(
            'alg-none',
            'danger',
            isNone
              ? `The token is not signed (alg ${JSON.stringify(alg)}): anyone could have made it.`
              : 'The signature is empty: anyone could have made the token.',
            {
              basis: '8725 §3.2; ASVS 9.1.2',
              mend: 'APIs must restrict the allowed algorithms, and never allow none.',
              ...inHeader('alg'),
            },
          ),
        ]
      : []),
    ...(typeof alg === 'string' && /^(?:RSA1_5|RSA-OAEP|HS1|RS1)$/.test(alg)
      ? [
          warning(
            'alg-deprecated',
            'warn',
            `${alg} is deprecated${alg === 'RSA1_5' ? ': its padding invites oracles' : ': it rests on SHA-1'}.`,
            {
              basis: '8725 §3.2',
              mend: alg.startsWith('RSA') ? 'Use RSA-OAEP-256.' : 'Use at least RS256 or HS256.',
              ...inHeader('alg'),
            },
          ),
        ]
      : []),
  ];
}

export function warnOfPasswordAsKey({ header, outcome }: WarningContext) {
  const isTyped = (outcome.key?.otherEncodings ?? []).length > 0;
  if (header.alg !== 'dir' || !isTyped) return [];
  return [
    warning(
      'alg-deprecated',
      'warn',
      'Text is used directly as the encryption key (dir). Text is less random than a generated key.',
      { basis: '8725 §3.2, §3.5', mend: 'Generate a random key of the size that enc requires.', ...inHeader('alg') },
    ),
  ];
}
