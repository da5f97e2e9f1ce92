/** `express-oauth2-jwt-bearer`: the SDK that Auth0 recommends for APIs in Express, in an Express 5 app. */
import { type AuthOptions, auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningApi, serveExpress } from './serve-express.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

describe('express-oauth2-jwt-bearer', () => {
  let tenant: TrustedTenant;
  const open: RunningApi[] = [];
  beforeAll(async () => {
    tenant = await startTrustedTenant();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(open.splice(0).map((api) => api.close()));
    await patchApi({ signing_alg: 'RS256', token_dialect: 'access_token', token_lifetime: 86_400 });
    await leaveAlgOut(false);
  });
  afterAll(() => tenant.close());

  /** `/orders` needs a token, `/orders/write` one with a scope. */
  const serveOrders = async (options: AuthOptions): Promise<RunningApi> => {
    const api = await serveExpress((app) => {
      app.use(auth(options));
      app.get('/orders', (request, response) => {
        response.json(request.auth?.payload);
      });
      app.get('/orders/write', requiredScopes('write:orders'), (_request, response) => {
        response.json({ written: true });
      });
    });
    open.push(api);
    return api;
  };
  const patchApi = async (body: object) => {
    const { status } = await tenant.api('PATCH', `/resource-servers/${encodeURIComponent(orders)}`, body);
    expect(status).toBe(200);
  };
  const leaveAlgOut = (remove_alg_from_jwks: boolean) =>
    tenant.api('PATCH', '/tenants/settings', { flags: { remove_alg_from_jwks } });
  const rotate = () => tenant.api('POST', '/keys/signing/rotate');

  it.each(['http', 'https'])('accepts a token with no more than issuerBaseURL (%s) and audience', async (scheme) => {
    const issuerBaseURL = scheme === 'https' ? tenant.httpsOrigin : tenant.origin;
    const api = await serveOrders({ issuerBaseURL, audience: orders });
    const answer = await api.call('/orders', await tenant.tokenFrom(issuerBaseURL));
    expect(answer).toMatchObject({ status: 200, body: { iss: `${issuerBaseURL}/`, aud: orders } });
  });

  it('accepts a token with issuer and jwksUri in place of discovery', async () => {
    const api = await serveOrders({
      issuer: `${tenant.httpsOrigin}/`,
      jwksUri: `${tenant.httpsOrigin}/.well-known/jwks.json`,
      audience: orders,
    });
    expect((await api.call('/orders', await tenant.tokenFrom(tenant.httpsOrigin))).status).toBe(200);
  });

  it('asks for a token where there is none', async () => {
    const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders });
    const { status, headers } = await api.call('/orders');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="api"/);
  });

  it('refuses a token for another API', async () => {
    const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: 'https://invoices.example/' });
    const { status, headers } = await api.call('/orders', await tenant.tokenFrom(tenant.origin));
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain(
      `error="invalid_token", error_description="Unexpected 'aud' value"`,
    );
  });

  it('refuses a token from the other door: http and https are two issuers', async () => {
    const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders });
    const { status, headers } = await api.call('/orders', await tenant.tokenFrom(tenant.httpsOrigin));
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain(`Unexpected 'iss' value`);
  });

  it('opens a route to the scope it requires, and to no other', async () => {
    const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders });
    const reader = await tenant.tokenFrom(tenant.origin, 'read:orders');
    const { status, headers } = await api.call('/orders/write', reader);
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    expect((await api.call('/orders/write', await tenant.tokenFrom(tenant.origin, 'write:orders'))).status).toBe(200);
  });

  it('refuses a token once the token lifetime of the API is over', async () => {
    await patchApi({ token_lifetime: 60, token_lifetime_for_web: 60 });
    const token = await tenant.tokenFrom(tenant.origin);
    const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders });
    expect((await api.call('/orders', token)).status).toBe(200);
    // The SDK grants five seconds for clocks that differ.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 67_000 });
    const { status, headers } = await api.call('/orders', token);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  describe('when the keys rotate, without a restart', () => {
    it('goes on with its default options: the next key was in the key set before', async () => {
      const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders });
      const before = await tenant.tokenFrom(tenant.origin);
      expect((await api.call('/orders', before)).status).toBe(200);
      await rotate();
      expect((await api.call('/orders', await tenant.tokenFrom(tenant.origin))).status).toBe(200);
      expect((await api.call('/orders', before)).status).toBe(200);
    });

    it('with its default cooldown of 30 s knows a second rotation half a minute later', async () => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders });
      await api.call('/orders', await tenant.tokenFrom(tenant.origin));
      await rotate();
      await rotate();
      const token = await tenant.tokenFrom(tenant.origin);
      expect((await api.call('/orders', token)).status).toBe(401);
      vi.advanceTimersByTime(31_000);
      expect((await api.call('/orders', token)).status).toBe(200);
    });

    it('with cooldownDuration 0 knows any number of rotations at once', async () => {
      const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders, cooldownDuration: 0 });
      for (let rotations = 0; rotations < 3; rotations++) {
        expect((await api.call('/orders', await tenant.tokenFrom(tenant.origin))).status).toBe(200);
        await rotate();
      }
    });
  });

  it('in strict mode takes RFC 9068 tokens and refuses the others', async () => {
    const api = await serveOrders({ issuerBaseURL: tenant.origin, audience: orders, strict: true });
    const { status, headers } = await api.call('/orders', await tenant.tokenFrom(tenant.origin));
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain(`Unexpected 'typ' value`);

    await patchApi({ token_dialect: 'rfc9068_profile' });
    const { clientId } = tenant.credentialsOf('Worker');
    const answer = await api.call('/orders', await tenant.tokenFrom(tenant.origin));
    expect(answer).toMatchObject({ status: 200, body: { client_id: clientId, jti: expect.any(String) } });
  });

  it.each(['RS512', 'PS256'])(
    'takes %s tokens where the key set leaves alg out and tokenSigningAlg is set',
    async (alg) => {
      await leaveAlgOut(true);
      await patchApi({ signing_alg: alg });
      const api = await serveOrders({
        issuer: `${tenant.origin}/`,
        jwksUri: `${tenant.origin}/.well-known/jwks.json`,
        audience: orders,
        tokenSigningAlg: alg,
      });
      expect((await api.call('/orders', await tenant.tokenFrom(tenant.origin))).status).toBe(200);
    },
  );

  it('verifies HS256 with the signing secret of the API, and refuses another secret', async () => {
    const secret = 'a-secret-that-the-api-and-the-tenant-share';
    await patchApi({ signing_alg: 'HS256', signing_secret: secret });
    const token = await tenant.tokenFrom(tenant.origin);
    const options = { issuerBaseURL: tenant.origin, audience: orders, tokenSigningAlg: 'HS256' };
    const api = await serveOrders({ ...options, secret });
    const stranger = await serveOrders({ ...options, secret: 'a-secret-of-some-other-api-altogether' });
    expect((await api.call('/orders', token)).status).toBe(200);
    expect((await stranger.call('/orders', token)).status).toBe(401);
  });
});
