/** Claims, headers, algorithms: every row of the reference's section B is explained, with its section, and remarked on. */
import { describe, expect, it } from 'vitest';
import { findKeyManagement, findSignatureAlgorithm, supportedAlgorithms } from '../../src-main/jwt/algorithms.ts';
import { findTokens } from '../../src-main/jwt/find-token.ts';
import { nobody } from '../../src-main/jwt/ports.ts';
import { aToken, inspect, now, secret, signTexts, someClaims } from './inspect.ts';

const parties = {
  ...nobody,
  issuers: ['https://tenant.example/'],
  isOwnIssuer: (one: string) => one === 'https://tenant.example/',
  apiIdentifiers: () => ['https://orders.example/'],
};

async function explain(part: 'header' | 'payload', name: string, value: unknown, around: object = {}) {
  const token =
    part === 'payload'
      ? await aToken({ ...around, [name]: value })
      : await signTexts({ alg: 'HS256', [name]: value }, { ...around });
  const report = await inspect(token, { secret, parties });
  return report.explanations.find((one) => one.part === part && one.name === name);
}

/** Claim, an odd value, what is remarked; or a value and no remark. */
const claims: [string, unknown, RegExp?][] = [
  ['iss', 'https://tenant.example', /Nearly this tenant/],
  ['iss', 'https://tenant.example/', /This tenant/],
  ['sub', 'shipping@clients', /machine/],
  ['sub', 'auth0|5f', /user/],
  ['sub', 'google-oauth2|1', /Google/],
  ['sub', 'sms|1', /text message/],
  ['sub', 'ann@example.org', /email/],
  ['sub', 'x'.repeat(256), /255/],
  ['aud', [], /Empty/],
  ['aud', ['https://orders.example', 'https://b.example/'], /Several.*Nearly/],
  ['exp', '1769860800', /string/i],
  ['exp', 1_769_860_800_000, /milliseconds/],
  ['exp', 1.5, /fraction/],
  ['nbf', now, /2026-01-31/],
  ['iat', now, /2026-01-31/],
  ['jti', 'a'],
  ['nonce', 'a', /ID tokens/],
  ['auth_time', now, /2026/],
  ['acr', 'urn:a'],
  ['amr', ['pwd', 'telepathy'], /telepathy/],
  ['azp', 'nobody', /Not an application/],
  ['at_hash', 'a'],
  ['c_hash', 'a'],
  ['s_hash', 'a'],
  ['sid', 'a'],
  ['events', { 'http://schemas.openid.net/event/backchannel-logout': {} }, /backchannel-logout/],
  ['toe', now, /2026/],
  ['txn', 'a'],
  ['sub_id', { format: 'email' }],
  ...[
    'name',
    'given_name',
    'family_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'phone_number',
    'email',
  ].map((name): [string, unknown] => [name, 'a']),
  ...['profile', 'picture', 'website'].map((name): [string, unknown, RegExp] => [name, 'no url', /Not a URL/]),
  ['email_verified', 'true', /string/],
  ['email_verified', false, /Not verified/],
  ['phone_number_verified', 'true', /string/],
  ['address', {}],
  ['updated_at', '2026-01-31T12:00:00.000Z', /ISO 8601 string, as Auth0/],
  ['_claim_names', {}],
  ['_claim_sources', {}],
  ['scope', ['a'], /array/],
  ['scope', 'a,b', /comma/],
  ['scope', 'a  b', /more than one space/],
  ['scope', 'a a', /twice/],
  ['client_id', 'a', /Not an application/],
  ...['roles', 'groups', 'entitlements'].map((name): [string, unknown, RegExp] => [name, 'a', /should be an array/]),
  ['authorization_details', [{}], /no type/],
  ['act', { sub: 'b', act: { sub: 'a' } }, /b, before that a/],
  ['may_act', { sub: 'a' }],
  ['cnf', { jkt: 'a', jwk: {} }, /one member/],
  ['vot', 'P1'],
  ['vtm', 'https://a.example/'],
  ['sub_jwk', {}],
  ['_sd', ['a'], /SD-JWT/],
  ['_sd_alg', 'sha-256'],
  ['...', 'a'],
  ['vc', {}],
  ['vp', {}],
  ['request', 'a'],
  ['response_type', 'code'],
  ['redirect_uri', 'https://a.example/'],
  ['client_assertion', 'a'],
  ['htm', 'GET'],
  ['htu', 'https://a.example/'],
  ['ath', 'a'],
  ['gty', 'client-credentials', /not a machine/],
  ['permissions', 'a', /should be an array/],
  ['org_id', 'a', /org_/],
  ['org_name', 'Acme', /lower case/],
  ['https://a.example/role', 'a'],
  ['https://x.auth0.com/role', 'a', /reserved/],
  ...['created_at', 'identities', 'user_metadata', 'app_metadata', 'client_metadata'].map((name): [string, unknown] => [
    name,
    {},
  ]),
  ...[
    'tid',
    'oid',
    'upn',
    'ver',
    'uti',
    'rh',
    'xms_tcdt',
    'realm_access',
    'resource_access',
    'session_state',
    'cognito:groups',
    'token_use',
    'username',
    'hd',
    'firebase',
  ].map((name): [string, unknown] => [name, 'a']),
];

describe('B.1 claims', () => {
  it.each(claims)('%s (%j) is explained with its section', async (name, value, remark) => {
    const explanation = await explain('payload', name, value);
    expect(explanation?.meaning).not.toContain('Not a registered');
    expect(explanation?.section).toMatch(/RFC|OIDC|Auth0|FAPI|SIOP|W3C|Entra|Keycloak|Cognito|Google|Firebase|vendors/);
    if (remark !== undefined) expect(explanation?.remark).toMatch(remark);
  });

  it('azp that differs from client_id is remarked on', async () => {
    expect((await explain('payload', 'azp', 'a', { client_id: 'b' }))?.remark).toContain('Differs from client_id');
  });

  it('permissions that differ from scope are remarked on', async () => {
    expect((await explain('payload', 'permissions', ['b'], { scope: 'a' }))?.remark).toContain('Differs from scope');
  });

  it.each([
    ['https://login.microsoftonline.com/x/v2.0', 'Microsoft Entra ID'],
    ['https://kc.example/realms/shop', 'Keycloak'],
    ['https://cognito-idp.eu-west-1.amazonaws.com/p', 'Amazon Cognito'],
    ['https://securetoken.google.com/p', 'Firebase'],
    ['https://accounts.google.com', 'Google'],
    ['https://shop.eu.auth0.com/', 'Auth0'],
  ])('the issuer %s is recognized as %s', async (iss, vendor) => {
    expect((await inspect(await aToken({ iss }))).issuedBy).toBe(vendor);
  });
});

const headers: [string, unknown, RegExp?][] = [
  ['alg', 'HS256', /HMAC/],
  ['enc', 'A128GCM', /AES-GCM/],
  ['typ', 'at+jwt', /9068/],
  ['typ', 'dpop+jwt', /9449/],
  ['typ', 'application/logout+jwt', /Back-Channel/],
  ['typ', 'secevent+jwt', /8417/],
  ['typ', 'oauth-authz-req+jwt', /9101/],
  ['typ', 'token-introspection+jwt', /9701/],
  ['typ', 'client-authentication+jwt', /client assertion/],
  ['typ', 'dc+sd-jwt', /9901/],
  ['typ', 'JOSE', /JOSE compact/],
  ['typ', 'JOSE+JSON', /JOSE JSON/],
  ['typ', 'x', /Unknown/],
  ['cty', 'JWT', /another token/],
  ['kid', 'a'],
  ['jku', 'https://a.example/'],
  ['x5u', 'https://a.example/'],
  ['jwk', { kty: 'EC', d: 'AA' }, /PRIVATE/],
  ['x5c', ['AA'], /1 certificate/],
  ['x5t', 'a', /SHA-1/],
  ['x5t#S256', 'a'],
  ['crit', [], /Empty/],
  ['b64', false, /not for a JWT/],
  ['zip', 'DEF', /no meaning/],
  ...['epk', 'apu', 'apv', 'iv', 'tag', 'p2s', 'nonce', 'url', 'iat', 'exp', 'trust_chain', 'svt', 'ppt'].map(
    (name): [string, unknown] => [name, 1],
  ),
  ['p2c', 500, /600,000/],
];

describe('B.2 header parameters', () => {
  it.each(headers)('%s (%j) is explained with its section', async (name, value, remark) => {
    const explanation = await explain('header', name, value, someClaims());
    expect(explanation?.meaning).not.toContain('Not a registered');
    expect(explanation?.section).not.toBe('RFC 7515 §4.3');
    if (remark !== undefined) expect(explanation?.remark).toMatch(remark);
  });

  it.each(['iss', 'sub', 'aud'])('%s in the header that differs from the claim is remarked on', async (name) => {
    expect((await explain('header', name, 'other', { [name]: 'one' }))?.remark).toContain('Differs');
  });
});

describe('B.3 and B.4 algorithms', () => {
  it.each([
    'HS256',
    'HS384',
    'HS512',
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'Ed25519',
    'ML-DSA-44',
    'ML-DSA-65',
    'ML-DSA-87',
  ])('%s is verified here', (alg) => {
    expect(supportedAlgorithms).toContain(alg);
  });

  it.each(['ES256K', 'Ed448', 'none', 'HS1', 'RS1', 'HS256/64', 'ES512K'])(
    '%s is known, and not one of jose',
    (alg) => {
      expect(findSignatureAlgorithm(alg)).toMatchObject({ isSupported: false });
    },
  );

  it.each([
    'dir',
    'RSA-OAEP',
    'RSA-OAEP-256',
    'RSA-OAEP-384',
    'RSA-OAEP-512',
    'A128KW',
    'A192KW',
    'A256KW',
    'A128GCMKW',
    'A192GCMKW',
    'A256GCMKW',
    'ECDH-ES',
    'ECDH-ES+A128KW',
    'ECDH-ES+A192KW',
    'ECDH-ES+A256KW',
    'PBES2-HS256+A128KW',
    'PBES2-HS384+A192KW',
    'PBES2-HS512+A256KW',
  ])('%s is opened here', (alg) => {
    expect(findKeyManagement(alg)).toMatchObject({ isSupported: true });
  });

  it('RSA1_5 is known, and not opened', () => {
    expect(findKeyManagement('RSA1_5')).toMatchObject({ isSupported: false });
  });

  it.each([
    ['a.b.c.d.e with a header', 'eyJlbmMiOiJBMTI4R0NNIn0..YQ.YQ.YQ', 'jwe'],
    ['three parts', 'eyJhbGciOiJIUzI1NiJ9.e30.YQ', 'jws'],
    ['an empty third part', 'eyJhbGciOiJub25lIn0.e30.', 'jws'],
    ['JSON with signatures', '{"payload":"e30","signatures":[{"protected":"e30","signature":"YQ"}]}', 'jws_json'],
    ['JSON with ciphertext', '{"protected":"e30","ciphertext":"YQ","iv":"YQ","tag":"YQ"}', 'jwe_json'],
    ['tildes', 'eyJhbGciOiJFUzI1NiJ9.eyJfc2QiOltdfQ.YQ~WyJzYWx0IiwibmFtZSIsIkFubiJd~', 'sd_jwt'],
    ['v4.public', 'v4.public.AAAA', 'paseto'],
    ['nothing of these', 'kpI8nzVBz0kQ2mF', 'opaque'],
  ])('%s is recognized', (_what, text, form) => {
    expect(findTokens(text)[0]).toMatchObject({ form });
  });
});
