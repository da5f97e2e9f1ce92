/** What a granted token request is answered with, and when it is no longer granted. */
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRaw, requestText } from '../../builders/raw-exchange.ts';
import { send, startTestTenant } from '../../builders/running-tenant.ts';
import {
  accessTokenOf,
  type OrdersTenant,
  orders,
  ordersSeed,
  refusalOf,
  startOrdersTenant,
  worker,
} from './orders-tenant.ts';

const profiled = 'urn:rfc9068';

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    resourceServers: [{ identifier: profiled, token_dialect: 'rfc9068_profile' }],
    clientGrants: [{ client_id: worker.client_id, audience: profiled, scope: [] }],
  });
});
afterAll(() => running.close());

const form = 'application/x-www-form-urlencoded';
const rightForm = new URLSearchParams({ grant_type: 'client_credentials', ...worker, audience: orders }).toString();

describe('a token', () => {
  it('cc-ok, cc-numbers, cc-no-refresh: comes with scope, lifetime and type, in the service’s order, and nothing else', async () => {
    const { status, body } = await running.ask();
    expect(status).toBe(200);
    expect(Object.entries(Object(body))).toEqual([
      ['access_token', expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)],
      ['scope', 'read:orders write:orders'],
      ['expires_in', 86_400],
      ['token_type', 'Bearer'],
    ]);
  });

  it('cc-two-tokens: asked for twice has a jti each time, and both are valid', async () => {
    const tokens = [await running.ask({ audience: profiled }), await running.ask({ audience: profiled })];
    const verified = await Promise.all(tokens.map((answer) => running.verify(answer, profiled)));
    const ids = verified.map(({ payload }) => payload.jti);
    expect(ids.every((jti) => typeof jti === 'string')).toBe(true);
    expect(new Set(ids).size).toBe(2);
  });

  it.each(['localhost', '127.0.0.1', 'acme.localhost'])(
    'cc-token-claims: at %s has the issuer of the metadata there, its lifetime, and a published key',
    async (host) => {
      const { port } = new URL(running.origin);
      // By hand, because no resolver need know names below .localhost.
      const ask = async (line: string, body?: string) => {
        const headers = { Host: `${host}:${port}`, ...(body === undefined ? {} : { 'Content-Type': form }) };
        const answer = await exchangeRaw(running.origin, requestText(running.origin, line, headers, body));
        expect(answer?.status).toBe(200);
        return JSON.parse(answer?.body ?? '');
      };
      const metadata = await ask('GET /.well-known/openid-configuration');
      const { access_token, expires_in } = await ask('POST /oauth/token', rightForm);
      const keys = createLocalJWKSet(await ask('GET /.well-known/jwks.json'));
      const { payload } = await jwtVerify(access_token, keys, { issuer: metadata.issuer, audience: orders });
      expect(metadata.issuer).toBe(`http://${host}:${port}/`);
      expect(payload.sub).toBe(`${worker.client_id}@clients`);
      expect(Number(payload.exp) - Number(payload.iat)).toBe(expires_in);
    },
  );

  it('cc-token-claims: of a tenant with a fixed issuer has that one wherever it was asked for', async () => {
    const issuer = 'https://acme.example/';
    const fixed = await startTestTenant({ seed: ordersSeed, issuer });
    const { body } = await send(`${fixed.origin}/.well-known/openid-configuration`, {});
    const answer = await fixed.requestToken(Object.fromEntries(new URLSearchParams(rightForm)));
    expect(decodeJwt(accessTokenOf(answer)).iss).toBe(issuer);
    expect(Object(body).issuer).toBe(issuer);
    await fixed.close();
  });

  it.each(['Client_Credentials', 'CLIENT_CREDENTIALS', 'refresh_token', 'authorization_code', 'password', 'toString'])(
    'cc-unknown-grant: is not issued for %s',
    async (grant_type) => {
      const answer = await running.ask({ grant_type });
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({
        error: 'unsupported_grant_type',
        error_description: `Unsupported grant type: ${grant_type}`,
      });
    },
  );
});

describe('cc-deleted: a token is refused at once when', () => {
  const clientOf = async (name: string) => {
    const { client_id, client_secret = '' } = await running.tenant.clients.create({
      name,
      grant_types: ['client_credentials'],
    });
    return { client_id, client_secret };
  };

  it('the client is deleted', async () => {
    const client = await clientOf('Going');
    running.tenant.clientGrants.create({ client_id: client.client_id, audience: orders, scope: [] });
    accessTokenOf(await running.ask(client));
    await running.api('DELETE', `/clients/${client.client_id}`);
    expect(refusalOf(await running.ask(client))).toEqual([401, 'access_denied']);
  });

  it('the grant is deleted', async () => {
    const client = await clientOf('Losing');
    const { body } = await running.api('POST', '/client-grants', {
      client_id: client.client_id,
      audience: orders,
      scope: [],
    });
    accessTokenOf(await running.ask(client));
    await running.api('DELETE', `/client-grants/${Object(body).id}`);
    expect(refusalOf(await running.ask(client))).toEqual([403, 'access_denied']);
  });

  it('the API is deleted, with its grants: made again, it opens to nobody', async () => {
    const audience = 'urn:short-lived';
    const client = await clientOf('Staying');
    const create = () => running.api('POST', '/resource-servers', { identifier: audience });
    await create();
    running.tenant.clientGrants.create({ client_id: client.client_id, audience, scope: [] });
    accessTokenOf(await running.ask({ ...client, audience }));
    await running.api('DELETE', `/resource-servers/${encodeURIComponent(audience)}`);
    const { body } = await running.ask({ ...client, audience });
    expect(Object(body).error_description).toBe(`Service not enabled within domain: ${audience}`);
    await create();
    expect(Object((await running.ask({ ...client, audience })).body).error_description).toContain('not authorized');
  });
});

describe('cc-concurrent', () => {
  it('two hundred tokens at once, with a rotation among them, all verify by the keys as published afterwards', async () => {
    const asked = Array.from({ length: 200 }, async (_, index) => {
      if (index === 100) await running.api('POST', '/keys/signing/rotate');
      return running.ask();
    });
    const answers = await Promise.all(asked);
    // The rotation may have outlasted the others: one more token shows that it took place.
    const kids = await Promise.all(
      [...answers, await running.ask()].map(async (answer) => (await running.verify(answer)).protectedHeader.kid),
    );
    expect(new Set(kids).size).toBe(2);
  });
});
