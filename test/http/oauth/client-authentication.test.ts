/** Client authentication by secret, in the body or by HTTP Basic: RFC 6749 §2.3, with the service's own refusals. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeKeys } from '../../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../../src-main/platform/node-random.ts';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import { createTenant } from '../../../src-main/tenant/create-tenant.ts';
import { applySeed } from '../../../src-main/tenant/seed/apply-seed.ts';
import { assertionType, createClientKey } from '../../builders/client-assertion.ts';
import type { Answer } from '../../builders/running-tenant.ts';
import {
  accessTokenOf,
  basic,
  lastHint,
  type OrdersTenant,
  orders,
  ordersSeed,
  refusalOf,
  startOrdersTenant,
  worker,
} from './orders-tenant.ts';

const clientCredentials = { grant_types: ['client_credentials' as const] };
const special = { client_id: 'special', client_secret: 'a:b%c+d eü' };
const colon = { client_id: 'colon', client_secret: 'a:b' };
const percent = { client_id: 'percent', client_secret: '100%sure' };
const posting = { client_id: 'posting', client_secret: 'posting-secret' };
const basicOnly = { client_id: 'basic-only', client_secret: 'basic-only-secret' };
const signer = { client_id: 'signer', client_secret: 'signer-secret-of-earlier-days' };
const native = { client_id: 'native', client_secret: 'native-secret' };
const confidential = [special, colon, percent, posting, basicOnly];

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    clients: [
      { ...special, name: 'Special', ...clientCredentials },
      { ...colon, name: 'Colon', ...clientCredentials },
      { ...percent, name: 'Percent', ...clientCredentials },
      { ...posting, name: 'Posting', ...clientCredentials, token_endpoint_auth_method: 'client_secret_post' },
      { ...basicOnly, name: 'Basic only', ...clientCredentials, token_endpoint_auth_method: 'client_secret_basic' },
      { client_id: 'public', name: 'Public', token_endpoint_auth_method: 'none' },
      { ...native, name: 'Native', app_type: 'native' },
      {
        ...signer,
        name: 'Signer',
        ...clientCredentials,
        client_authentication_methods: {
          private_key_jwt: { credentials: [{ credential_type: 'public_key', pem: createClientKey().publicPem }] },
        },
      },
    ],
    clientGrants: [...confidential, signer, native].map(({ client_id }) => ({
      client_id,
      audience: orders,
      scope: [],
    })),
  });
});
afterAll(() => running.close());

const none = { client_id: undefined, client_secret: undefined };
const unauthorized = { error: 'access_denied', error_description: 'Unauthorized' };
const byHeader = (authorization: string) => running.ask(none, { authorization });
const encoded = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);

function expectUnauthorized({ status, body }: Answer): void {
  expect(status).toBe(401);
  expect(body).toEqual(unauthorized);
}

describe('a client is let in', () => {
  it('ca-post: with its secret in the body', async () => {
    accessTokenOf(await running.ask());
  });

  it('ca-basic: with id and secret by HTTP Basic', async () => {
    accessTokenOf(await running.ask(none, basic(worker.client_id, worker.client_secret)));
  });

  it.each(confidential)('ca-basic: $client_id, each part form-encoded', async ({ client_id, client_secret }) => {
    accessTokenOf(await running.ask(none, basic(encoded(client_id), encoded(client_secret))));
  });

  it('ca-basic-special: percent-encoded throughout', async () => {
    accessTokenOf(await running.ask(none, basic('special', encodeURIComponent(special.client_secret))));
  });

  it('ca-basic-special: raw where the secret decodes to nothing else', async () => {
    accessTokenOf(await running.ask(none, basic(percent.client_id, percent.client_secret)));
  });

  it('ca-basic-colon: raw with a colon in the secret, split at the first one', async () => {
    accessTokenOf(await running.ask(none, basic(colon.client_id, colon.client_secret)));
  });

  it.each(['basic', 'BASIC', 'bAsIc'])('ca-basic-lowercase: %s as the scheme, RFC 9110 §11.1', async (scheme) => {
    const { authorization = '' } = basic(worker.client_id, worker.client_secret);
    accessTokenOf(await byHeader(authorization.replace('Basic', scheme)));
  });

  it('ca-basic-plus-client-id: by Basic with an equal client_id in the body', async () => {
    const { client_id, client_secret } = worker;
    accessTokenOf(await running.ask({ client_id, client_secret: undefined }, basic(client_id, client_secret)));
  });

  it.each([posting, basicOnly])(
    'ca-method-not-registered: $client_id by post and by Basic, as at the service',
    async ({ client_id, client_secret }) => {
      accessTokenOf(await running.ask({ client_id, client_secret }));
      accessTokenOf(await running.ask(none, basic(client_id, client_secret)));
    },
  );
});

describe('a client is refused', () => {
  const headersOf = ({ headers }: Answer) => [...headers].filter(([name]) => name !== 'date');

  it('ca-wrong-post, ca-unknown-client, ca-none, ca-client-id-body-only: all with one answer', async () => {
    const answers = [
      await running.ask({ client_secret: 'wrong' }),
      await running.ask({ client_id: 'nobody' }),
      await running.ask(none),
      await running.ask({ client_secret: undefined }),
    ];
    for (const answer of answers) {
      expectUnauthorized(answer);
      expect(headersOf(answer)).toEqual(answers.slice(0, 1).flatMap(headersOf));
    }
  });

  it('ca-wrong-basic, ca-unknown-client: with one answer, and the challenge of RFC 6749 §5.2', async () => {
    const answers = [
      await running.ask(none, basic(worker.client_id, 'wrong')),
      await running.ask(none, basic('nobody', 'wrong')),
    ];
    for (const answer of answers) {
      expectUnauthorized(answer);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="[^"]+"$/);
      expect(headersOf(answer)).toEqual(answers.slice(0, 1).flatMap(headersOf));
    }
  });

  it.each([
    ['no base64', 'Basic !!!'],
    ['base64 of no text', 'Basic /////w=='],
    ['no colon', `Basic ${Buffer.from('orders-worker').toString('base64')}`],
    ['nothing', 'Basic'],
    ['nothing but a space', 'Basic '],
    ['an empty pair', `Basic ${Buffer.from(':').toString('base64')}`],
    ['two credentials', 'Basic YTpi, Basic YTpi'],
    ['another scheme', 'Bearer abc'],
    ['a digest', 'Digest username="a"'],
    ['no scheme', 'orders-worker'],
  ])('ca-basic-malformed: %s', async (_what, authorization) => {
    const answer = await byHeader(authorization);
    expectUnauthorized(answer);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
  });

  it.each([
    ['Basic and a secret in the body', { ...worker }, true],
    ['Basic and an assertion', { ...none, client_assertion: 'a.b.c', client_assertion_type: assertionType }, true],
    [
      'a secret in the body and an assertion',
      { client_assertion: 'a.b.c', client_assertion_type: assertionType },
      false,
    ],
    ['a secret in the body and the type of an assertion', { client_assertion_type: assertionType }, false],
  ])('ca-two: %s, RFC 6749 §2.3', async (_what, change, hasBasic) => {
    const headers = hasBasic ? basic(worker.client_id, worker.client_secret) : {};
    expect(refusalOf(await running.ask(change, headers))).toEqual([400, 'invalid_request']);
  });

  it('ca-id-mismatch: Basic for one client, client_id of another', async () => {
    const change = { client_id: 'colon', client_secret: undefined };
    const answer = await running.ask(change, basic(worker.client_id, worker.client_secret));
    expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
  });

  it('ca-method-not-registered: a secret of a client that authenticates with a key', async () => {
    expectUnauthorized(await running.ask(signer));
    expectUnauthorized(await running.ask(none, basic(signer.client_id, signer.client_secret)));
    expect(await lastHint(running)).toContain('private_key_jwt');
  });

  it('ca-public: client credentials for a client without a way to authenticate', async () => {
    const answer = await running.ask({ client_id: 'public', client_secret: undefined });
    expect(refusalOf(answer)).toEqual([403, 'unauthorized_client']);
    expect(Object(answer.body).error_description).toBe("Grant type 'client_credentials' not allowed for the client.");
  });

  it('ca-public: client credentials for a native application, whatever its secret', async () => {
    expect(refusalOf(await running.ask(native))).toEqual([403, 'unauthorized_client']);
    expectUnauthorized(await running.ask({ ...native, client_secret: 'wrong' }));
  });

  it('the global client, even with its secret', async () => {
    const [global] = running.tenant.clients.matching((client) => client.global);
    const { client_id, client_secret } = global ?? {};
    expectUnauthorized(await running.ask({ client_id, client_secret }));
  });

  it('ca-secret-rotated: an old secret after rotation, at once', async () => {
    const { client_id, client_secret = '' } = await running.tenant.clients.create({ name: 'R', ...clientCredentials });
    running.tenant.clientGrants.create({ client_id, audience: orders, scope: [] });
    accessTokenOf(await running.ask({ client_id, client_secret }));
    const { body } = await running.api('POST', `/clients/${client_id}/rotate-secret`);
    expectUnauthorized(await running.ask({ client_id, client_secret }));
    accessTokenOf(await running.ask({ client_id, client_secret: String(Object(body).client_secret) }));
  });

  it.each([
    ['in other case', worker.client_secret.toUpperCase(), /upper and lower case/],
    ['with a space at its end', `${worker.client_secret} `, /white space/],
    ['with a line end', `${worker.client_secret}\n`, /white space/],
    ['with a tab before it', `\t${worker.client_secret}`, /white space/],
  ])('ca-secret-case: a secret %s; the log says so, the answer does not', async (_what, client_secret, hint) => {
    expectUnauthorized(await running.ask({ client_secret }));
    expect(await lastHint(running)).toMatch(hint);
  });

  it.each([
    worker.client_secret.slice(0, -1),
    `${worker.client_secret}x`,
    `x${worker.client_secret.slice(1)}`,
    `${worker.client_secret.slice(0, -1)}x`,
    worker.client_id,
  ])('with the secret %s', async (client_secret) => {
    expectUnauthorized(await running.ask({ client_secret }));
  });
});

describe('ca-timing', () => {
  it('an unknown client costs the same comparison of digests as a wrong secret and a right one', async () => {
    const keys = createNodeKeys();
    const compared: string[] = [];
    const equalSecrets = (given: string, expected: string) => {
      compared.push(given);
      return keys.equalSecrets(given, expected);
    };
    const ports = { clock: Date.now, random: createNodeRandom(), store: createMemoryStore() };
    const tenant = await createTenant(
      { ...ports, keys: { ...keys, equalSecrets } },
      { fill: (scratch) => applySeed(ordersSeed, scratch) },
    );
    const issuer = 'http://localhost/';
    const ask = (change: object) =>
      tenant.tokens.issue({
        parameters: { grant_type: 'client_credentials', ...worker, audience: orders, ...change },
        issuer,
        tokenEndpoint: `${issuer}oauth/token`,
      });
    await ask({});
    for (const change of [{ client_id: 'nobody' }, { client_secret: 'wrong' }]) {
      await expect(ask(change)).rejects.toThrow('Unauthorized');
    }
    expect(compared).toEqual([worker.client_secret, worker.client_secret, 'wrong']);
  });
});
