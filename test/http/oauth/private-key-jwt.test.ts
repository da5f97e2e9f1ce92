/** Client authentication by a signed assertion: RFC 7523 §2.2 and §3, RFC 7521 §4.2, OpenID Connect Core §9. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { base64url, exportJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertionClaims,
  assertionType,
  type ClientKey,
  createClientKey,
  signClaims,
} from '../../builders/client-assertion.ts';
import type { Answer } from '../../builders/running-tenant.ts';
import { accessTokenOf, lastHint, type OrdersTenant, orders, refusalOf, startOrdersTenant } from './orders-tenant.ts';

const start = Date.parse('2026-03-02T10:00:00Z');
let now = start;
const seconds = () => Math.floor(now / 1_000);

const keys = { one: createClientKey(), two: createClientKey(), stranger: createClientKey() };
const pss = createClientKey();
const rs384 = createClientKey();

const signer = 'signer';
const other = 'other';
const credential = (key: ClientKey, more: object = {}) => ({
  credential_type: 'public_key' as const,
  pem: key.publicPem,
  ...more,
});

let running: OrdersTenant;
beforeAll(async () => {
  const client = (client_id: string, credentials: ReturnType<typeof credential>[]) => ({
    client_id,
    client_secret: `secret-of-${client_id}`,
    name: client_id,
    grant_types: ['client_credentials' as const],
    client_authentication_methods: { private_key_jwt: { credentials } },
  });
  running = await startOrdersTenant(
    {
      clients: [
        client(signer, [credential(keys.one), credential(keys.two)]),
        client(other, [credential(pss, { alg: 'PS256' }), credential(rs384, { alg: 'RS384' })]),
        client('expiring', [credential(keys.one, { expires_at: new Date(start + 60_000).toISOString() })]),
        client('twice', [credential(keys.one), credential(keys.two)]),
      ],
      clientGrants: [signer, other, 'expiring', 'twice'].map((client_id) => ({
        client_id,
        audience: orders,
        scope: ['read:orders'],
      })),
    },
    { clock: () => now },
  );
});
afterAll(() => running.close());

const issuer = () => `${running.origin}/`;
const claims = (changes: Record<string, unknown> = {}) => assertionClaims(signer, issuer(), seconds(), changes);

const present = (assertion: string, changes: Record<string, string | undefined> = {}) =>
  running.ask({
    client_id: undefined,
    client_secret: undefined,
    client_assertion: assertion,
    client_assertion_type: assertionType,
    ...changes,
  });
const presentSigned = async (changes: Record<string, unknown>, header: object = {}, key = keys.one.privateKey) =>
  present(await signClaims(claims(changes), key, header));

function expectRefused({ status, body }: Answer): void {
  expect(body).toEqual({ error: 'invalid_client', error_description: 'Failed to verify client assertion.' });
  expect(status).toBe(401);
}

describe('an assertion is accepted', () => {
  it('pk-valid: RS256 with iss and sub of the client, aud, exp, jti and kid', async () => {
    const answer = await presentSigned({}, { kid: keys.one.kid });
    expect(Object(answer.body).scope).toBe('read:orders');
    accessTokenOf(answer);
  });

  it('pk-valid: with client_id beside it', async () => {
    accessTokenOf(await present(await signClaims(claims(), keys.one.privateKey), { client_id: signer }));
  });

  it('pk-aud-forms: aud is the issuer', async () => {
    accessTokenOf(await presentSigned({ aud: issuer() }));
  });

  it.each([
    ['PS256', pss],
    ['RS384', rs384],
  ] as const)('signed with %s where the credential says so', async (alg, key) => {
    const own = assertionClaims(other, issuer(), seconds());
    accessTokenOf(await present(await signClaims(own, key.privateKey, { alg, kid: key.kid })));
  });

  it.each([
    ['first', keys.one],
    ['second', keys.two],
  ])('pk-credential-second: with the %s of two credentials', async (_which, key) => {
    accessTokenOf(await presentSigned({}, { kid: key.kid }, key.privateKey));
  });

  it.each([
    ['first', keys.one],
    ['second', keys.two],
  ])('pk-kid-missing: without a kid, whichever key it is of: %s', async (_which, key) => {
    accessTokenOf(await presentSigned({}, {}, key.privateKey));
  });

  it('within half a minute of difference between the clocks', async () => {
    accessTokenOf(await presentSigned({ iat: seconds() + 20, nbf: seconds() + 20, exp: seconds() + 300 }));
    accessTokenOf(await presentSigned({ iat: seconds() - 90, exp: seconds() - 20 }));
  });

  it('again and again, as long as each has a jti of its own', async () => {
    for (let round = 0; round < 3; round += 1) accessTokenOf(await presentSigned({}));
  });
});

describe('an assertion is refused', () => {
  const refusedClaims: [row: string, what: string, changes: () => Record<string, unknown>][] = [
    ['pk-aud-wrong', 'aud of another host', () => ({ aud: 'https://other.example/' })],
    ['pk-aud-wrong', 'aud without the slash', () => ({ aud: running.origin })],
    ['pk-aud-wrong', 'aud of the metadata', () => ({ aud: `${issuer()}.well-known/openid-configuration` })],
    ['pk-aud-wrong', 'aud with a foreign entry', () => ({ aud: [issuer(), 'https://other.example/'] })],
    ['pk-aud-wrong', 'aud empty', () => ({ aud: [] })],
    ['pk-aud-wrong', 'no aud', () => ({ aud: undefined })],
    ['pk-exp-missing', 'no exp', () => ({ exp: undefined })],
    ['pk-exp-past', 'exp a minute ago', () => ({ exp: seconds() - 60 })],
    ['pk-exp-far', 'exp in more than five minutes', () => ({ exp: seconds() + 360 })],
    ['pk-aud-forms', 'aud is the token endpoint', () => ({ aud: `${running.origin}/oauth/token` })],
    ['pk-aud-forms', 'aud is the issuer as an array of one', () => ({ aud: [issuer()] })],
    [
      'pk-aud-forms',
      'aud is the issuer and the token endpoint',
      () => ({ aud: [issuer(), `${running.origin}/oauth/token`] }),
    ],
    ['pk-exp-wrong', 'exp as a text', () => ({ exp: String(seconds() + 60) })],
    ['pk-nbf-future', 'nbf in a minute', () => ({ nbf: seconds() + 60 })],
    ['pk-iat-future', 'iat in a minute', () => ({ iat: seconds() + 60 })],
    ['pk-jti-missing', 'no jti', () => ({ jti: undefined })],
    ['pk-jti-missing', 'jti empty', () => ({ jti: '' })],
    ['pk-jti-missing', 'jti as a number', () => ({ jti: 1 })],
    ['pk-iss-sub-mismatch', 'iss of another client', () => ({ iss: other })],
    ['pk-iss-sub-mismatch', 'no iss', () => ({ iss: undefined })],
    ['pk-iss-sub-mismatch', 'no sub', () => ({ sub: undefined })],
    ['pk-sub-other-client', 'iss and sub of a client with other keys', () => ({ iss: other, sub: other })],
    ['pk-sub-other-client', 'sub of an unknown client', () => ({ iss: 'nobody', sub: 'nobody' })],
    ['pk-sub-other-client', 'sub of a client with a secret', () => ({ iss: 'orders-worker', sub: 'orders-worker' })],
  ];
  it.each(refusedClaims)('%s: %s', async (_row, _what, changes) => {
    expectRefused(await presentSigned(changes()));
  });

  it('pk-jti-replay: the second time, until it has expired', async () => {
    const jti = randomUUID();
    const assertion = await signClaims(claims({ jti, exp: seconds() + 300 }), keys.one.privateKey);
    accessTokenOf(await present(assertion));
    expectRefused(await present(assertion));
    expect(await lastHint(running)).toContain('used before');
    now += 299_000;
    expectRefused(await present(assertion));
    now += 62_000;
    expectRefused(await present(assertion));
    accessTokenOf(await presentSigned({ jti }));
  });

  it('pk-jti-replay: of two at the same time, one is refused', async () => {
    const assertion = await signClaims(claims(), keys.one.privateKey);
    const answers = await Promise.all([present(assertion), present(assertion)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('a jti of one client is free for another', async () => {
    const jti = randomUUID();
    accessTokenOf(await presentSigned({ jti }));
    const own = assertionClaims(other, issuer(), seconds(), { jti });
    accessTokenOf(await present(await signClaims(own, pss.privateKey, { alg: 'PS256' })));
  });

  it('pk-alg-none: without a signature', async () => {
    const header = base64url.encode(JSON.stringify({ alg: 'none' }));
    const payload = base64url.encode(JSON.stringify(claims()));
    expectRefused(await present(`${header}.${payload}.`));
    expectRefused(await present(`${header}.${payload}.AAAA`));
  });

  it.each([
    ['pk-alg-hs256', 'the client secret', `secret-of-${signer}`],
    ['pk-hs-with-public-pem', 'the registered public key', keys.one.publicPem],
    ['pk-hs-with-public-pem', 'the same without its last line end', keys.one.publicPem.trimEnd()],
  ])('%s: HS256 with %s as the secret', async (_row, _what, text) => {
    const secret = new TextEncoder().encode(text);
    expectRefused(await present(await signClaims(claims(), secret, { alg: 'HS256' })));
    expectRefused(await present(await signClaims(claims(), secret, { alg: 'HS256', kid: keys.one.kid })));
  });

  it.each(['PS256', 'RS384', 'RS512', 'PS512'])(
    'pk-alg-not-registered: %s with the right key, whose credential says RS256',
    async (alg) => {
      expectRefused(await presentSigned({}, { alg }));
      expectRefused(await presentSigned({}, { alg, kid: keys.one.kid }));
    },
  );

  it.each([
    ['no credential of this kid', {}, { kid: 'unknown-kid' }, keys.one],
    ['the kid of the other credential', {}, { kid: keys.two.kid }, keys.one],
    ['the kid of the credential but the key of a stranger', {}, { kid: keys.one.kid }, keys.stranger],
    ['the key of a stranger and no kid', {}, {}, keys.stranger],
  ])('pk-kid-unknown: %s', async (_what, changes, header, key) => {
    expectRefused(await presentSigned(changes, header, key.privateKey));
  });

  it('pk-jku: a key that the assertion brings or points at, without fetching it', async () => {
    let fetched = 0;
    const jwk = await exportJWK(keys.stranger.privateKey);
    const publicJwk = { kty: 'RSA', n: jwk.n, e: jwk.e };
    const server = createServer((_request, response) => {
      fetched += 1;
      response.end(JSON.stringify({ keys: [publicJwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const jku = `http://127.0.0.1:${port}/jwks.json`;
    for (const header of [{ jku }, { jwk: publicJwk }, { x5u: jku }, { jku, kid: keys.one.kid }]) {
      expectRefused(await presentSigned({}, header, keys.stranger.privateKey));
    }
    server.close();
    expect(fetched).toBe(0);
  });

  it('with a critical header parameter that nobody understands, RFC 7515 §4.1.11', async () => {
    const header = base64url.encode(JSON.stringify({ alg: 'RS256', crit: ['x'], x: 1 }));
    const [, payload, signature] = (await signClaims(claims(), keys.one.privateKey)).split('.');
    expectRefused(await present(`${header}.${payload}.${signature}`));
  });

  it('with a signature of other claims', async () => {
    const [header, , signature] = (await signClaims(claims(), keys.one.privateKey)).split('.');
    const payload = base64url.encode(JSON.stringify(claims()));
    expectRefused(await present(`${header}.${payload}.${signature}`));
  });

  it.each(['x', 'a.b', 'a.b.c', '..', 'a.b.c.d.e', '{"iss":"signer"}', ' ', '\0'])(
    'that is no JWT: %j',
    async (text) => {
      expectRefused(await present(text));
    },
  );

  it('pk-access-token-as-assertion: a token of this tenant', async () => {
    expectRefused(await present(accessTokenOf(await presentSigned({}))));
  });

  it('ca-id-mismatch: with the client_id of another client beside it', async () => {
    expectRefused(await present(await signClaims(claims(), keys.one.privateKey), { client_id: other }));
  });

  it('pk-type-missing: without client_assertion_type, and the other way round', async () => {
    const assertion = await signClaims(claims(), keys.one.privateKey);
    for (const name of ['client_assertion_type', 'client_assertion']) {
      const answer = await present(assertion, { [name]: undefined });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({
        error: 'invalid_request',
        error_description: `Missing required parameter: ${name}`,
      });
    }
  });

  it.each(['urn:ietf:params:oauth:client-assertion-type:saml2-bearer', 'jwt-bearer', assertionType.toUpperCase()])(
    'pk-type-wrong: %s',
    async (client_assertion_type) => {
      expectRefused(await present(await signClaims(claims(), keys.one.privateKey), { client_assertion_type }));
    },
  );

  it('pk-large: of a hundred kilobytes, before anything is verified', async () => {
    const answer = await presentSigned({ padding: 'x'.repeat(100_000) });
    expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
    expect(Object(answer.body).error_description).toBe('Parameter client_assertion is larger than 16 KB.');
  });
});

describe('credentials', () => {
  const signedBy = async (client: string, key: ClientKey) =>
    present(await signClaims(assertionClaims(client, issuer(), seconds()), key.privateKey));

  it('pk-credential-expired: count until they expire', async () => {
    now = start;
    accessTokenOf(await signedBy('expiring', keys.one));
    now = start + 60_000;
    expectRefused(await signedBy('expiring', keys.one));
  });

  it('pk-credential-deleted: count until they are deleted, one without the other', async () => {
    now = start;
    const { body } = await running.api('GET', '/clients/twice/credentials');
    // The list has the newest first.
    const first = Array.isArray(body) ? body.at(-1) : undefined;
    expect(Object(first).kid).toBe(keys.one.kid);
    accessTokenOf(await signedBy('twice', keys.one));
    await running.api('DELETE', `/clients/twice/credentials/${Object(first).id}`);
    expectRefused(await signedBy('twice', keys.one));
    accessTokenOf(await signedBy('twice', keys.two));
  });

  it('count only where the method of the client names them', async () => {
    const { body } = await running.api('POST', '/clients/twice/credentials', credential(keys.stranger));
    expect(Object(body).kid).toBe(keys.stranger.kid);
    expectRefused(await signedBy('twice', keys.stranger));
    const methods = { private_key_jwt: { credentials: [{ id: Object(body).id }] } };
    const { status } = await running.api('PATCH', '/clients/twice', { client_authentication_methods: methods });
    expect(status).toBe(200);
    accessTokenOf(await signedBy('twice', keys.stranger));
    expectRefused(await signedBy('twice', keys.two));
  });

  it('no longer count when the client is back at its secret', async () => {
    await running.api('PATCH', '/clients/twice', {
      client_authentication_methods: null,
      token_endpoint_auth_method: 'client_secret_post',
    });
    accessTokenOf(await running.ask({ client_id: 'twice', client_secret: 'secret-of-twice' }));
    expectRefused(await signedBy('twice', keys.stranger));
  });
});
