/** A.7: when a token begins and ends. The times are those of the API, and made when the request is sent. */
import type { CheckSeverity } from '../../contract/entities/api-check.ts';
import { bearer } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';

const expires = 'A token must not be accepted on or after its exp (RFC 7519 §4.1.4; OWASP ASVS 9.2.1).';
const begins = 'A token must not be accepted before its nbf (RFC 7519 §4.1.5).';
const isNumber = 'Times are numbers of seconds (RFC 7519 §2).';
const leeway = 'A few seconds are usual, more than a minute is not (RFC 7519 §4.1.4).';

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
            accepted: `A token still passes ${inWords(seconds)} after its end.`,
            refused: `${inWords(seconds)} after its end a token is refused.`,
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
    title: `nbf is ${inWords(seconds)} ahead`,
    why: begins,
    ...(severity === 'may' ? {} : { fix: 'C2' as const }),
    expects: severity === 'may' ? 'either' : 'invalid_token',
    ...(severity === 'may'
      ? {
          tells: {
            accepted: `A token passes ${inWords(seconds)} before its begin.`,
            refused: `${inWords(seconds)} before its begin a token is refused.`,
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
    why: 'Most parsers make it a number that no date can be. It must not crash the API.',
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

const falsy = 'A check such as "if (exp && …)" passes over what counts as false (RFC 7519 §4.1.4).';

export const timeCases = inGroup('time', [
  expired('expired-1h', 3_600, 'must'),
  expired('expired-1d', 86_400, 'must'),
  expired('expired-301s', 301, 'should'),
  ...expiryLadder.map((seconds) => expired(`expired-${seconds}s`, seconds, 'may')),
  strange('exp-now', 'exp is the current second', (now: number) => now, 'may', {
    why: '"On or after" means that it is over (RFC 7519 §4.1.4). A leeway hides it.',
    expects: 'either',
    tells: { accepted: 'The second of its end still counts.', refused: 'At its end a token is over.' },
  }),
  {
    id: 'exp-missing',
    severity: 'should',
    maker: 'tenant',
    title: 'No exp',
    why: 'An access token has an end (RFC 9068 §2.2).',
    fix: 'C2',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({ exp: undefined }))],
  },
  strange('exp-string', 'exp is a text, an hour ahead', (now: number) => `${now + 3_600}`, 'should'),
  {
    id: 'exp-string-expired',
    severity: 'must',
    maker: 'tenant',
    title: 'exp is a text, and over',
    why: `${isNumber} Texts are compared otherwise.`,
    fix: 'C2',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(kit.token({ exp: `${kit.now() - 3_600}` }), { variant: 'digits' }),
      bearer(kit.token({ exp: '2020-01-01T00:00:00Z' }), { variant: 'a date' }),
    ],
  },
  strange('exp-float', 'exp has a fraction', (now: number) => now + 3_600.5, 'should', {
    why: 'Fractions are legal (RFC 7519 §2).',
    expects: 'accept',
  }),
  strange('exp-float-expired', 'exp has a fraction, and is over', (now: number) => now - 3_600.5, 'must'),
  strange('exp-null', 'exp is null', null, 'must', { why: falsy }),
  strange('exp-false', 'exp is false', false, 'must', { why: falsy }),
  strange('exp-zero', 'exp is 0', 0, 'must', { why: falsy }),
  strange('exp-negative', 'exp is negative', -1, 'must', { why: expires }),
  strange('exp-array', 'exp is an empty list', [], 'must', older),
  strange('exp-object', 'exp is an object', {}, 'must', older),
  strange('exp-empty-string', 'exp is an empty text', '', 'must', { why: falsy }),
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
    accepted: 'It never ends.',
    refused: 'An end that no date can be is refused.',
  }),
  spelled('exp-overflow', 'exp is 1e400', '1e400', {
    accepted: 'It is read as infinity: the token never ends.',
    refused: 'It is refused.',
  }),
  strange('exp-milliseconds', 'exp in milliseconds, an hour ago', (now: number) => (now - 3_600) * 1_000, 'may', {
    why: 'Read as seconds it is 50,000 years ahead. All libraries take it.',
    expects: 'either',
    tells: { accepted: 'A token in milliseconds never ends.', refused: 'An end far ahead is refused.' },
  }),
  strange('exp-far-future', 'exp in ten years', (now: number) => now + 315_360_000, 'may', {
    why: 'A greatest age is an option (RFC 8725 has none).',
    expects: 'either',
    tells: { accepted: 'There is no greatest lifetime.', refused: 'There is a greatest lifetime.' },
  }),
  notYet('nbf-future-1h', 3_600, 'must'),
  ...beginLadder.map((seconds) => notYet(`nbf-future-${seconds}s`, seconds, 'may')),
  {
    id: 'nbf-string-future',
    severity: 'should',
    maker: 'tenant',
    title: 'nbf is a text, an hour ahead',
    why: isNumber,
    fix: 'C2',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({ nbf: `${kit.now() + 3_600}` }))],
  },
  {
    id: 'iat-future-1h',
    severity: 'may',
    maker: 'tenant',
    title: 'iat is an hour ahead',
    why: 'RFC 7519 §4.1.6 asks for no check of iat.',
    expects: 'either',
    tells: { accepted: 'iat is not compared with the clock.', refused: 'iat must not be ahead.' },
    send: (kit) => [bearer(kit.token({ iat: kit.now() + 3_600, exp: kit.now() + 7_200 }))],
  },
  {
    id: 'iat-missing',
    severity: 'may',
    maker: 'tenant',
    title: 'No iat',
    why: 'RFC 9068 §2.2 requires it; few APIs look.',
    expects: 'either',
    tells: { accepted: 'iat may be missing.', refused: 'iat is required.' },
    send: (kit) => [bearer(kit.token({ iat: undefined }))],
  },
  {
    id: 'iat-string',
    severity: 'may',
    breakSeverity: 'should',
    maker: 'tenant',
    title: 'iat is a text',
    why: isNumber,
    expects: 'either',
    tells: { accepted: 'The type of iat is not checked.', refused: 'iat has to be a number.' },
    send: (kit) => [bearer(kit.token({ iat: `${kit.now()}` }))],
  },
  {
    id: 'iat-old',
    severity: 'may',
    maker: 'tenant',
    title: 'Issued 30 days ago, and not over',
    why: 'A greatest age is an option.',
    expects: 'either',
    tells: { accepted: 'Old tokens pass until their end.', refused: 'There is a greatest age.' },
    send: (kit) => [bearer(kit.token({ iat: kit.now() - 2_592_000 }))],
  },
]);
