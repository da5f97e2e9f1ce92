/** What a verifier asks of the claims: issuer, audience, type and scopes, each with what it was compared with. */
import type { TokenCheck } from '../../contract/entities/token-report.ts';
import type { JsonObject } from '../json-object.ts';
import type { KnownParties } from '../ports.ts';
import { audiencesOf, readScopes } from '../read-claims.ts';

export interface Expectations {
  issuer?: string | undefined;
  /** Any one of them is enough. */
  audience?: readonly string[] | undefined;
  /** All of them. */
  scopes?: readonly string[] | undefined;
  /** Seconds that the login may lie back, OIDC Core §3.1.2.1. */
  maxAge?: number | undefined;
  /** `typ` of the header, compared as media types are. */
  type?: string | undefined;
  /** Seconds since the epoch. */
  now: number;
  /** Seconds that clocks may differ. */
  tolerance: number;
}

/** RFC 7519 §4.1.1: a case-sensitive string, compared as it is. */
export function checkIssuer(claims: JsonObject, { issuer }: Expectations, parties: KnownParties): TokenCheck {
  const { iss } = claims;
  const found = typeof iss === 'string' ? iss : undefined;
  if (issuer === undefined) {
    const [own] = parties.issuers;
    if (own === undefined)
      return {
        check: 'issuer',
        result: 'not_asked',
        reason:
          found === undefined ? 'The token has no issuer (iss).' : `Issuer is ${found}; no expected value was given.`,
        ...withFound(found),
      };
    if (found !== undefined && parties.isOwnIssuer(found))
      return { check: 'issuer', result: 'passed', reason: `${found} is this tenant.`, found, expected: own };
    return {
      check: 'issuer',
      result: 'cannot_tell',
      reason: found === undefined ? 'The token has no issuer (iss).' : `${found} is not this tenant (${own}).`,
      ...withFound(found),
      expected: own,
    };
  }
  if (found === issuer)
    return { check: 'issuer', result: 'passed', reason: `Issuer is ${issuer}, as expected.`, found, expected: issuer };
  const difference = found === undefined ? 'the token has none.' : `it is ${found}${describeNearness(found, issuer)}.`;
  return {
    check: 'issuer',
    result: 'failed',
    reason: `Issuer should be ${issuer}, but ${difference}`,
    ...withFound(found),
    expected: issuer,
    mend: 'Configure the verifier with the issuer exactly as in the token, or get the token from the right issuer.',
  };
}

/** RFC 7519 §4.1.3. */
export function checkAudience(claims: JsonObject, { audience }: Expectations, parties: KnownParties): TokenCheck {
  const audiences = audiencesOf(claims);
  const found = audiences.join(', ');
  if (audience === undefined || audience.length === 0) {
    const api = audiences.map((one) => parties.findApi(one)).find((one) => one !== undefined);
    if (api !== undefined)
      return {
        check: 'audience',
        result: 'passed',
        reason: `For the API ${api.name ?? api.identifier} of this tenant.`,
        found,
      };
    if (parties.issuers.length > 0)
      return {
        check: 'audience',
        result: 'cannot_tell',
        reason: found === '' ? 'The token has no audience (aud).' : `${found} is not an API of this tenant.`,
        ...withFound(found),
      };
    return {
      check: 'audience',
      result: 'not_asked',
      reason: found === '' ? 'The token has no audience (aud).' : `Audience is ${found}; no expected value was given.`,
      ...withFound(found),
    };
  }
  const expected = audience.join(', ');
  if (audiences.some((one) => audience.includes(one)))
    return { check: 'audience', result: 'passed', reason: `Audience is ${found}, as expected.`, found, expected };
  const near = audiences.map((one) => describeNearness(one, audience[0] ?? '')).find((one) => one !== '') ?? '';
  return {
    check: 'audience',
    result: 'failed',
    reason: `Audience should be ${expected}, but ${found === '' ? 'the token has none' : `it is ${found}${near}`}.`,
    ...withFound(found),
    expected,
    mend: 'Request a token with the audience of this API.',
  };
}

/** RFC 8725 §3.11; media types compare without case and without `application/`, RFC 7515 §4.1.9. */
export function checkType(header: JsonObject, { type }: Expectations, kind: string): TokenCheck {
  const found = typeof header.typ === 'string' ? header.typ : undefined;
  const says = found === undefined ? 'The header has no type (typ)' : `Type is ${found}`;
  if (type === undefined)
    return {
      check: 'type',
      result: 'not_asked',
      reason: `${says}; by its claims this is ${kind}.`,
      ...withFound(found),
    };
  const isSame = found !== undefined && mediaType(found) === mediaType(type);
  if (isSame) return { check: 'type', result: 'passed', reason: `${says}, as expected.`, found, expected: type };
  return {
    check: 'type',
    result: 'failed',
    reason: `${says}, where ${type} is expected.`,
    ...withFound(found),
    expected: type,
  };
}

function mediaType(text: string): string {
  return text.toLowerCase().replace(/^application\//, '');
}

/** RFC 8693 §4.2, RFC 9068 §2.2.3; `permissions` grant as well where RBAC fills them. */
export function checkScopes(claims: JsonObject, { scopes }: Expectations): TokenCheck {
  const given = readScopes(claims);
  const found = given.join(' ');
  if (scopes === undefined || scopes.length === 0) {
    return {
      check: 'scopes',
      result: 'not_asked',
      reason:
        given.length === 0
          ? 'The token has no scopes.'
          : `${given.length} scope${given.length === 1 ? '' : 's'}: ${found}.`,
      ...withFound(found),
    };
  }
  const missing = scopes.filter((one) => !given.includes(one));
  const expected = scopes.join(' ');
  if (missing.length === 0)
    return { check: 'scopes', result: 'passed', reason: `The token carries ${expected}.`, found, expected };
  const carries = found === '' ? 'it carries none' : `it carries ${found}`;
  return {
    check: 'scopes',
    result: 'failed',
    reason: `Missing: ${missing.join(' ')}; ${carries}.`,
    ...withFound(found),
    expected,
    mend: 'Grant the permission to the application, and request it as scope.',
  };
}

/** What differs, where it is little: people overlook a slash. */
export function describeNearness(found: string, expected: string): string {
  if (found === `${expected}/` || `${found}/` === expected) return ', which differs in the trailing slash';
  if (found.toLowerCase() === expected.toLowerCase()) return ', which differs in upper and lower case';
  const bare = (text: string) =>
    text
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase();
  return bare(found) === bare(expected) ? ', which differs in its scheme' : '';
}

function withFound(found: string | undefined): { found?: string } {
  return found === undefined || found === '' ? {} : { found };
}
