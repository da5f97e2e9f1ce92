/** Times: RFC 7519 §4.1.4 to §4.1.6 and what is sensible. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { describeDistance, describeLength, describeUtc } from '../explain/describe-time.ts';
import { readTime } from '../read-time.ts';
import { spell } from '../spell.ts';
import { inPayload, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

const day = 86_400;
/** Seconds that an `iat` may be ahead before it is remarkable. */
const skew = 60;

export function warnOfTimes({
  claims,
  purpose,
  isClaims,
  options: { now, tolerance },
}: WarningContext): TokenWarning[] {
  if (!isClaims) return [];
  const names = ['exp', 'nbf', 'iat', 'auth_time'].filter((name) => Object.hasOwn(claims, name));
  const exp = readTime(claims.exp).seconds;
  const nbf = readTime(claims.nbf).seconds;
  const iat = readTime(claims.iat).seconds;
  const isLasting = claims.exp === undefined && (purpose === 'access_token' || purpose === 'unknown');
  return [
    ...names.flatMap((name) => warnOfSpelling(name, claims[name])),
    ...(isLasting
      ? [
          warning('exp-missing', 'danger', 'The token has no expiration time (exp): it never expires.', {
            basis: '9068 §2.2',
            mend: 'Use a lifetime of an hour, or a day at most.',
          }),
        ]
      : []),
    ...(exp !== undefined && now >= exp + tolerance
      ? [
          warning(
            'expired',
            'danger',
            `Expired ${describeDistance(exp - now)}, at ${describeUtc(exp)}, by the clock of this check (${describeUtc(now)}).`,
            { basis: '7519 §4.1.4', mend: 'Get a new token.', ...inPayload('exp') },
          ),
        ]
      : []),
    ...(exp !== undefined && now < exp && exp - now < 60
      ? [
          warning('expires-soon', 'note', `It expires ${describeDistance(exp - now)}.`, {
            basis: '7519 §4.1.4',
            ...inPayload('exp'),
          }),
        ]
      : []),
    ...(nbf !== undefined && now < nbf - tolerance
      ? [
          warning('not-yet-valid', 'danger', `Not valid before ${describeUtc(nbf)}, ${describeDistance(nbf - now)}.`, {
            basis: '7519 §4.1.5',
            mend: "Wait, or correct the issuer's clock.",
            ...inPayload('nbf'),
          }),
        ]
      : []),
    ...(iat !== undefined && iat > now + skew
      ? [
          warning(
            'issued-in-future',
            'warn',
            `It was issued in the future, ${describeDistance(iat - now)}: clocks differ.`,
            { basis: '7519 §4.1.6', mend: 'Correct the clocks of the issuer and the API.', ...inPayload('iat') },
          ),
        ]
      : []),
    ...(exp !== undefined && iat !== undefined && exp <= iat
      ? [
          warning('time-order', 'warn', 'It expires before it was issued (exp ≤ iat).', {
            basis: '7519 §4.1.4',
            ...inPayload('exp'),
          }),
        ]
      : []),
    ...(exp !== undefined && nbf !== undefined && nbf > exp
      ? [
          warning('time-order', 'warn', 'It expires before it becomes valid (nbf > exp).', {
            basis: '7519 §4.1.5',
            ...inPayload('nbf'),
          }),
        ]
      : []),
    ...(exp !== undefined && iat !== undefined && exp < 1e11
      ? warnOfLifetime(exp - iat, purpose === 'access_token' || purpose === 'unknown')
      : []),
  ];
}

function warnOfSpelling(name: string, value: unknown): TokenWarning[] {
  const { problem, meant, isFraction } = readTime(value);
  if (problem === 'milliseconds' || problem === 'microseconds') {
    return [
      warning(
        'time-unit',
        'danger',
        `${name} is ${spell(value)}: that looks like ${problem}. ${describeUtc(meant ?? 0)} was probably meant.`,
        { basis: '7519 §2', mend: 'Write seconds: Math.floor(Date.now() / 1000).', ...inPayload(name) },
      ),
    ];
  }
  if (problem !== undefined) {
    return [
      warning(
        'time-type',
        'danger',
        `${name} is ${JSON.stringify(value)}${problem === 'type' ? ', no number' : `: ${problem}`}: libraries reject it or ignore the limit.`,
        { basis: '7519 §2', mend: 'Write seconds since 1970 as a number.', ...inPayload(name) },
      ),
    ];
  }
  return isFraction === true
    ? [
        warning('time-type', 'note', `${name} has a fraction, which is allowed but not supported by every library.`, {
          basis: '7519 §2',
          ...inPayload(name),
        }),
      ]
    : [];
}

function warnOfLifetime(seconds: number, isAccess: boolean): TokenWarning[] {
  if (!isAccess || seconds <= day) return [];
  return [
    warning(
      'lifetime-long',
      seconds > 30 * day ? 'danger' : 'warn',
      `It lives ${describeLength(seconds)}. Auth0's default is 24 hours, at most 30 days.`,
      {
        basis: '9068 §5',
        mend: "Shorten the API's token lifetime.",
        ...inPayload('exp'),
      },
    ),
  ];
}
