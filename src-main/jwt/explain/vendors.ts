/** Whose product made a token, told by the claims that only it writes. */
import type { JsonObject } from '../json-object.ts';

const vendors: readonly { name: string; issuer: RegExp; claims: readonly string[] }[] = [
  {
    name: 'Microsoft Entra ID',
    issuer: /^https:\/\/(?:login\.microsoftonline\.com|sts\.windows\.net|[\w-]+\.ciamlogin\.com)\//,
    claims: ['tid', 'oid', 'uti', 'rh', 'upn'],
  },
  { name: 'Keycloak', issuer: /\/realms\/[^/]+$/, claims: ['realm_access', 'resource_access', 'session_state'] },
  {
    name: 'Amazon Cognito',
    issuer: /^https:\/\/cognito-idp\./,
    claims: ['cognito:groups', 'token_use', 'cognito:username'],
  },
  { name: 'Firebase', issuer: /^https:\/\/securetoken\.google\.com\//, claims: ['firebase'] },
  { name: 'Google', issuer: /^(?:https:\/\/)?accounts\.google\.com$/, claims: ['hd'] },
  { name: 'Okta', issuer: /^https:\/\/[\w-]+\.okta(?:preview)?\.com/, claims: ['cid', 'uid'] },
  { name: 'Auth0', issuer: /^https:\/\/[\w.-]+\.auth0\.com\/$/, claims: ['gty', 'org_id', 'permissions'] },
];

/** "Microsoft Entra ID", where issuer or at least two claims say so. */
export function recognizeVendor(claims: JsonObject): string | undefined {
  const { iss } = claims;
  const byIssuer = typeof iss === 'string' ? vendors.find(({ issuer }) => issuer.test(iss)) : undefined;
  return (byIssuer ?? vendors.find((one) => one.claims.filter((name) => claims[name] !== undefined).length >= 2))?.name;
}

/** Issuers whose tokens are live on the internet. */
export function isRealService(issuer: unknown): boolean {
  return typeof issuer === 'string' && vendors.some((one) => one.name !== 'Keycloak' && one.issuer.test(issuer));
}
