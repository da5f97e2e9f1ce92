/** Requests of every kind of wrong, and some that are right, at every address of the tenant. */
import { METHODS } from 'node:http';
import fc from 'fast-check';
import { anyText, anyValue, content, encode, entityNames, toForm } from './any-body.ts';
import { marked } from './marked-secrets.ts';

export interface AnyRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Whether the request is to carry a valid token for the Management API. */
  hasBearer: boolean;
}

const managementRoutes = [
  'GET /resource-servers',
  'GET /resource-servers/:id',
  'POST /resource-servers',
  'PATCH /resource-servers/:id',
  'DELETE /resource-servers/:id',
  'GET /client-grants',
  'GET /client-grants/:id',
  'GET /client-grants/:id/organizations',
  'POST /client-grants',
  'PATCH /client-grants/:id',
  'DELETE /client-grants/:id',
  'GET /clients',
  'GET /clients/:id',
  'POST /clients',
  'PATCH /clients/:id',
  'DELETE /clients/:id',
  'POST /clients/:id/rotate-secret',
  'GET /clients/:id/credentials',
  'GET /clients/:id/credentials/:id',
  'POST /clients/:id/credentials',
  'PATCH /clients/:id/credentials/:id',
  'DELETE /clients/:id/credentials/:id',
  'GET /keys/signing',
  'GET /keys/signing/:id',
  'POST /keys/signing/rotate',
  'PUT /keys/signing/:id/revoke',
  'GET /tenants/settings',
  'PATCH /tenants/settings',
  'GET /logs',
  'GET /logs/:id',
  'POST /unknown',
].map((route) => route.replace(' ', ' /api/v2'));

const otherRoutes = [
  'POST /oauth/token',
  'GET /.well-known/openid-configuration',
  'GET /.well-known/oauth-authorization-server',
  'GET /.well-known/jwks.json',
  'GET /',
  'GET /authorize',
  'POST /oauth/token/',
  'GET /.well-known/unknown',
];

const id = fc.oneof(
  fc.constantFrom(marked.clientId, 'https://plain.example/', 'nobody', 'cgr_0000000000000000', 'cred_nothing'),
  anyText,
);

const route = fc
  .tuple(fc.constantFrom(...managementRoutes, ...otherRoutes, ...otherRoutes, ...otherRoutes), id, id)
  .map(([template, first, second]) => {
    const [method = '', path = ''] = template.split(' ');
    // The marked client stays: without it the requests that succeed would not.
    const known = method === 'DELETE' && first === marked.clientId ? 'nobody' : first;
    return { method, path: path.replace(':id', () => encode(known)).replace(':id', () => encode(second)) };
  });

const wildPath = fc
  .array(fc.oneof(anyText.map(encode), fc.constantFrom('%zz', '%', '%ff', '%2e%2e', '//', ';', '*', ':id')), {
    maxLength: 5,
  })
  .map((parts) => `/${parts.join('/')}`);

const queryNames = ['page', 'per_page', 'include_totals', 'fields', 'include_fields', 'from', 'take', 'sort', 'q'];
const filterNames = ['client_id', 'audience', 'identifiers', 'subject_type', 'is_global', 'app_type', 'search'];

const query = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...queryNames, ...filterNames), anyText.map(encode)) },
      { weight: 2, arbitrary: fc.tuple(anyText.map(encode), anyText.map(encode)) },
      { weight: 1, arbitrary: fc.constant(['client_secret', marked.clientSecret] as const) },
      { weight: 1, arbitrary: fc.constant(['client%5Fsecret', marked.clientSecret] as const) },
      { weight: 1, arbitrary: fc.constant(['x?client_assertion', marked.assertion] as const) },
      { weight: 1, arbitrary: fc.constant(['q', '%zz'] as const) },
    ),
    { maxLength: 4 },
  )
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`));

const tokenRequest = {
  grant_type: 'client_credentials',
  client_id: marked.clientId,
  client_secret: marked.clientSecret,
  audience: 'https://plain.example/',
};

const clientPath = `/api/v2/clients/${marked.clientId}`;

/** Requests that no route calls malformed. */
const rightRequest = fc.oneof(
  fc.constantFrom<[method: string, path: string, body: Record<string, unknown>]>(
    ['POST', '/oauth/token', tokenRequest],
    ['POST', '/oauth/token', { ...tokenRequest, audience: 'https://marked.example/' }],
    ['POST', '/oauth/token', { ...tokenRequest, client_secret: marked.wrongSecret }],
    ['POST', '/oauth/token', { ...tokenRequest, audience: 'urn:nobody' }],
    ['POST', '/api/v2/clients', { name: 'Made', client_metadata: { a: 'b' } }],
    ['PATCH', clientPath, { client_secret: marked.clientSecret }],
    ['POST', `${clientPath}/rotate-secret`, {}],
    ['POST', '/api/v2/client-grants', { client_id: marked.clientId, audience: 'https://plain.example/' }],
    ['PATCH', '/api/v2/resource-servers/https%3A%2F%2Fmarked.example%2F', { signing_secret: marked.signingSecret }],
    ['PATCH', '/api/v2/tenants/settings', { flags: { enable_apis_section: true } }],
  ),
  fc
    .nat()
    .map((number): [string, string, Record<string, unknown>] => [
      'POST',
      '/api/v2/resource-servers',
      { identifier: `urn:made:${number}`, signing_alg: 'HS256', signing_secret: marked.signingSecret },
    ]),
);

/** The same with one member more or another, and often none. */
const nearlyRightRequest: fc.Arbitrary<AnyRequest> = fc
  .record({
    right: rightRequest,
    change: fc.oneof(fc.constant({}), fc.dictionary(fc.constantFrom(...entityNames), anyValue, { maxKeys: 1 })),
    isForm: fc.boolean(),
  })
  .map(({ right: [method, path, members], change, isForm }) => ({
    method,
    path,
    headers: { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: isForm ? toForm({ ...members, ...change }) : JSON.stringify({ ...members, ...change }),
    hasBearer: path.startsWith('/api/'),
  }));

/** What a header may hold at all: RFC 9110 §5.5. */
const headerText = anyText.map((text) =>
  Buffer.from(text)
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '?'),
);

const oddHeaders = fc.dictionary(
  fc.constantFrom(
    ...['authorization', 'content-encoding', 'if-none-match', 'origin', 'access-control-request-method', 'accept'],
    ...['auth0-client', 'user-agent', 'host', 'x-forwarded-host', 'x-forwarded-proto', 'accept-version', 'cookie'],
    ...['referer', 'dpop', 'x-http-method-override', '__proto__', 'x-request-id'],
  ),
  fc.oneof(headerText, fc.constantFrom('*', 'https://web.example', 'gzip', 'Bearer', 'Bearer a.b.c', 'POST')),
  { maxKeys: 2, noNullPrototype: true },
);

const authorization = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...marked.basicHeaders,
      `Bearer ${marked.assertion}`,
      `Bearer ${marked.wrongSecret}`,
      marked.wrongSecret,
    ),
  },
);

const methods = METHODS.filter((method) => method !== 'CONNECT');

const wrongRequest: fc.Arbitrary<AnyRequest> = fc
  .record({
    route: fc.oneof({ weight: 8, arbitrary: route }, { weight: 1, arbitrary: wildPath.map(getting) }),
    otherMethod: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...methods) },
    ),
    query,
    content,
    oddHeaders: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders }),
    authorization,
    hasBearer: fc.boolean(),
  })
  .map(({ route: { method, path }, otherMethod, query, content: { body, type }, ...rest }) => ({
    method: otherMethod ?? method,
    path: `${path}${query}`,
    headers: {
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(rest.authorization === undefined ? {} : { authorization: rest.authorization }),
      ...rest.oddHeaders,
    },
    body,
    hasBearer: rest.hasBearer,
  }));

export const anyRequest = fc.oneof(
  { weight: 3, arbitrary: wrongRequest },
  { weight: 1, arbitrary: nearlyRightRequest },
);

function getting(path: string) {
  return { method: 'GET', path };
}
