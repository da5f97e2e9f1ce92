import { connect } from 'node:net';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningTenant, send, startTestTenant } from '../../builders/running-tenant.ts';

const controlToken = 'tbc_a-token-of-the-tests';
let tenant: RunningTenant;

beforeAll(async () => {
  tenant = await startTestTenant({ sample: true, controlToken });
});
afterAll(() => tenant.close());
beforeEach(() => {
  tenant.tenant.faults.allOff();
  tenant.tenant.traffic.clear();
});

function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return send(`${tenant.origin}/_tokenbench${path}`, {
    method,
    headers: {
      authorization: `Bearer ${controlToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('the door of /_tokenbench/', () => {
  it('opens to the control token', async () => {
    const { status, headers, body } = await control('GET', '/faults');
    expect([status, body, headers.get('cache-control')]).toEqual([200, [], 'no-store']);
  });

  it.each([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: 'Bearer tbc_another' }],
    ['another scheme', { authorization: `Basic ${controlToken}` }],
  ])('stays shut to %s, and says where the right one is', async (_why, headers) => {
    const { status, body } = await control('GET', '/faults', undefined, headers);
    expect(status).toBe(401);
    expect(body).toMatchObject({ statusCode: 401, message: expect.stringContaining('tokenbench fault token') });
  });

  it('stays shut to a token of the Management API', async () => {
    const authorization = `Bearer ${await tenant.managementToken('read:clients')}`;
    expect((await control('GET', '/faults', undefined, { authorization })).status).toBe(401);
  });

  it.each([
    ['an Origin', { origin: 'https://page.example' }],
    ['an own Origin', { origin: 'http://localhost' }],
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  ])('stays shut to a page of a browser, told by %s', async (_what, headers) => {
    const { status, headers: answered } = await control('GET', '/faults', undefined, headers);
    expect([status, answered.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('lets no preflight through', async () => {
    const { status, headers } = await control('OPTIONS', '/faults', undefined, {
      origin: 'https://page.example',
      'access-control-request-method': 'POST',
    });
    expect([status, headers.get('access-control-allow-methods')]).toEqual([403, null]);
  });

  it('stays shut to the name of a fixed issuer, which is none of this machine', async () => {
    const named = await startTestTenant({ controlToken, issuer: 'http://id.example.test/' });
    try {
      const status = await rawStatus(new URL(named.origin), 'id.example.test');
      expect(status).toBe(403);
      expect(await rawStatus(new URL(named.origin), 'localhost')).toBe(200);
    } finally {
      await named.close();
    }
  });

  it('is not there without a token', async () => {
    const closed = await startTestTenant();
    try {
      expect((await send(`${closed.origin}/_tokenbench/faults`, {})).status).toBe(404);
    } finally {
      await closed.close();
    }
  });

  it('answers what it does not have, to who may ask', async () => {
    expect(await control('GET', '/nothing')).toMatchObject({
      status: 404,
      body: { message: 'There is no GET /_tokenbench/nothing. GET /_tokenbench/ lists what there is.' },
    });
    expect((await send(`${tenant.origin}/_tokenbench/nothing`, {})).status).toBe(401);
  });

  it('leaves its token in no record', async () => {
    await control('GET', '/faults');
    const [exchange] = [...tenant.tenant.traffic.newestFirst()];
    expect(exchange).toMatchObject({ kind: 'other', description: 'Control: The faults that are set' });
    expect(JSON.stringify(exchange)).not.toContain(controlToken);
  });
});

/** `fetch` writes the Host header itself. */
function rawStatus({ port }: URL, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    socket.on('error', reject);
    socket.on('data', (data) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1]));
      socket.destroy();
    });
    socket.write(
      `GET /_tokenbench/faults HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${controlToken}\r\nconnection: close\r\n\r\n`,
    );
  });
}

describe('the description', () => {
  it('lists routes, kinds and presets, each kind with what it takes', async () => {
    const { body } = await control('GET', '/');
    const { routes, fault_kinds, presets } = Object(body);
    expect(routes).toContainEqual(expect.objectContaining({ method: 'POST', path: '/_tokenbench/mint' }));
    expect(routes).toContainEqual(expect.objectContaining({ method: 'GET', path: '/_tokenbench/sessions/{id}/hold' }));
    expect(fault_kinds).toContainEqual(
      expect.objectContaining({
        kind: 'token_slow',
        body: expect.objectContaining({ properties: expect.objectContaining({ delay_ms: expect.anything() }) }),
      }),
    );
    expect(presets.map(({ name }: { name: string }) => name)).toContain('auth0_down');
  });
});

describe('faults over HTTP', () => {
  it('are set, listed and turned off, one and all', async () => {
    const set = await control('POST', '/faults', { kind: 'jwks_down', status: '500', next: 2 });
    expect(set).toMatchObject({ status: 201, body: { kind: 'jwks_down', status: '500', next: 2, hits: 0 } });
    await control('POST', '/faults', { kind: 'jwks_slow' });
    expect((await control('GET', '/faults')).body).toHaveLength(2);
    expect((await control('DELETE', `/faults/${Object(set.body).id}`)).status).toBe(204);
    expect((await control('DELETE', `/faults/${Object(set.body).id}`)).status).toBe(404);
    expect((await control('GET', '/faults')).body).toMatchObject([{ kind: 'jwks_slow' }]);
    expect((await control('DELETE', '/faults')).status).toBe(204);
    expect((await control('GET', '/faults')).body).toEqual([]);
  });

  it('that are wrong are refused in the shape of the Management API', async () => {
    expect(await control('POST', '/faults', { kind: 'jwks_down', status: '200' })).toMatchObject({
      status: 400,
      body: {
        statusCode: 400,
        error: 'Bad Request',
        errorCode: 'invalid_body',
        message: expect.stringContaining('on property status'),
      },
    });
    expect((await control('POST', '/faults')).status).toBe(400);
  });

  it('are set by preset, with terms', async () => {
    const { status, body } = await control('POST', '/presets/auth0_down', { expires_in: 60 });
    expect(status).toBe(201);
    expect(body).toHaveLength(4);
    for (const fault of Object(body)) expect(fault).toHaveProperty('expires_at');
    expect(await control('POST', '/presets/nothing')).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('There are: auth0_down') },
    });
  });
});

describe('the clock over HTTP', () => {
  it('is moved, stands still and is real again', async () => {
    const moved = await control('PUT', '/clock', { offset_ms: 3_600_000 });
    expect(moved).toMatchObject({ status: 200, body: { offset_ms: 3_600_000 } });
    const token = await tenant.token('Nightly Job', 'https://appointments.example/');
    expect(decodeJwt(token).iat).toBeGreaterThan(Date.now() / 1_000 + 3_500);
    await control('PUT', '/clock', { frozen_at: '2030-01-01T00:00:00Z' });
    expect((await control('GET', '/clock')).body).toMatchObject({ now: '2030-01-01T00:00:00.000Z' });
    expect((await control('DELETE', '/clock')).body).toMatchObject({ offset_ms: 0 });
    expect(await control('PUT', '/clock', { speed: 2 })).toMatchObject({ status: 400 });
  });

  it('an-date: answers tell the shifted time in a header of their own, and the real one in Date', async () => {
    const answers = async () =>
      Promise.all(
        ['/.well-known/jwks.json', '/oauth/token'].map((path) =>
          send(tenant.origin + path, { method: path === '/oauth/token' ? 'POST' : 'GET' }),
        ),
      );
    for (const { headers } of await answers()) expect(headers.get('x-tenant-time')).toBeNull();
    await control('PUT', '/clock', { frozen_at: '2001-02-03T04:05:06Z' });
    for (const { headers } of await answers()) {
      expect(headers.get('x-tenant-time')).toBe('2001-02-03T04:05:06.000Z');
      expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(60_000);
    }
  });

  it('is what the log goes by, and a clock that was set back disturbs no order of ids', async () => {
    const dates = ['2040-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z'];
    for (const frozen_at of dates) {
      tenant.tenant.faults.setClock({ frozen_at });
      await send(`${tenant.origin}/.well-known/jwks.json`, {});
    }
    const exchanges = [...tenant.tenant.traffic.newestFirst()].reverse();
    expect(exchanges.map(({ date }) => date)).toEqual(dates);
    expect(exchanges.map(({ log_id }) => log_id).sort()).toEqual(exchanges.map(({ log_id }) => log_id));
    for (const { log_id } of exchanges) expect(tenant.tenant.traffic.get(log_id).log_id).toBe(log_id);
  });

  it('is what ends a token of the Management API', async () => {
    const token = await tenant.managementToken('read:clients');
    expect((await tenant.api('GET', '/clients', undefined, token)).status).toBe(200);
    await control('PUT', '/clock', { offset_ms: 86_400_000 * 2 });
    expect((await tenant.api('GET', '/clients', undefined, token)).status).toBe(401);
  });
});

describe('minting over HTTP', () => {
  const mint = async (request: object) => {
    const { status, body } = await control('POST', '/mint', request);
    return { status, body, token: String(Object(body).token) };
  };
  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${tenant.origin}/.well-known/jwks.json`)));

  it('signs claims and header with the current key', async () => {
    const { token } = await mint({ claims: { sub: 'alice', aud: 'x' }, header: { typ: 'at+jwt' } });
    const { payload, protectedHeader } = await verify(token);
    expect(payload).toMatchObject({ iss: `${tenant.origin}/`, sub: 'alice', aud: 'x' });
    expect(protectedHeader.typ).toBe('at+jwt');
  });

  it('takes no body at all', async () => {
    expect((await control('POST', '/mint')).status).toBe(200);
  });

  it('signs with the next key, and with one that nobody published', async () => {
    await verify((await mint({ key: 'next' })).token);
    await expect(verify((await mint({ key: 'unpublished' })).token)).rejects.toThrow(errors.JWKSNoMatchingKey);
  });

  it('signs with the secret of an API, with a secret and with a key that is given', async () => {
    tenant.tenant.resourceServers.create({
      name: 'Stock',
      identifier: 'https://stock.example/',
      signing_alg: 'HS256',
      signing_secret: 'the-secret-of-the-stock-api',
    });
    const secret = new TextEncoder().encode('the-secret-of-the-stock-api');
    await jwtVerify((await mint({ key: { api: 'https://stock.example/' } })).token, secret);
    await jwtVerify((await mint({ key: { secret: 'the-secret-of-the-stock-api' } })).token, secret);
    const { generateKeyPair, exportPKCS8, exportJWK } = await import('jose');
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    await jwtVerify((await mint({ key: { pem: await exportPKCS8(privateKey) } })).token, publicKey);
    const { token } = await mint({ key: { jwk: { ...(await exportJWK(privateKey)), kid: 'mine' } } });
    await jwtVerify(token, publicKey);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', kid: 'mine' });
  });

  it('breaks what it signs', async () => {
    await expect(verify((await mint({ breakage: 'expire' })).token)).rejects.toThrow(errors.JWTExpired);
    await expect(verify((await mint({ breakage: 'alter_payload' })).token)).rejects.toThrow(
      errors.JWSSignatureVerificationFailed,
    );
    expect(decodeProtectedHeader((await mint({ breakage: 'alg_none' })).token).alg).toBe('none');
    expect(decodeJwt((await mint({ without: ['exp', 'iss'] })).token)).toEqual({ iat: expect.any(Number) });
  });

  it.each([
    [{ key: 'old' }, 400, ''],
    [{ key: { kid: 'unknown' } }, 404, 'Signing key not found'],
    [{ key: 'previous' }, 400, 'The tenant has no previous signing key. Rotate the keys first.'],
    [{ key: { api: 'https://appointments.example/' } }, 400, 'has no signing secret'],
    [{ key: { jwk: {} } }, 400, 'The JWK has no kty'],
    [{ header: { alg: 'ES256' } }, 400, 'The header says "ES256"'],
    [{ breakage: 'melt' }, 400, 'No enum match for: "melt"'],
  ])('refuses %j in words', async (request, status, message) => {
    const answer = await mint(request);
    expect(answer.status).toBe(status);
    expect(Object(answer.body).message).toContain(message);
  });
});

describe('a test session over HTTP', () => {
  it('ends what it set when it is ended', async () => {
    const { status, body } = await control('POST', '/sessions', { expires_in: 30 });
    const session = String(Object(body).id);
    expect([status, Object(body).expires_at]).toEqual([201, expect.any(String)]);
    await control('POST', '/faults', { kind: 'jwks_down', session });
    expect((await control('PUT', `/sessions/${session}`)).status).toBe(200);
    expect((await control('DELETE', `/sessions/${session}`)).status).toBe(204);
    expect((await control('GET', '/faults')).body).toEqual([]);
    expect((await control('PUT', `/sessions/${session}`)).status).toBe(404);
  });

  it('ends what it set when the connection that holds it ends', async () => {
    const session = String(Object((await control('POST', '/sessions')).body).id);
    const ending = new AbortController();
    const held = await fetch(`${tenant.origin}/_tokenbench/sessions/${session}/hold`, {
      headers: { authorization: `Bearer ${controlToken}` },
      signal: ending.signal,
    });
    expect(held.headers.get('content-type')).toBe('text/event-stream');
    await control('POST', '/faults', { kind: 'jwks_down', session });
    await control('PUT', '/clock', { offset_ms: 5_000, session });
    const isOff = new Promise<void>((resolve) => {
      const stop = tenant.tenant.events.on('changed', () => {
        if (!tenant.tenant.faults.isQuiet || !tenant.tenant.faults.isClockReal) return;
        stop();
        resolve();
      });
    });
    ending.abort();
    await isOff;
    expect((await control('GET', '/faults')).body).toEqual([]);
  });
});
