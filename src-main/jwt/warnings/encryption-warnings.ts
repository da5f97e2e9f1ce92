/** Encrypted tokens: RFC 8725 §2.5, §3.6; RFC 7518 §4.8. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { spell } from '../spell.ts';
import { inHeader, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

const curves: Readonly<Record<string, string>> = { EC: 'P-256 P-384 P-521', OKP: 'X25519 X448' };

export function warnOfEncryption({ decoded, header, candidates }: WarningContext): TokenWarning[] {
  if (decoded.form !== 'jwe') return [];
  const { p2c, epk, zip } = header;
  return [
    ...(zip === undefined
      ? []
      : [
          warning(
            'compression',
            'warn',
            'The content was compressed before encryption, so its length can leak information.',
            { basis: '8725 §3.6', mend: 'Omit zip.', ...inHeader('zip') },
          ),
        ]),
    ...(typeof p2c === 'number' ? warnOfRounds(p2c) : []),
    ...(spell(header.alg).startsWith('ECDH-ES')
      ? warnOfCurve(
          epk,
          candidates.flatMap(({ privateJwk }) => (privateJwk === undefined ? [] : [privateJwk.crv])),
        )
      : []),
  ];
}

function warnOfRounds(rounds: number): TokenWarning[] {
  const more = {
    basis: '7518 §4.8.1.2',
    mend: 'Use 600,000 rounds, or a key instead of a password.',
    ...inHeader('p2c'),
  };
  if (rounds > 1_000_000)
    return [
      warning(
        'jwe-p2c',
        'danger',
        `The password is stretched by ${rounds} rounds: whoever opens it is kept busy on purpose.`,
        more,
      ),
    ];
  if (rounds < 1_000)
    return [
      warning(
        'jwe-p2c',
        'danger',
        `The password is stretched by ${rounds} rounds only; RFC 7518 asks for 1,000 at least.`,
        more,
      ),
    ];
  return rounds < 600_000
    ? [warning('jwe-p2c', 'warn', `The password is stretched by ${rounds} rounds; today 600,000 are advised.`, more)]
    : [];
}

function warnOfCurve(epk: unknown, ownCurves: readonly unknown[]): TokenWarning[] {
  const { kty, crv } = typeof epk === 'object' && epk !== null ? { kty: '', crv: '', ...epk } : { kty: '', crv: '' };
  const known = Object.hasOwn(curves, kty) && (curves[kty] ?? '').split(' ').includes(crv);
  const isOther = ownCurves.length > 0 && !ownCurves.includes(crv);
  const text = !known
    ? "The sender's key (epk) is missing, or on no curve that is known."
    : isOther
      ? `The sender's key is on ${crv}, the receiver's on ${ownCurves.map(spell).join(', ')}.`
      : undefined;
  return text === undefined
    ? []
    : [
        warning('ecdh-curve', 'danger', text, {
          basis: '8725 §2.5',
          mend: 'Reject it: such keys are used in attacks that reveal your key.',
          ...inHeader('epk'),
        }),
      ];
}
