/** The names of the grant types that a client may hold. What the token endpoint serves is the table in `tenant/tokens/grants`. */
export const grantTypes = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'client_credentials',
  'password',
  'http://auth0.com/oauth/grant-type/password-realm',
  'http://auth0.com/oauth/grant-type/mfa-oob',
  'http://auth0.com/oauth/grant-type/mfa-otp',
  'http://auth0.com/oauth/grant-type/mfa-recovery-code',
  'http://auth0.com/oauth/grant-type/passwordless/otp',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:openid:params:grant-type:ciba',
  'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:okta:params:oauth:grant-type:webauthn',
  // What the service had before there were standards for it, and still keeps for clients of that time.
  'http://auth0.com/oauth/legacy/grant-type/ro',
  'http://auth0.com/oauth/legacy/grant-type/ro/jwt-bearer',
  'http://auth0.com/oauth/legacy/grant-type/delegation/refresh_token',
  'http://auth0.com/oauth/legacy/grant-type/delegation/id_token',
  'http://auth0.com/oauth/legacy/grant-type/access_token',
] as const;

export type GrantType = (typeof grantTypes)[number];
