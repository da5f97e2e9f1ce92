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
      ['preferred_username', 'Name that the person wants to be called by; not unique.', 'string'],
      ['profile', 'Address of a profile page.', 'string'],
      ['picture', 'Address of a picture.', 'string'],
      ['website', 'Address of a web site.', 'string'],
      ['email', 'E-mail address.', 'string'],
      ['email_verified', 'Whether the issuer verified the e-mail address.', 'boolean'],
      ['gender', 'Gender.', 'string'],
      ['birthdate', 'Date of birth, YYYY-MM-DD; 0000 where the year is kept back.', 'string'],
      ['zoneinfo', 'Time zone.', 'string'],
      ['locale', 'Language and region.', 'string'],
      ['phone_number', 'Phone number.', 'string'],
      ['phone_number_verified', 'Whether the issuer verified the phone number.', 'boolean'],
      ['address', 'Postal address (§5.1.1).', 'object'],
    ] as const
  ).map(([name, meaning, type]) => [name, { meaning, section: oidc, type, isPersonal: true }]),
);

const meanings: Record<string, Meaning> = {
  iss: { meaning: 'Who issued the token.', section: 'RFC 7519 §4.1.1', type: 'string' },
  sub: { meaning: 'Whom the token speaks of.', section: 'RFC 7519 §4.1.2', type: 'string' },
  aud: { meaning: 'For whom the token is meant: an API refuses what is not for it.', section: 'RFC 7519 §4.1.3' },
  exp: { meaning: 'End of its life.', section: 'RFC 7519 §4.1.4', type: 'number', isTime: true },
  nbf: { meaning: 'Not valid before.', section: 'RFC 7519 §4.1.5', type: 'number', isTime: true },
  iat: { meaning: 'When it was issued.', section: 'RFC 7519 §4.1.6', type: 'number', isTime: true },
  jti: {
    meaning: 'Id of the token, by which it can be revoked or recognised.',
    section: 'RFC 7519 §4.1.7',
    type: 'string',
  },
  nonce: { meaning: 'Binds an ID token to the login that asked for it.', section: 'OIDC Core §2', type: 'string' },
  auth_time: {
    meaning: 'When the person logged in.',
    section: 'OIDC Core §2; RFC 9068 §2.2.1',
    type: 'number',
    isTime: true,
  },
  acr: { meaning: 'How strong the login was.', section: 'OIDC Core §2; RFC 9470', type: 'string' },
  amr: { meaning: 'How the person logged in.', section: 'RFC 8176', type: 'array' },
  azp: {
    meaning: 'Application that asked for the token.',
    section: 'OIDC Core §2; Auth0 access tokens',
    type: 'string',
  },
  at_hash: {
    meaning: 'Left half of the hash of the access token that came along.',
    section: 'OIDC Core §3.1.3.6',
    type: 'string',
  },
  c_hash: {
    meaning: 'Left half of the hash of the code that came along.',
    section: 'OIDC Core §3.3.2.11',
    type: 'string',
  },
  s_hash: { meaning: 'Left half of the hash of the state.', section: 'FAPI 1.0 Advanced §5.1', type: 'string' },
  sid: { meaning: 'Session of the login.', section: 'OIDC Front-Channel Logout §3', type: 'string' },
  events: {
    meaning: 'What happened: this is an event or a logout token, not one for APIs.',
    section: 'RFC 8417 §2.2',
    type: 'object',
  },
  toe: { meaning: 'When the event happened.', section: 'RFC 8417 §2.2', type: 'number', isTime: true },
  txn: { meaning: 'Transaction that the event belongs to.', section: 'RFC 8417 §2.2', type: 'string' },
  sub_id: { meaning: 'Whom the token speaks of, as an object.', section: 'RFC 9493 §4.1', type: 'object' },
  ...profile,
  updated_at: {
    meaning: 'When the profile last changed. OIDC writes seconds, Auth0 an ISO 8601 text: both are right.',
    section: `${oidc}; Auth0`,
    isTime: true,
  },
  _claim_names: {
    meaning: 'Claims that somebody else asserts, and where they are.',
    section: 'OIDC Core §5.6.2',
    type: 'object',
  },
  _claim_sources: {
    meaning: 'Where aggregated or distributed claims come from; never fetched here.',
    section: 'OIDC Core §5.6.2',
    type: 'object',
  },
  scope: { meaning: 'Scopes granted, separated by spaces.', section: 'RFC 8693 §4.2; RFC 9068 §2.2.3', type: 'string' },
  scp: { meaning: 'Scopes granted, as Entra ID and Okta name them.', section: 'vendors' },
  client_id: {
    meaning: 'Application that the token was issued to.',
    section: 'RFC 8693 §4.3; RFC 9068 §2.2',
    type: 'string',
  },
  roles: { meaning: 'Roles of the subject.', section: 'RFC 9068 §2.2.3.1; RFC 7643', type: 'array' },
  groups: { meaning: 'Groups of the subject.', section: 'RFC 9068 §2.2.3.1; RFC 7643', type: 'array' },
  entitlements: { meaning: 'Entitlements of the subject.', section: 'RFC 9068 §2.2.3.1; RFC 7643', type: 'array' },
  authorization_details: {
    meaning: 'What exactly was granted, each entry by its type.',
    section: 'RFC 9396 §9.1',
    type: 'array',
  },
  act: {
    meaning: 'Who acts for the subject now; of a chain only the outermost decides.',
    section: 'RFC 8693 §4.1',
    type: 'object',
  },
  may_act: { meaning: 'Who may act for the subject.', section: 'RFC 8693 §4.4', type: 'object' },
  cnf: {
    meaning: 'Key that the sender has to hold: as a plain Bearer token it must be refused.',
    section: 'RFC 7800 §3.1; RFC 8705; RFC 9449',
    type: 'object',
  },
  vot: { meaning: 'Vector of trust.', section: 'RFC 8485', type: 'string' },
  vtm: { meaning: 'Where the vector of trust is explained.', section: 'RFC 8485', type: 'string' },
  sub_jwk: { meaning: 'Key of a self-issued token.', section: 'SIOP', type: 'object' },
  _sd: { meaning: 'Digests of claims that are disclosed selectively.', section: 'RFC 9901', type: 'array' },
  _sd_alg: { meaning: 'Hash of the digests.', section: 'RFC 9901', type: 'string' },
  '...': { meaning: 'Digest of an element that is disclosed selectively.', section: 'RFC 9901', type: 'string' },
  vc: { meaning: 'Verifiable credential.', section: 'W3C VC 1.1 §6.3.1', type: 'object' },
  vp: { meaning: 'Presentation of verifiable credentials.', section: 'W3C VC 1.1 §6.3.1', type: 'object' },
  request: { meaning: 'Request object inside a request.', section: 'RFC 9101' },
  response_type: {
    meaning: 'Parameter of an authorization request: this is a request object, no token.',
    section: 'RFC 9101 §4',
  },
  redirect_uri: {
    meaning: 'Parameter of an authorization request: this is a request object, no token.',
    section: 'RFC 9101 §4',
  },
  client_assertion: { meaning: 'Parameter of a token request.', section: 'RFC 7521 §4.2' },
  client_assertion_type: { meaning: 'Parameter of a token request.', section: 'RFC 7521 §4.2' },
  htm: { meaning: 'Method of the request that a DPoP proof is for.', section: 'RFC 9449 §4.2', type: 'string' },
  htu: { meaning: 'Address of the request that a DPoP proof is for.', section: 'RFC 9449 §4.2', type: 'string' },
  ath: { meaning: 'Hash of the access token that a DPoP proof goes with.', section: 'RFC 9449 §4.2', type: 'string' },
  gty: { meaning: 'Grant by which the token was got.', section: auth0, type: 'string' },
  permissions: { meaning: 'What RBAC allows the subject at the API.', section: auth0, type: 'array' },
  org_id: { meaning: 'Organization of the login.', section: auth0, type: 'string' },
  org_name: { meaning: 'Name of the organization, in lower case.', section: auth0, type: 'string' },
  created_at: { meaning: 'When the profile was made.', section: auth0, isTime: true, isPersonal: true },
  identities: { meaning: 'Accounts of the person.', section: auth0, type: 'array', isPersonal: true },
  user_metadata: {
    meaning: 'What the person may change of a profile.',
    section: auth0,
    type: 'object',
    isPersonal: true,
  },
  app_metadata: {
    meaning: 'What applications keep about the person.',
    section: auth0,
    type: 'object',
    isPersonal: true,
  },
  client_metadata: { meaning: 'Metadata of the application.', section: auth0, type: 'object' },
  tid: { meaning: 'Tenant (directory).', section: 'Entra ID', type: 'string' },
  oid: { meaning: 'Object id of the person or application.', section: 'Entra ID', type: 'string' },
  upn: { meaning: 'User principal name.', section: 'Entra ID', type: 'string', isPersonal: true },
  unique_name: { meaning: 'Name to show.', section: 'Entra ID', type: 'string', isPersonal: true },
  ver: { meaning: 'Version of the token format.', section: 'Entra ID; Okta' },
  uti: { meaning: 'Id of the token, like jti.', section: 'Entra ID', type: 'string' },
  rh: { meaning: 'For the service itself.', section: 'Entra ID', type: 'string' },
  appid: { meaning: 'Application that asked for the token.', section: 'Entra ID', type: 'string' },
  realm_access: { meaning: 'Roles of the realm.', section: 'Keycloak', type: 'object' },
  resource_access: { meaning: 'Roles by client.', section: 'Keycloak', type: 'object' },
  session_state: { meaning: 'Session of the login.', section: 'Keycloak; OIDC Session Management', type: 'string' },
  'cognito:groups': { meaning: 'Groups of the person.', section: 'Cognito', type: 'array' },
  'cognito:username': { meaning: 'Name of the person.', section: 'Cognito', type: 'string', isPersonal: true },
  token_use: { meaning: 'Kind of token: access or id.', section: 'Cognito', type: 'string' },
  username: { meaning: 'Name of the person.', section: 'Cognito; RFC 7662', type: 'string', isPersonal: true },
  hd: { meaning: 'Domain of the organization.', section: 'Google', type: 'string' },
  firebase: { meaning: 'How the person logged in.', section: 'Firebase', type: 'object' },
  cid: { meaning: 'Application that asked for the token.', section: 'Okta', type: 'string' },
  uid: { meaning: 'Id of the person.', section: 'Okta', type: 'string' },
};

export function findClaimMeaning(name: string): Meaning | undefined {
  if (Object.hasOwn(meanings, name)) return meanings[name];
  if (name.startsWith('xms_')) return { meaning: 'Claim of the service.', section: 'Entra ID' };
  if (/^[a-z][a-z\d+.-]*:/i.test(name))
    return { meaning: 'Custom claim with a name of its own (namespaced).', section: 'RFC 7519 §4.2; Auth0 Actions' };
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
