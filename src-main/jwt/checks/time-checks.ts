/** Whether a token lives now, and whether its login is recent enough. */
import type { TokenCheck } from '../../contract/entities/token-report.ts';
import { describeDistance, describeUtc } from '../explain/describe-time.ts';
import type { JsonObject } from '../json-object.ts';
import { readTime } from '../read-time.ts';
import type { Expectations } from './claim-checks.ts';

/** RFC 7519 §4.1.4 to §4.1.6. */
export function checkTimes(claims: JsonObject, expectations: Expectations): TokenCheck {
  const times = checkLifetime(claims, expectations);
  return times.result === 'failed' ? times : (checkLogin(claims, expectations) ?? times);
}

/** OIDC Core §3.1.3.7, step 13: asked for with `max_age`. */
function checkLogin(claims: JsonObject, { now, tolerance, maxAge }: Expectations): TokenCheck | undefined {
  if (maxAge === undefined) return undefined;
  const login = readTime(claims.auth_time).seconds;
  const expected = `at most ${maxAge} s ago`;
  if (login === undefined) {
    return {
      check: 'times',
      result: 'failed',
      reason: `The login may lie back ${maxAge} s (max_age), but the token doesn't say when it happened (auth_time).`,
      expected,
      mend: 'Request the token with max_age, so that it includes auth_time.',
    };
  }
  if (now - login <= maxAge + tolerance) return undefined;
  return {
    check: 'times',
    result: 'failed',
    reason: `The login was ${describeDistance(login - now)}, at ${describeUtc(login)}; it may lie back ${maxAge} s (max_age).`,
    found: describeUtc(login),
    expected,
    mend: 'Have the user log in again: use max_age or prompt=login.',
  };
}

function checkLifetime(claims: JsonObject, { now, tolerance }: Expectations): TokenCheck {
  const unreadable = ['exp', 'nbf', 'iat'].filter(
    (name) => Object.hasOwn(claims, name) && readTime(claims[name]).seconds === undefined,
  );
  const [odd] = unreadable;
  const exp = readTime(claims.exp).seconds;
  const nbf = readTime(claims.nbf).seconds;
  const slack = tolerance === 0 ? '' : ` (with ${tolerance} s of tolerance)`;
  const expected = `now, ${describeUtc(now)}${slack}`;
  if (odd !== undefined)
    return {
      check: 'times',
      result: 'failed',
      reason: `${odd} is ${JSON.stringify(claims[odd])}, which is not a time. RFC 7519 §2 requires a number: seconds since 1970.`,
      expected,
    };
  if (exp !== undefined && now >= exp + tolerance) {
    return {
      check: 'times',
      result: 'failed',
      reason: `Expired ${describeDistance(exp - now)}, at ${describeUtc(exp)}${slack}.`,
      found: describeUtc(exp),
      expected,
      mend: 'Get a new token.',
    };
  }
  if (nbf !== undefined && now < nbf - tolerance) {
    return {
      check: 'times',
      result: 'failed',
      reason: `Not valid yet: ${describeDistance(nbf - now)}, at ${describeUtc(nbf)}${slack}.`,
      found: describeUtc(nbf),
      expected,
      mend: "Wait, or correct the issuer's clock.",
    };
  }
  if (exp === undefined) {
    const reason =
      nbf === undefined
        ? 'The token has no expiration time (exp) and no not-before time (nbf).'
        : 'The token has no expiration time (exp).';
    return { check: 'times', result: nbf === undefined ? 'not_asked' : 'passed', reason, expected };
  }
  const end =
    now >= exp
      ? `It expired ${describeDistance(exp - now)}, within the tolerance of ${tolerance} s.`
      : `It expires ${describeDistance(exp - now)}, at ${describeUtc(exp)}.`;
  return { check: 'times', result: 'passed', reason: end, found: describeUtc(exp), expected };
}
