/** Who may call the Management API: a bearer of this tenant's own access token for it, RFC 6750. */
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { managementApiIdentifier } from '../../contract/entities/resource-server.ts';
import type { OwnOrigins } from '../own-origins.ts';
import type { Clock } from '../ports.ts';
import type { SigningKeys } from '../signing-keys/service.ts';
import { TenantError } from '../tenant-error.ts';

interface Verifier {
  signingKeys: SigningKeys;
  origins: OwnOrigins;
  clock: Clock;
}

/**
 * The claims of a valid token.
 * @param authorization The header, as it came.
 * @throws {TenantError} `missing_authentication`, `malformed_authorization`, `invalid_token`
 */
export async function verifyManagementToken(
  authorization: string | undefined,
  { signingKeys, origins, clock }: Verifier,
): Promise<JWTPayload> {
  if (authorization === undefined) throw refused('missing_authentication', 'Missing authentication');
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw refused('malformed_authorization', 'Bad HTTP authentication header format');
  const payload = await verify(token, signingKeys, clock);
  const audiences = [payload.aud ?? []].flat();
  if (!audiences.some((audience) => origins.toStored(audience) === managementApiIdentifier)) {
    throw refused('invalid_token', `Bad audience: ${audiences.join(', ')}`);
  }
  if (!origins.has((payload.iss ?? '').replace(/\/$/, ''))) {
    throw refused('invalid_token', 'Invalid token', `The token was issued by ${payload.iss}.`);
  }
  return payload;
}

async function verify(token: string, signingKeys: SigningKeys, clock: Clock): Promise<JWTPayload> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = kid === undefined ? undefined : signingKeys.find(kid);
    if (key === undefined || key.state === 'revoked') {
      throw refused('invalid_token', 'Invalid token', 'The token names no published signing key.');
    }
    const { payload } = await jwtVerify(token, await signingKeys.publicKey(key), {
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(clock()),
    });
    return payload;
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return refused('invalid_token', 'Expired token received for JSON Web Token validation');
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return refused('invalid_token', 'Invalid signature received for JSON Web Token validation');
  }
  if (error instanceof errors.JOSEError || error instanceof TypeError) {
    return refused('invalid_token', 'Invalid token', error.message);
  }
  return error;
}

type BearerErrorCode = 'missing_authentication' | 'malformed_authorization' | 'invalid_token';

function refused(code: BearerErrorCode, message: string, hint?: string): TenantError {
  return new TenantError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    refusal: { check: 'bearer', mends: [] },
  });
}
