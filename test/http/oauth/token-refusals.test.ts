/** What the real service says when it refuses a client credentials request: status, error and description, word for word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertionType } from '../../builders/client-assertion.ts';
import { send } from '../../builders/running-tenant.ts';
import { lastHint, type OrdersTenant, orders, startOrdersTenant, worker } from './orders-tenant.ts';

const reports = 'https://reports.example/';
const closed = 'https://closed.example/';
const notAuthorized = (audience: string) =>
  `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`;

const browserApp = { client_id: 'browser-app', client_secret: 'browser-app-secret' };
const partner = { client_id: 'partner', client_secret: 'partner-secret' };

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    resourceServers: [
      { identifier: reports },
      { identifier: closed, subject_type_authorization: { client: { policy: 'deny_all' } } },
    ],
    clients: [
      { ...browserApp, name: 'Browser app', grant_types: ['authorization_code'] },
      { ...partner, name: 'Partner', is_first_party: false, grant_types: ['client_credentials'] },
    ],
    clientGrants: [
      { client_id: worker.client_id, audience: closed, scope: [] },
      { client_id: browserApp.client_id, audience: orders, scope: [] },
    ],
  });
});
afterAll(() => running.close());

interface Refusal {
  row: string;
  when: string;
  change: Record<string, string | undefined>;
  status: number;
  error: string;
  description: string;
  /** What the tenant's log tells beyond the answer. */
  hint: string | RegExp | undefined;
  more?: Record<string, string>;
}

const refusals: Refusal[] = [
  {
    row: 'ca-wrong-post',
    when: 'the secret is wrong',
    change: { client_secret: 'wrong' },
    status: 401,
    error: 'access_denied',
    description: 'Unauthorized',
    hint: 'The secret does not match Orders worker.',
  },
  {
    row: 'ca-unknown-client',
    when: 'the client is unknown',
    change: { client_id: 'nobody' },
    status: 401,
    error: 'access_denied',
    description: 'Unauthorized',
    hint: 'There is no application with this client id.',
  },
  {
    row: 'ca-none',
    when: 'there is no client_id',
    change: { client_id: undefined },
    status: 401,
    error: 'access_denied',
    description: 'Unauthorized',
    hint: 'The request names no client.',
  },
  {
    row: 'pk-malformed',
    when: 'the client assertion cannot be verified',
    change: { client_secret: undefined, client_assertion: 'no-jwt', client_assertion_type: assertionType },
    status: 401,
    error: 'invalid_client',
    description: 'Failed to verify client assertion.',
    hint: 'The assertion is not a JWT.',
  },
  {
    row: 'cc-unknown-audience',
    when: 'no API has the audience',
    change: { audience: 'https://nowhere.example/' },
    status: 403,
    error: 'access_denied',
    description: 'Service not enabled within domain: https://nowhere.example/',
    hint: 'There is no API with this identifier.',
  },
  {
    row: 'cc-no-client-grant',
    when: 'the client has no grant for the API',
    change: { audience: reports },
    status: 403,
    error: 'access_denied',
    description: notAuthorized(reports),
    hint: 'Orders worker has no client grant for this API.',
  },
  {
    row: 'cc-no-client-grant',
    when: 'a third-party client has no grant for the API',
    change: { ...partner },
    status: 403,
    error: 'unauthorized_client',
    description: notAuthorized(orders),
    hint: 'Partner has no client grant for this API.',
  },
  {
    row: 'cc-deny-all',
    when: 'the policy of the API is deny_all, grant or not',
    change: { audience: closed },
    status: 403,
    error: 'access_denied',
    description: notAuthorized(closed),
    hint: /deny_all/,
  },
  {
    row: 'cc-not-allowed',
    when: 'the grant type is off for the client',
    change: { ...browserApp },
    status: 403,
    error: 'unauthorized_client',
    description: "Grant type 'client_credentials' not allowed for the client.",
    hint: 'Switch the grant type on in the settings of Browser app.',
    more: { error_uri: 'https://auth0.com/docs/clients/client-grant-types' },
  },
  {
    row: 'cc-scope-not-granted',
    when: 'the grant lacks a scope that is asked for',
    change: { scope: 'read:orders delete:orders drop:orders' },
    status: 403,
    error: 'access_denied',
    description: 'Client has not been granted scopes: delete:orders, drop:orders',
    hint: 'The grant of Orders worker lacks delete:orders, drop:orders. It holds: read:orders write:orders.',
  },
  {
    row: 'cc-no-audience',
    when: 'there is no audience and no default one',
    change: { audience: undefined },
    status: 403,
    error: 'access_denied',
    description: 'Non-global clients are not allowed access to APIv1',
    hint: 'The request names no audience, and the tenant has no default audience (Settings, default_audience).',
  },
  {
    row: 'cc-no-grant-type',
    when: 'there is no grant_type',
    change: { grant_type: undefined },
    status: 400,
    error: 'invalid_request',
    description: 'Missing required parameter: grant_type',
    hint: undefined,
  },
  {
    row: 'cc-unknown-grant',
    when: 'the grant_type is unknown',
    change: { grant_type: 'foo' },
    status: 403,
    error: 'unsupported_grant_type',
    description: 'Unsupported grant type: foo',
    hint: undefined,
  },
];

describe('a client credentials request is refused when', () => {
  it.each(refusals)('$row: $when: $status $error', async ({ change, status, error, description, hint, more }) => {
    const answer = await running.ask(change);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error, error_description: description, ...more });
    const logged = await lastHint(running);
    if (hint instanceof RegExp) expect(logged).toMatch(hint);
    else expect(logged).toBe(hint);
  });

  it('the body is not JSON where it says so, and the description tells the position but nothing of the body', async () => {
    const answer = await send(`${running.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"grant_type": "client_credentials",}',
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: 'invalid_request',
      error_description: expect.stringMatching(/^The body is not valid JSON \(at position 36 /),
    });
  });
});

describe('the log of a token request', () => {
  it('is a feccft entry with the description of the refusal, the client and the audience', async () => {
    await running.ask({ audience: reports });
    const { body } = await running.api('GET', '/logs?per_page=1&q=type:feccft');
    expect(body).toMatchObject([
      {
        type: 'feccft',
        description: notAuthorized(reports),
        client_id: worker.client_id,
        client_name: 'Orders worker',
        audience: reports,
      },
    ]);
  });

  it('is a seccft entry with client, audience and scope when a token was issued', async () => {
    await running.ask({ scope: 'write:orders' });
    const { body } = await running.api('GET', '/logs?per_page=1&q=type:seccft');
    expect(body).toMatchObject([
      { type: 'seccft', description: '', client_id: worker.client_id, audience: orders, scope: 'write:orders' },
    ]);
  });
});
