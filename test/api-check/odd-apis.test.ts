/** APIs that hang, drop, redirect, break, answer 200 to everything or limit their callers: a clear result, in time. */
import { createPublicKey } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckInput } from '../../src-main/contract/entities/api-check.ts';
import { type OrdersTenant, orders, resultOf, startOrdersTenant } from './orders-tenant.ts';
import { type ServedApi, serveListener } from './serve-api.ts';
import { serveOrders } from './serve-orders.ts';

let tenant: OrdersTenant;
beforeAll(async () => {
  tenant = await startOrdersTenant();
});
afterAll(() => tenant.close());

async function checkListener(listener: RequestListener, more: Partial<CheckInput> = {}) {
  const api = await serveListener(listener);
  try {
    return await tenant.check(api.url, more);
  } finally {
    await api.close();
  }
}

/** Lets good tokens in, and does something else with everybody else. */
function onlyGood(otherwise: RequestListener): RequestListener {
  return (request, response) => {
    const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    const { n, e } = tenant.tenant.signingKeys.current().privateJwk;
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    jwtVerify(token, key, { audience: orders, issuer: tenant.issuer, algorithms: ['RS256'] }).then(
      () => response.end('{"orders":[]}'),
      () => otherwise(request, response),
    );
  };
}

describe('an API that', () => {
  it('answers 200 to everything is not protected, and is told just that', async () => {
    const report = await checkListener((_request, response) => response.end('{"orders":[]}'));
    expect(report).toMatchObject({ control: 'accepted', grade: 'F', advice: expect.stringContaining('not protected') });
    expect(resultOf(report, 'no-token')).toMatchObject({ verdict: 'accepts_wrong', severity: 'must' });
    expect(report.counts).toMatchObject({ serious: 1, not_run: report.results.length - 2 });
  });

  it('answers 200 with an error in the body is read by its body', async () => {
    const report = await checkListener(
      onlyGood((_request, response) => response.end('{"error":"unauthorized"}')),
      { only: ['alg-none'] },
    );
    expect(resultOf(report, 'no-token')?.verdict).toBe('remark');
    expect(resultOf(report, 'alg-none')).toMatchObject({ verdict: 'remark', got: '200 OK' });
  });

  it('redirects to a page to sign in has refused', async () => {
    const report = await checkListener(
      onlyGood((_request, response) => response.writeHead(302, { location: '/login' }).end()),
      { only: ['alg-none'] },
    );
    expect(resultOf(report, 'alg-none')).toMatchObject({ verdict: 'remark', got: '302 Found' });
  });

  it('answers 500 to the good token is told what to set, and nothing else is sent', async () => {
    const report = await checkListener((_request, response) => response.writeHead(500).end('boom'));
    expect(report).toMatchObject({ control: 'refused', advice: expect.stringContaining('fails with a valid token') });
    expect(report.grade).toBeUndefined();
    expect(report.counts.not_run).toBe(report.results.length - 1);
  });

  it('answers 500 to bad tokens breaks', async () => {
    const report = await checkListener(
      onlyGood((_request, response) => response.writeHead(500).end()),
      {
        groups: ['signature'],
      },
    );
    expect(resultOf(report, 'tampered-signature')).toMatchObject({ verdict: 'breaks', severity: 'must' });
    expect(report.grade).toBe('F');
  });

  it('drops the connection breaks, and one that refuses connections is said to be gone', async () => {
    const report = await checkListener(
      onlyGood((request) => request.socket.destroy()),
      { groups: ['signature'] },
    );
    expect(resultOf(report, 'empty-signature')).toMatchObject({
      verdict: 'breaks',
      got: 'the connection was closed without a response',
    });
    await expect(tenant.check('http://127.0.0.1:9/orders')).rejects.toThrow(/Nothing listens at 127\.0\.0\.1:9/);
  });

  it('hangs at bad tokens ends the run early, with what is known', { timeout: 90_000 }, async () => {
    const report = await checkListener(
      onlyGood((request, response) => {
        if (request.headers.authorization === undefined) response.writeHead(401).end();
      }),
      { groups: ['signature'] },
    );
    expect(report.advice).toContain('stopped responding');
    expect(report.results.filter(({ verdict }) => verdict === 'breaks').length).toBeGreaterThan(0);
  });

  it('limits its callers is asked again when it says so, and never judged by a 429', async () => {
    let count = 0;
    const report = await checkListener(
      (request, response) => {
        count += 1;
        if (count % 5 === 0) return response.writeHead(429, { 'retry-after': '0' }).end();
        return onlyGood((_request, answer) => answer.writeHead(401, { 'www-authenticate': 'Bearer' }).end())(
          request,
          response,
        );
      },
      { groups: ['signature'] },
    );
    expect(report.results.map(({ answer }) => answer?.status)).not.toContain(429);
    expect(report.counts.not_run).toBe(0);
  });

  it('locks its caller out makes the group inconclusive', { timeout: 60_000 }, async () => {
    let bad = 0;
    const report = await checkListener(
      (request, response) => {
        if (bad > 3) return response.writeHead(403).end();
        return onlyGood((_request, answer) => {
          bad += request.headers.authorization === undefined ? 0 : 1;
          answer.writeHead(401).end();
        })(request, response);
      },
      { groups: ['signature'] },
    );
    expect(report.advice).toContain('refuses even the valid token');
    expect(resultOf(report, 'tampered-signature')).toMatchObject({
      verdict: 'not_run',
      reason: expect.stringContaining('Inconclusive'),
    });
  });

  it('has another clock is measured by that', async () => {
    const ahead = 120;
    const report = await checkListener(
      (request, response) => {
        response.setHeader('date', new Date(Date.now() + ahead * 1_000).toUTCString());
        const [, payload = ''] = (request.headers.authorization ?? '').split('.');
        const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}');
        if (typeof exp === 'number' && exp > Date.now() / 1_000 + ahead) response.end('{}');
        else response.writeHead(401).end();
      },
      { groups: ['time'] },
    );
    expect(resultOf(report, 'expired-1s')).toMatchObject({ got: expect.stringMatching(/^401/) });
    expect(resultOf(report, 'expired-1h')?.verdict).toBe('as_expected');
  });
});

describe('what may not be asked', () => {
  it.each([
    ['ftp://localhost/orders', 'url', /starts with http/],
    ['http://user:pass@localhost:3000/', 'url', /starts with http/],
    ['http://192.0.2.7:3000/orders', 'allow_host', /192\.0\.2\.7 is not on this machine/],
    ['http://no-such-host.invalid/orders', 'url', /can't be found/],
  ])('%s', async (url, field, message) => {
    await expect(tenant.check(url)).rejects.toMatchObject({ field, message: expect.stringMatching(message) });
  });

  it('a method that does something, unless it is allowed', async () => {
    const api: ServedApi = await serveListener((_request, response) => response.end());
    await expect(tenant.check(api.url, { method: 'DELETE' })).rejects.toMatchObject({ field: 'allow_actions' });
    await expect(tenant.check(api.url, { method: 'POST', allow_actions: true })).resolves.toMatchObject({ grade: 'F' });
    await api.close();
  });

  it('for an API that the tenant does not have, or a case that there is none of', async () => {
    const url = 'http://127.0.0.1:1/';
    await expect(tenant.check(url, { audience: `${orders}x` })).rejects.toThrow(`Did you mean ${orders}?`);
    await expect(tenant.check(url, { only: ['alg-nome'] })).rejects.toThrow('Did you mean alg-none?');
    await expect(tenant.check(url, { client: 'Nobody' })).rejects.toThrow('No application has the ID or name Nobody');
  });
});

describe('permissions that nobody names', () => {
  it('are found out, from the challenge or by leaving each out', async () => {
    const api = await serveOrders({ issuer: tenant.issuer, audience: orders, scope: 'write:orders' });
    try {
      const { check } = tenant;
      const report = await check(api.url, { scope: undefined, groups: ['scope'] } as Partial<CheckInput>);
      expect(report.control).toBe('accepted');
      expect(resultOf(report, 'scope-missing')?.verdict).toBe('as_expected');
      expect(resultOf(report, 'scope-superstring')?.verdict).toBe('as_expected');
    } finally {
      await api.close();
    }
  });
});
