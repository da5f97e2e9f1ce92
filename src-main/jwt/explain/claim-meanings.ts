/** Every claim that people meet, with what it means and which standard says so. */

export interface Meaning {
  meaning: string;
  section: string;
  /** The JSON type that the standard asks for, where only one is right. */
  type?: 'string' | 'number' | 'boolean' | 'array' | 'object';
  isTime?: boolean;
  /** Says who somebody is: OpenID Connect's profile claims and their like. */
  isPersonal?: boolean;
}

const oidc = 'OIDC Core §5.1';
const auth0 = 'Auth0';

const profile: Record<string, Meaning> = Object.fromEntries(
  (
    [
      ['name', 'Full name.', 'string'],
      ['given_name', 'Given name.', 'string'],
      ['family_name', 'Family name.', 'string'],
      ['middle_name', 'Middle name.', 'string'],
      ['nickname', 'Nickname.', 'string'],
      ['preferred_username', 'Preferred username. Not unique.', 'string'],
      ['profile', 'URL of the profile page.', 'string'],
      ['picture', 'URL of the profile picture.', 'string'],
      ['website', 'URL of the website.', 'string'],
      ['email', 'Email address.', 'string'],
      ['email_verified', 'Whether the email address is verified.', 'boolean'],
      ['gender', 'Gender.', 'string'],
      ['birthdate', 'Date of birth, YYYY-MM-DD. The year is 0000 if it is withheld.', 'string'],
      ['zoneinfo', 'Time zone.', 'string'],
      ['locale', 'Language and region.', 'string'],
      ['phone_number', 'Phone number.', 'string'],
      ['phone_number_verified', 'Whether the phone number is verified.', 'boolean'],
      ['address', 'Postal address (§5.1.1).', 'object'],
    ] as const
  ).map(([name, meaning, type]) => [name, { meaning, section: oidc, type, isPersonal: true }]),
);

const meanings: Record<string, Meaning> = {
  iss: { meaning: 'The issuer: who issued this token.', section: 'RFC 7519 §4.1.1', type: 'string' },
  sub: {
    meaning: 'The subject: the user or application this token is about.',
    section: 'RFC 7519 §4.1.2',
    type: 'string',
  },
  aud: { meaning: 'The audience: the API this token is for. Other APIs must reject it.', section: 'RFC 7519 §4.1.3' },
  exp: {
    meaning: 'Expiration time. The token is rejected from then on.',
    section: 'RFC 7519 §4.1.4',
    type: 'number',
    isTime: true,
  },
  nbf: {
    meaning: 'Not before. The token is rejected until then.',
    section: 'RFC 7519 §4.1.5',
    type: 'number',
    isTime: true,
  },
  iat: { meaning: 'Issued at: when this token was issued.', section: 'RFC 7519 §4.1.6', type: 'number', isTime: true },
  jti: {
    meaning: 'JWT ID: identifies this token, so that it can be revoked or detected when reused.',
    section: 'RFC 7519 §4.1.7',
    type: 'string',
  },
  nonce: { meaning: 'Ties an ID token to the login request it answers.', section: 'OIDC Core §2', type: 'string' },
  auth_time: {
    meaning: 'When the user logged in.',
    section: 'OIDC Core §2; RFC 9068 §2.2.1',
    type: 'number',
    isTime: true,
  },
  acr: {
    meaning: 'Authentication context class: how strong the login was.',
    section: 'OIDC Core §2; RFC 9470',
    type: 'string',
  },
  amr: { meaning: 'Authentication methods used at login.', section: 'RFC 8176', type: 'array' },
  azp: {
    meaning: 'Authorized party: the application this token was issued to.',
    section: 'OIDC Core §2; Auth0 access tokens',
    type: 'string',
  },
  at_hash: {
    meaning: 'Hash of the access token issued with this ID token.',
    section: 'OIDC Core §3.1.3.6',
    type: 'string',
  },
  c_hash: {
    meaning: 'Hash of the authorization code issued with this ID token.',
    section: 'OIDC Core §3.3.2.11',
    type: 'string',
  },
  s_hash: { meaning: 'Hash of the state parameter.', section: 'FAPI 1.0 Advanced §5.1', type: 'string' },
  sid: { meaning: 'Session ID of the login.', section: 'OIDC Front-Channel Logout §3', type: 'string' },
  events: {
    meaning: 'The events reported: this is a security event or logout token, not a token for APIs.',
    section: 'RFC 8417 §2.2',
    type: 'object',
  },
  toe: { meaning: 'When the event happened.', section: 'RFC 8417 §2.2', type: 'number', isTime: true },
  txn: { meaning: 'The transaction this event belongs to.', section: 'RFC 8417 §2.2', type: 'string' },
  sub_id: { meaning: 'The subject as a structured identifier.', section: 'RFC 9493 §4.1', type: 'object' },
  ...profile,
  updated_at: {
    meaning: 'When the profile last changed. OIDC uses seconds, Auth0 an ISO 8601 string; both are fine.',
    section: `${oidc}; Auth0`,
    isTime: true,
  },
  _claim_names: {
    meaning: 'Claims asserted by another provider.',
    section: 'OIDC Core §5.6.2',
    type: 'object',
  },
  _claim_sources: {
    meaning: 'Sources of aggregated or distributed claims. Tokenbench never fetches them.',
    section: 'OIDC Core §5.6.2',
    type: 'object',
  },
  scope: {
    meaning: 'The scopes granted, separated by spaces.',
    section: 'RFC 8693 §4.2; RFC 9068 §2.2.3',
    type: 'string',
  },
  scp: { meaning: 'The scopes granted, as Entra ID and Okta name the claim.', section: 'vendors' },
  client_id: {
    meaning: 'The application this token was issued to.',
    section: 'RFC 8693 §4.3; RFC 9068 §2.2',
    type: 'string',
  },
  roles: { meaning: 'Roles of the subject.', section: 'RFC 9068 §2.2.3.1; RFC 7643', type: 'array' },
  groups: { meaning: 'Groups of the subject.', section: 'RFC 9068 §2.2.3.1; RFC 7643', type: 'array' },
  entitlements: { meaning: 'Entitlements of the subject.', section: 'RFC 9068 §2.2.3.1; RFC 7643', type: 'array' },
  authorization_details: {
    meaning: 'Fine-grained authorization details, each with its type.',
    section: 'RFC 9396 §9.1',
    type: 'array',
  },
  act: {
    meaning: 'The actor: who acts for the subject. In a chain, only the outermost actor counts.',
    section: 'RFC 8693 §4.1',
    type: 'object',
  },
  may_act: { meaning: 'Who may act for the subject.', section: 'RFC 8693 §4.4', type: 'object' },
  cnf: {
    meaning: 'The key the sender must prove possession of. An API must not accept this token as a plain bearer token.',
    section: 'RFC 7800 §3.1; RFC 8705; RFC 9449',
    type: 'object',
  },
  vot: { meaning: 'Vector of trust.', section: 'RFC 8485', type: 'string' },
  vtm: { meaning: 'URL that explains the vector of trust.', section: 'RFC 8485', type: 'string' },
  sub_jwk: { meaning: 'Key of a self-issued token.', section: 'SIOP', type: 'object' },
  _sd: { meaning: 'Digests of selectively disclosable claims.', section: 'RFC 9901', type: 'array' },
  _sd_alg: { meaning: 'Hash algorithm of the digests.', section: 'RFC 9901', type: 'string' },
  '...': { meaning: 'Digest of a selectively disclosable array element.', section: 'RFC 9901', type: 'string' },
  vc: { meaning: 'Verifiable credential.', section: 'W3C VC 1.1 §6.3.1', type: 'object' },
  vp: { meaning: 'Presentation of verifiable credentials.', section: 'W3C VC 1.1 §6.3.1', type: 'object' },
  request: { meaning: 'Request object inside a request.', section: 'RFC 9101' },
  response_type: {
    meaning: 'Parameter of an authorization request: this is a request object, not a token.',
    section: 'RFC 9101 §4',
  },
  redirect_uri: {
    meaning: 'Parameter of an authorization request: this is a request object, not a token.',
    section: 'RFC 9101 §4',
  },
  client_assertion: { meaning: 'Parameter of a token request.', section: 'RFC 7521 §4.2' },
  client_assertion_type: { meaning: 'Parameter of a token request.', section: 'RFC 7521 §4.2' },
  htm: { meaning: 'HTTP method of the request this DPoP proof is for.', section: 'RFC 9449 §4.2', type: 'string' },
  htu: { meaning: 'URL of the request this DPoP proof is for.', section: 'RFC 9449 §4.2', type: 'string' },
  ath: { meaning: 'Hash of the access token this DPoP proof is for.', section: 'RFC 9449 §4.2', type: 'string' },
  gty: { meaning: 'The grant type used to get this token.', section: auth0, type: 'string' },
  permissions: { meaning: 'Permissions the subject has for this API (RBAC).', section: auth0, type: 'array' },
  org_id: { meaning: 'ID of the organization the user logged in to.', section: auth0, type: 'string' },
  org_name: { meaning: 'Name of the organization, in lower case.', section: auth0, type: 'string' },
  created_at: { meaning: 'When the profile was created.', section: auth0, isTime: true, isPersonal: true },
  identities: { meaning: 'Linked identities of the user.', section: auth0, type: 'array', isPersonal: true },
  user_metadata: {
    meaning: 'User metadata: preferences the user can change.',
    section: auth0,
    type: 'object',
    isPersonal: true,
  },
  app_metadata: {
    meaning: 'App metadata: data applications store about the user.',
    section: auth0,
    type: 'object',
    isPersonal: true,
  },
  client_metadata: { meaning: 'Metadata of the application.', section: auth0, type: 'object' },
  tid: { meaning: 'Tenant (directory).', section: 'Entra ID', type: 'string' },
  oid: { meaning: 'Object ID of the user or application.', section: 'Entra ID', type: 'string' },
  upn: { meaning: 'User principal name.', section: 'Entra ID', type: 'string', isPersonal: true },
  unique_name: { meaning: 'Display name.', section: 'Entra ID', type: 'string', isPersonal: true },
  ver: { meaning: 'Version of the token format.', section: 'Entra ID; Okta' },
  uti: { meaning: 'Token ID, like jti.', section: 'Entra ID', type: 'string' },
  rh: { meaning: 'Internal to the service.', section: 'Entra ID', type: 'string' },
  appid: {
    meaning: 'Authorized party: the application this token was issued to.',
    section: 'Entra ID',
    type: 'string',
  },
  realm_access: { meaning: 'Roles of the realm.', section: 'Keycloak', type: 'object' },
  resource_access: { meaning: 'Roles by client.', section: 'Keycloak', type: 'object' },
  session_state: { meaning: 'Session ID of the login.', section: 'Keycloak; OIDC Session Management', type: 'string' },
  'cognito:groups': { meaning: 'Groups of the user.', section: 'Cognito', type: 'array' },
  'cognito:username': { meaning: 'Username.', section: 'Cognito', type: 'string', isPersonal: true },
  token_use: { meaning: 'Kind of token: access or id.', section: 'Cognito', type: 'string' },
  username: { meaning: 'Username.', section: 'Cognito; RFC 7662', type: 'string', isPersonal: true },
  hd: { meaning: 'Domain of the organization.', section: 'Google', type: 'string' },
  firebase: { meaning: 'Authentication methods used at login.', section: 'Firebase', type: 'object' },
  cid: { meaning: 'Authorized party: the application this token was issued to.', section: 'Okta', type: 'string' },
  uid: { meaning: 'User ID.', section: 'Okta', type: 'string' },
};

export function findClaimMeaning(name: string): Meaning | undefined {
  if (Object.hasOwn(meanings, name)) return meanings[name];
  if (name.startsWith('xms_')) return { meaning: 'Claim specific to the service.', section: 'Entra ID' };
  if (/^[a-z][a-z\d+.-]*:/i.test(name))
    return { meaning: 'Custom claim with a namespaced name.', section: 'RFC 7519 §4.2; Auth0 Actions' };
  return undefined;
}

/** RFC 8176 §2. */
export const authenticationMethods = new Set([
  'face',
  'fpt',
  'geo',
  'hwk',
  'iris',
  'kba',
  'mca',
  'mfa',
  'otp',
  'pin',
  'pop',
  'pwd',
  'rba',
  'retina',
  'sc',
  'sms',
  'swk',
  'tel',
  'user',
  'vbm',
  'wia',
  'phr',
  'phrh',
]);
