/** APIs that verify as their libraries say: none of them may be accused of anything serious. */

import { createPublicKey } from 'node:crypto';
import { expressjwt, type GetVerificationKey } from 'express-jwt';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { createVerifier } from 'fast-jwt';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import jwksRsa from 'jwks-rsa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPython } from '../clients/run-program.ts';
import { type OrdersTenant, orders, readOrders, seriousIn, startOrdersTenant } from './orders-tenant.ts';
import { type ServedApi, serveApp, serveGuarded } from './serve-api.ts';
import { servePyjwt } from './serve-pyjwt.ts';

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

describe.each(Object.entries(sound))('%s', (name, serve) => {
  it('is accused of nothing serious', async () => {
    const api = await serve();
    try {
      const report = await tenant.check(api.url);
      expect(report.control, report.advice).toBe('accepted');
      expect(seriousIn(report)).toEqual([]);
      expect(report.library).toBe(recognized[name] ?? 'other');
    } finally {
      await api.close();
    }
  });
});

/** By how they refuse and ask for keys; where an API answers in its own words and holds its key, nothing tells. */
const recognized: Record<string, string> = {
  'express-oauth2-jwt-bearer': 'express-oauth2-jwt-bearer',
  'express-jwt with jwks-rsa': 'express-jwt',
  'jose by hand': 'jose',
};

it('PyJWT with required claims is accused of nothing serious', async (context) => {
  const found = await findPython('jwt', 'cryptography');
  if ('missing' in found) return context.skip(found.missing);
  const api = await servePyjwt(found.python, { issuer: tenant.issuer, audience: orders, scope: readOrders });
  try {
    const report = await tenant.check(api.url);
    expect(report.control, report.advice).toBe('accepted');
    expect(seriousIn(report)).toEqual([]);
    expect(report.library).toBe('pyjwt');
  } finally {
    await api.close();
  }
});

describe('with other settings of the API', () => {
  it.each([
    ['the RFC 9068 profile, strictly', { token_dialect: 'rfc9068_profile' }, { strict: true }],
    ['RS512', { signing_alg: 'RS512' }, {}],
    ['PS256', { signing_alg: 'PS256' }, {}],
  ])('express-oauth2-jwt-bearer is accused of nothing serious: %s', async (_name, api, options) => {
    const other = await startOrdersTenant(api);
    const { signing_alg: alg = 'RS256' } = Object(api);
    other.tenant.settings.update({ flags: { remove_alg_from_jwks: alg !== 'RS256' } });
    const jwksUri = `${other.issuer}.well-known/jwks.json`;
    const served = await serveApp((app) => {
      app.use(auth({ issuer: other.issuer, jwksUri, audience: orders, tokenSigningAlg: alg, ...options }));
      app.get('/orders', requiredScopes(readOrders), (_request, response) => void response.json({ orders: [] }));
    });
    try {
      const report = await other.check(served.url);
      expect(report.control, report.advice).toBe('accepted');
      expect(seriousIn(report)).toEqual([]);
    } finally {
      await served.close();
      await other.close();
    }
  });

  it('jsonwebtoken with a secret (HS256) is accused of nothing serious, and a weak one is found', async () => {
    for (const secret of ['Tr5yL1k8mQz0vB7nXc3pWd9sFg2hJ6kA', 'your-256-bit-secret']) {
      const other = await startOrdersTenant({ signing_alg: 'HS256', signing_secret: secret });
      const served = await serveGuarded(async (token) => {
        const claims = jsonwebtoken.verify(token, secret, {
          algorithms: ['HS256'],
          issuer: other.issuer,
          audience: orders,
        });
        return String(Object(claims).scope).split(' ').includes(readOrders) ? 'ok' : 'no_scope';
      });
      try {
        const serious = seriousIn(await other.check(served.url));
        expect(serious.map((line) => line.split(':')[0])).toEqual(
          secret === 'your-256-bit-secret' ? ['hs256-common-secret'] : [],
        );
      } finally {
        await served.close();
        await other.close();
      }
    }
  });
});
