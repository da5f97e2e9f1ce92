/** A.7: when a token begins and ends. The times are those of the API, and made when the request is sent. */
import type { CheckSeverity } from '../../contract/entities/api-check.ts';
import { bearer } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';

const expires = 'Tokens must be rejected from their expiration time on (RFC 7519 §4.1.4; OWASP ASVS 9.2.1).';
const begins = 'Tokens must be rejected before their nbf time (RFC 7519 §4.1.5).';
const isNumber = 'Times are numbers, in seconds (RFC 7519 §2).';
const leeway = 'A few seconds of leeway are common; more than a minute is not (RFC 7519 §4.1.4).';

/** Seconds after its end, from late to just now: where an API begins to accept, its leeway ends. */
export const expiryLadder = [299, 61, 59, 31, 29, 6, 4, 1] as const;

/** Seconds before its begin. */
export const beginLadder = [301, 61, 59, 31, 29, 6, 4] as const;

function expired(id: string, seconds: number, severity: CheckSeverity): CaseOf {
  return {
    id,
    severity,
    maker: 'holder',
    title: `Expired ${inWords(seconds)} ago`,
    why: severity === 'may' ? leeway : expires,
    ...(severity === 'may' ? {} : { fix: 'C2' as const }),
    expects: severity === 'may' ? 'either' : 'invalid_token',
    ...(severity === 'may'
      ? {
          tells: {
            accepted: `Tokens are still accepted ${inWords(seconds)} after they expire.`,
            refused: `Tokens are refused ${inWords(seconds)} after they expire.`,
          },
        }
      : {}),
    send: (kit) => {
      const exp = kit.now() - seconds;
      return [bearer(kit.token({ iat: exp - 3_600, exp }))];
    },
  };
}

function notYet(id: string, seconds: number, severity: CheckSeverity): CaseOf {
  return {
    id,
    severity,
    maker: 'tenant',
    title: `nbf is ${inWords(seconds)} in the future`,
    why: begins,
    ...(severity === 'may' ? {} : { fix: 'C2' as const }),
    expects: severity === 'may' ? 'either' : 'invalid_token',
    ...(severity === 'may'
      ? {
          tells: {
            accepted: `Tokens are accepted ${inWords(seconds)} before nbf.`,
            refused: `Tokens are refused ${inWords(seconds)} before nbf.`,
          },
        }
      : {}),
    send: (kit) => [bearer(kit.token({ nbf: kit.now() + seconds }))],
  };
}

function strange(
  id: string,
  title: string,
  exp: unknown,
  severity: CheckSeverity,
  more: Partial<Pick<CaseOf, 'why' | 'expects' | 'tells' | 'breakSeverity'>> = {},
): CaseOf {
  return {
    id,
    severity,
    maker: 'tenant',
    title,
    why: isNumber,
    fix: 'C2',
    expects: 'invalid_token',
    ...more,
    send: (kit) => [bearer(kit.token({ exp: typeof exp === 'function' ? exp(kit.now()) : exp }))],
  };
}

/** A payload in which a number stands as no JSON library would write it. */
function spelled(id: string, title: string, text: string, tells: CaseOf['tells']): CaseOf {
  return {
    id,
    severity: 'may',
    maker: 'tenant',
    title,
    why: "Most parsers read it as a number that isn't a valid date. It must not crash the API.",
    fix: 'C2',
    expects: 'either',
    breakSeverity: 'should',
    ...(tells === undefined ? {} : { tells }),
    send: (kit) => {
      const { header, payload } = kit.texts({ exp: 'HERE' });
      return [bearer(kit.exact(header, payload.replace('"HERE"', text)))];
    },
  };
}

function inWords(seconds: number): string {
  if (seconds === 86_400) return 'a day';
  if (seconds === 3_600) return 'an hour';
  return seconds === 1 ? 'one second' : `${seconds} seconds`;
}

/** PyJWT breaks at these up to 2.6. */
const older = { breakSeverity: 'should' } as const;

const falsy = 'A check such as "if (exp && …)" skips falsy values (RFC 7519 §4.1.4).';

export const timeCases = inGroup('time', [
  expired('expired-1h', 3_600, 'must'),
  expired('expired-1d', 86_400, 'must'),
  expired('expired-301s', 301, 'should'),
  ...expiryLadder.map((seconds) => expired(`expired-${seconds}s`, seconds, 'may')),
  strange('exp-now', 'exp is now', (now: number) => now, 'may', {
    why: '"On or after" exp means expired (RFC 7519 §4.1.4). Leeway hides this.',
    expects: 'either',
    tells: {
      accepted: 'Tokens are accepted in the second they expire.',
      refused: 'Tokens are refused in the second they expire.',
    },
  }),
  {
    id: 'exp-missing',
    severity: 'should',
    maker: 'tenant',
    title: 'No exp',
    why: 'Access tokens must expire (RFC 9068 §2.2).',
    fix: 'C2',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({ exp: undefined }))],
  },
  strange('exp-string', 'exp is a string, an hour from now', (now: number) => `${now + 3_600}`, 'should'),
  {
    id: 'exp-string-expired',
    severity: 'must',
    maker: 'tenant',
    title: 'exp is a string in the past',
    why: `${isNumber} Strings compare differently.`,
    fix: 'C2',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(kit.token({ exp: `${kit.now() - 3_600}` }), { variant: 'digits' }),
      bearer(kit.token({ exp: '2020-01-01T00:00:00Z' }), { variant: 'a date' }),
    ],
  },
  strange('exp-float', 'exp has a fraction', (now: number) => now + 3_600.5, 'should', {
    why: 'Fractions are allowed (RFC 7519 §2).',
    expects: 'accept',
  }),
  strange('exp-float-expired', 'exp has a fraction and is in the past', (now: number) => now - 3_600.5, 'must'),
  strange('exp-null', 'exp is null', null, 'must', { why: falsy }),
  strange('exp-false', 'exp is false', false, 'must', { why: falsy }),
  strange('exp-zero', 'exp is 0', 0, 'must', { why: falsy }),
  strange('exp-negative', 'exp is negative', -1, 'must', { why: expires }),
  strange('exp-array', 'exp is an empty list', [], 'must', older),
  strange('exp-object', 'exp is an object', {}, 'must', older),
  strange('exp-empty-string', 'exp is an empty string', '', 'must', { why: falsy }),
  {
    id: 'exp-nan-string',
    severity: 'must',
    maker: 'tenant',
    title: 'exp is "NaN" or "Infinity"',
    why: 'Every comparison with NaN is false (RFC 7519 §2).',
    fix: 'C2',
    expects: 'invalid_token',
    send: (kit) => ['NaN', 'Infinity'].map((exp) => bearer(kit.token({ exp }), { variant: exp })),
  },
  spelled('exp-huge', 'exp is 1e18', '1000000000000000000', {
    accepted: 'The token never expires.',
    refused: 'Out-of-range times are refused.',
  }),
  spelled('exp-overflow', 'exp is 1e400', '1e400', {
    accepted: 'It is read as Infinity: the token never expires.',
    refused: 'The token is refused.',
  }),
  strange('exp-milliseconds', 'exp in milliseconds, an hour ago', (now: number) => (now - 3_600) * 1_000, 'may', {
    why: 'Read as seconds, that is more than 50,000 years away. All libraries accept it.',
    expects: 'either',
    tells: {
      accepted: 'Times in milliseconds are accepted: such tokens never expire.',
      refused: 'Expiration times in the far future are refused.',
    },
  }),
  strange('exp-far-future', 'exp in ten years', (now: number) => now + 315_360_000, 'may', {
    why: 'A maximum lifetime is optional.',
    expects: 'either',
    tells: { accepted: 'There is no maximum lifetime.', refused: 'There is a maximum lifetime.' },
  }),
  notYet('nbf-future-1h', 3_600, 'must'),
  ...beginLadder.map((seconds) => notYet(`nbf-future-${seconds}s`, seconds, 'may')),
  {
    id: 'nbf-string-future',
    severity: 'should',
    maker: 'tenant',
    title: 'nbf is a string, an hour from now',
    why: isNumber,
    fix: 'C2',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({ nbf: `${kit.now() + 3_600}` }))],
  },
  {
    id: 'iat-future-1h',
    severity: 'may',
    maker: 'tenant',
    title: 'iat is an hour in the future',
    why: "RFC 7519 §4.1.6 doesn't require checking iat.",
    expects: 'either',
    tells: { accepted: 'iat is not checked against the clock.', refused: 'iat must not be in the future.' },
    send: (kit) => [bearer(kit.token({ iat: kit.now() + 3_600, exp: kit.now() + 7_200 }))],
  },
  {
    id: 'iat-missing',
    severity: 'may',
    maker: 'tenant',
    title: 'No iat',
    why: 'RFC 9068 §2.2 requires it, but few APIs check.',
    expects: 'either',
    tells: { accepted: 'iat may be missing.', refused: 'iat is required.' },
    send: (kit) => [bearer(kit.token({ iat: undefined }))],
  },
  {
    id: 'iat-string',
    severity: 'may',
    breakSeverity: 'should',
    maker: 'tenant',
    title: 'iat is a string',
    why: isNumber,
    expects: 'either',
    tells: { accepted: 'The type of iat is not checked.', refused: 'iat must be a number.' },
    send: (kit) => [bearer(kit.token({ iat: `${kit.now()}` }))],
  },
  {
    id: 'iat-old',
    severity: 'may',
    maker: 'tenant',
    title: 'Issued 30 days ago, not expired',
    why: 'A maximum token age is optional.',
    expects: 'either',
    tells: { accepted: 'Old tokens are accepted until they expire.', refused: 'There is a maximum token age.' },
    send: (kit) => [bearer(kit.token({ iat: kit.now() - 2_592_000 }))],
  },
]);
