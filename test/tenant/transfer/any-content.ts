/** Definitions of the deploy tool with what its users put into them, and what they seldom do. */
import * as fc from 'fast-check';

const label = fc
  .stringMatching(/^[A-Za-zÄß€ 0-9./:#@'-]{1,20}$/)
  .filter((text) => !/##|@@/.test(text) && text.trim() !== '');
const url = fc.constantFrom('https://one.example/', 'http://localhost:3000/callback', 'com.example.app://done');
const seconds = fc.integer({ min: 60, max: 2_592_000 });

const resourceServer = fc.record(
  {
    name: label,
    signing_alg: fc.constantFrom('RS256', 'HS256', 'PS256', 'RS512'),
    scopes: fc.uniqueArray(fc.record({ value: fc.stringMatching(/^[a-z]{1,6}:[a-z]{1,8}$/), description: label }), {
      selector: ({ value }) => value,
      maxLength: 4,
    }),
    token_lifetime: seconds,
    enforce_policies: fc.boolean(),
    token_dialect: fc.constantFrom('access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'),
    allow_offline_access: fc.boolean(),
    authorization_details: fc.array(fc.record({ type: label }), { maxLength: 2 }),
  },
  { requiredKeys: ['name'] },
);

const client = fc.record(
  {
    app_type: fc.constantFrom('native', 'spa', 'regular_web', 'non_interactive'),
    token_endpoint_auth_method: fc.constantFrom('none', 'client_secret_post', 'client_secret_basic'),
    callbacks: fc.array(url, { maxLength: 3 }),
    client_metadata: fc.dictionary(
      label,
      fc.string({ maxLength: 20 }).filter((text) => !/##|@@/.test(text)),
      { maxKeys: 3 },
    ),
    cross_origin_auth: fc.boolean(),
    jwt_configuration: fc.record(
      { alg: fc.constantFrom('RS256', 'HS256'), lifetime_in_seconds: seconds, secret_encoded: fc.boolean() },
      { requiredKeys: [] },
    ),
    addons: fc.constantFrom(
      {},
      { firebase: { secret: 'hidden', client_email: 'a@b.example' } },
      { samlp: { audience: 'urn:x' } },
    ),
    is_first_party: fc.boolean(),
    description: label,
  },
  { requiredKeys: [] },
);

const settings = fc.record(
  {
    friendly_name: label,
    session_lifetime: fc.integer({ min: 1, max: 10_000 }).map((minutes) => minutes / 60),
    idle_session_lifetime: fc.integer({ min: 1, max: 200 }),
    enabled_locales: fc.subarray(['en', 'de', 'fr'] as const, { minLength: 1 }),
    flags: fc.record({ enable_apis_section: fc.boolean(), remove_alg_from_jwks: fc.boolean() }, { requiredKeys: [] }),
    universal_login: fc.constantFrom({}, { colors: { primary: '#F8F8F2' } }),
  },
  { requiredKeys: [] },
);

export const anyContent = fc
  .record({
    tenant: settings,
    resourceServers: fc.array(resourceServer, { maxLength: 3 }),
    clients: fc.uniqueArray(fc.tuple(label, client), { selector: ([name]) => name, maxLength: 4 }),
  })
  .map(({ tenant, resourceServers, clients }) => ({
    tenant,
    resourceServers: resourceServers.map((api, index) => ({ identifier: `https://api-${index}.example/`, ...api })),
    clients: clients.map(([name, rest]) => ({ name: `App ${name}`, ...rest })),
    clientGrants: clients.flatMap(([name], index) =>
      resourceServers.slice(0, index + 1).map(({ scopes = [] }, position) => ({
        client_id: `App ${name}`,
        audience: `https://api-${position}.example/`,
        scope: scopes.slice(0, index).map(({ value }) => value),
      })),
    ),
  }));
