/** APIs that verify as their libraries say: none of them may be accused of anything serious. */

import { createPublicKey } from 'node:crypto';
import { expressjwt, type GetVerificationKey } from 'express-jwt';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { createVerifier } from 'fast-jwt';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import jwksRsa from 'jwks-rsa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OrdersTenant, orders, readOrders, seriousIn, startOrdersTenant } from './orders-tenant.ts';
import { type ServedApi, serveApp, serveGuarded } from './serve-api.ts';

let tenant: OrdersTenant;
beforeAll(async () => {
  tenant = await startOrdersTenant();
});
afterAll(() => tenant.close());

const sound: Record<string, () => Promise<ServedApi>> = {
  'express-oauth2-jwt-bearer': () =>
    serveApp((app) => {
      app.use(auth({ issuerBaseURL: tenant.origin, audience: orders }));
      app.get('/orders', requiredScopes(readOrders), (_request, response) => void response.json({ orders: [] }));
    }),
  'express-jwt with jwks-rsa': () =>
    serveApp((app) => {
      const jwksUri = `${tenant.issuer}.well-known/jwks.json`;
      const secret = jwksRsa.expressJwtSecret({ jwksUri, cache: true, rateLimit: true }) as GetVerificationKey;
      app.use(expressjwt({ secret, audience: orders, issuer: tenant.issuer, algorithms: ['RS256'] }));
      app.get('/orders', (request, response) => {
        const { scope } = Object(Reflect.get(request, 'auth'));
        if (!String(scope).split(' ').includes(readOrders)) return void response.status(403).json({});
        response.json({ orders: [] });
      });
    }),
  'jose by hand': async () => {
    const keys = createRemoteJWKSet(new URL(`${tenant.issuer}.well-known/jwks.json`));
    return serveGuarded(async (token) => {
      const { payload } = await jwtVerify(token, keys, {
        issuer: tenant.issuer,
        audience: orders,
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
      });
      return String(payload.scope).split(' ').includes(readOrders) ? 'ok' : 'no_scope';
    });
  },
  'fast-jwt with required claims': async () => {
    const { n, e } = tenant.tenant.signingKeys.current().privateJwk;
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const verify = createVerifier({
      key: String(key),
      algorithms: ['RS256'],
      allowedIss: tenant.issuer,
      allowedAud: orders,
      requiredClaims: ['iss', 'aud', 'exp'],
    });
    return serveGuarded(async (token) => {
      const { scope } = Object(verify(token));
      return String(scope).split(' ').includes(readOrders) ? 'ok' : 'no_scope';
    });
  },
};

describe.each(Object.entries(sound))('%s', (_name, serve) => {
  it('is accused of nothing serious', async () => {
    const api = await serve();
    try {
      const report = await tenant.check(api.url);
      expect(report.control, report.advice).toBe('accepted');
      expect(seriousIn(report)).toEqual([]);
    } finally {
      await api.close();
    }
  });
});
