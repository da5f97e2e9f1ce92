/** Everything a verifier asks of the claims, one check after the other. */
import type { TokenCheck, TokenReport } from '../../contract/entities/token-report.ts';
import { describePurpose } from '../explain/purpose.ts';
import type { InspectOptions } from '../inspect-options.ts';
import type { JsonObject } from '../json-object.ts';
import type { KnownParties } from '../ports.ts';
import { audiencesOf } from '../read-claims.ts';
import { checkAudience, checkIssuer, checkScopes, checkType, type Expectations } from './claim-checks.ts';
import { checkTimes } from './time-checks.ts';

export function checkClaims(
  header: JsonObject,
  claims: JsonObject,
  purpose: TokenReport['purpose'],
  options: InspectOptions,
  parties: KnownParties,
): TokenCheck[] {
  const api = audiencesOf(claims)
    .map((one) => parties.findApi(one))
    .find((one) => one !== undefined);
  const type = options.type ?? (api?.isRfc9068 === true ? 'at+jwt' : undefined);
  return [
    checkIssuer(claims, options, parties),
    checkAudience(claims, options, parties),
    checkTimes(claims, options),
    checkType(header, { ...options, type }, describePurpose(purpose)),
    checkScopes(claims, options),
  ];
}

/** Then also what has no claims is asked for them. */
export function hasExpectations({ issuer, audience, scopes, type }: Expectations): boolean {
  return issuer !== undefined || type !== undefined || (audience ?? []).length > 0 || (scopes ?? []).length > 0;
}
