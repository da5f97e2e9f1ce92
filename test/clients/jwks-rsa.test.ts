/** `jwks-rsa` with `express-jwt`: the pair in many an older Express API, with the options of its README. */
import { createPublicKey, X509Certificate } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import { expressjwt, type Request, UnauthorizedError } from 'express-jwt';
import jwksRsa from 'jwks-rsa';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApi, serveExpress } from './serve-express.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

const answerUnauthorized: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof UnauthorizedError)) return next(error);
  response.status(error.status).json({ code: error.code, message: error.message });
};

describe('jwks-rsa with express-jwt', () => {
  let tenant: TrustedTenant;
  const open: RunningApi[] = [];
  beforeAll(async () => {
    tenant = await startTrustedTenant();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((api) => api.close()));
  });
  afterAll(() => tenant.close());

  const serveOrders = async (origin: string): Promise<RunningApi> => {
    const api = await serveExpress((app) => {
      app.use(
        expressjwt({
          secret: jwksRsa.expressJwtSecret({
            cache: true,
            rateLimit: true,
            jwksRequestsPerMinute: 5,
            jwksUri: `${origin}/.well-known/jwks.json`,
          }),
          audience: orders,
          issuer: `${origin}/`,
          algorithms: ['RS256'],
        }),
      );
      app.get('/orders', (request: Request, response) => {
        response.json(request.auth);
      });
      app.use(answerUnauthorized);
    });
    open.push(api);
    return api;
  };

  it.each(['http', 'https'])('accepts a token verified by the key set over %s', async (scheme) => {
    const origin = scheme === 'https' ? tenant.httpsOrigin : tenant.origin;
    const api = await serveOrders(origin);
    const { clientId } = tenant.credentialsOf('Worker');
    expect(await api.call('/orders', await tenant.tokenFrom(origin))).toMatchObject({
      status: 200,
      body: { sub: `${clientId}@clients`, azp: clientId, gty: 'client-credentials' },
    });
  });

  it('finds a key by its kid, the one that its certificate holds', async () => {
    const client = jwksRsa({ jwksUri: `${tenant.origin}/.well-known/jwks.json` });
    const { kid, cert } = tenant.tenant.signingKeys.current();
    const key = createPublicKey((await client.getSigningKey(kid)).getPublicKey());
    expect(key.equals(new X509Certificate(cert).publicKey)).toBe(true);
    await expect(client.getSigningKey('never-published')).rejects.toThrow(jwksRsa.SigningKeyNotFoundError);
  });

  it('refuses a token for another API', async () => {
    const api = await serveOrders(tenant.origin);
    const answer = await api.call('/orders', await tenant.managementToken('read:clients'));
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 'invalid_token', message: `jwt audience invalid. expected: ${orders}` },
    });
  });

  it('asks for a token where there is none', async () => {
    const api = await serveOrders(tenant.origin);
    expect(await api.call('/orders')).toMatchObject({ status: 401, body: { code: 'credentials_required' } });
  });

  it('survives rotations of the keys without a restart', async () => {
    const api = await serveOrders(tenant.origin);
    for (let rotations = 0; rotations < 3; rotations++) {
      expect((await api.call('/orders', await tenant.tokenFrom(tenant.origin))).status).toBe(200);
      await tenant.api('POST', '/keys/signing/rotate');
    }
  });
});
