/** Access tokens that Auth0 gives where no API was asked for: good for its own `/userinfo`, and for nothing else. */
import type { JsonObject } from '../json-object.ts';

export const whyWithoutAudience =
  "Auth0 issues such a token when the request has no audience. It works for /userinfo only; your API can't read it.";

/** The form of the request that gets another one; the issuer is the tenant's, where it is known. */
export function askWithAudience(issuer = 'https://YOUR_DOMAIN/'): string {
  return (
    `Request a token with the API's identifier as audience: curl ${issuer}oauth/token -d grant_type=client_credentials -d client_id=… ` +
    '-d client_secret=… -d audience=YOUR_API_IDENTIFIER. In a browser: authorizationParams: { audience: "YOUR_API_IDENTIFIER" }.'
  );
}

/** 32 letters, digits, `-` and `_`. */
export function isOpaqueOfAuth0(token: string): boolean {
  return /^[\w-]{32}$/.test(token) && /[A-Z_-]/.test(token) && /\d/.test(token);
}

/** Of a token of five parts that is encrypted for its issuer alone, as the header says. */
export function issuerOfEncrypted({ alg, enc, iss }: JsonObject): string | undefined {
  const isAddress = typeof iss === 'string' && /^https?:\/\/[\w.:-]+\/$/.test(iss);
  return alg === 'dir' && enc === 'A256GCM' && isAddress ? iss : undefined;
}
