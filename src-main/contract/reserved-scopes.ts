/** Scope values that mean something else already: OpenID Connect Core §5.4, §11 and the service's own profile claims. */
export const reservedScopes: ReadonlySet<string> = new Set([
  'address',
  'created_at',
  'email',
  'email_verified',
  'family_name',
  'given_name',
  'identities',
  'name',
  'nickname',
  'offline_access',
  'openid',
  'phone',
  'picture',
  'profile',
]);
