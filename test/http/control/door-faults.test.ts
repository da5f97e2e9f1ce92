import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src-main/contract/entities/exchange.ts';
import { type RunningTenant, send, startTestTenant } from '../../builders/running-tenant.ts';

const audience = 'https://appointments.example/';
let tenant: RunningTenant;

beforeAll(async () => {
  tenant = await startTestTenant({ sample: true });
});
afterAll(() => tenant.close());
beforeEach(() => {
  tenant.tenant.faults.allOff();
  tenant.tenant.traffic.clear();
});

function askForToken() {
  const { client_id, client_secret = '' } = tenant.client('Nightly Job');
  return tenant.requestToken({ grant_type: 'client_credentials', client_id, client_secret, audience });
}

function newest(): Exchange | undefined {
  return [...tenant.tenant.traffic.newestFirst()][0];
}

describe('at the token endpoint', () => {
  it('a refusal has the status and the words of the real service', async () => {
    tenant.tenant.faults.set({ kind: 'token_refused', refusal: 'grant_type_off' });
    expect(await askForToken()).toMatchObject({
      status: 403,
      body: {
        error: 'unauthorized_client',
        error_description: "Grant type 'client_credentials' not allowed for the client.",
        error_uri: 'https://auth0.com/docs/clients/client-grant-types',
      },
    });
    expect(newest()).toMatchObject({
      fault: 'token_refused',
      type: 'feccft',
      client_name: 'Nightly Job',
      audience,
      hint: 'The fault token_refused made this answer. Turn it off under Faults.',
    });
  });

  it('429 carries the headers of the real service', async () => {
    tenant.tenant.faults.set({ kind: 'token_rate_limited', retry_after: 42 });
    const { status, headers, body } = await askForToken();
    expect([status, body]).toEqual([
      429,
      { error: 'too_many_requests', error_description: 'Global limit has been reached' },
    ]);
    const reset = Number(headers.get('x-ratelimit-reset'));
    expect([headers.get('retry-after'), headers.get('x-ratelimit-remaining')]).toEqual(['42', '0']);
    expect(Math.abs(reset - Date.now() / 1_000 - 42)).toBeLessThan(5);
    expect(newest()).toMatchObject({ fault: 'token_rate_limited', status: 429, client_name: 'Nightly Job' });
  });

  it('5xx is JSON, or the page of a gateway', async () => {
    tenant.tenant.faults.set({ kind: 'token_server_error', status: '503' });
    expect(await askForToken()).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    tenant.tenant.faults.set({ kind: 'token_server_error', status: '502', body: 'html' });
    const { status, headers, body } = await askForToken();
    expect([status, headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    expect(body).toContain('502 Bad Gateway');
  });

  it('slow delays the answer and nothing else', async () => {
    tenant.tenant.faults.set({ kind: 'token_slow', delay_ms: 400, next: 1 });
    const order: string[] = [];
    const started = performance.now();
    const hit = once(listenForHit(), 'hit');
    const slow = askForToken().then(({ status }) => order.push(`slow ${status}`));
    await hit;
    const quick = askForToken().then(({ status }) => order.push(`quick ${status}`));
    await Promise.all([slow, quick]);
    expect(order).toEqual(['quick 200', 'slow 200']);
    expect(performance.now() - started).toBeGreaterThanOrEqual(399);
    expect(newest()).toMatchObject({ fault: 'token_slow', status: 200 });
  });

  it('a client that does not wait for a slow answer is on record', async () => {
    tenant.tenant.faults.set({ kind: 'token_slow', delay_ms: 60_000 });
    const recorded = nextExchange();
    const giveUp = new AbortController();
    const hit = once(listenForHit(), 'hit');
    const asked = fetch(`${tenant.origin}/oauth/token`, { method: 'POST', signal: giveUp.signal });
    await hit;
    giveUp.abort();
    await expect(asked).rejects.toThrow();
    await recorded;
    expect(newest()).toMatchObject({ fault: 'token_slow', status: 0, hint: expect.stringContaining('token_slow') });
  });

  it('a dropped connection ends without an answer, and is on record', async () => {
    tenant.tenant.faults.set({ kind: 'token_dropped' });
    await expect(askForToken()).rejects.toThrow('fetch failed');
    expect(newest()).toMatchObject({ fault: 'token_dropped', status: 0, client_name: 'Nightly Job' });
  });

  it('of other applications hears nothing of a fault of one', async () => {
    tenant.tenant.faults.set({ kind: 'token_server_error', client_id: tenant.client('Administrator').client_id });
    expect((await askForToken()).status).toBe(200);
    expect(newest()).not.toHaveProperty('fault');
    await expect(tenant.managementToken('read:clients')).rejects.toThrow('temporarily_unavailable');
  });

  it('knows an application by its Basic header', async () => {
    const { client_id, client_secret = '' } = tenant.client('Nightly Job');
    tenant.tenant.faults.set({ kind: 'token_server_error', client_id });
    const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`;
    const answer = await tenant.requestToken({ grant_type: 'client_credentials', audience }, { authorization });
    expect(answer.status).toBe(503);
  });
});

/** Resolves listeners of `hit` when a fault has counted a request. */
function listenForHit(): EventTarget {
  const target = new EventTarget();
  const stop = tenant.tenant.events.on('changed', ({ noun }) => {
    if (noun !== 'faults') return;
    stop();
    target.dispatchEvent(new Event('hit'));
  });
  return target;
}

function nextExchange(): Promise<void> {
  return new Promise((resolve) => {
    const stop = tenant.tenant.events.on('exchange', () => {
      stop();
      resolve();
    });
  });
}

describe('at the key set and discovery', () => {
  it.each([
    ['jwks_down', '/.well-known/jwks.json', 503],
    ['discovery_down', '/.well-known/openid-configuration', 503],
    ['discovery_down', '/.well-known/oauth-authorization-server', 503],
  ])('%s answers %s with %i', async (kind, path, status) => {
    tenant.tenant.faults.set({ kind });
    const { status: answered, headers } = await send(tenant.origin + path, {});
    expect([answered, headers.get('access-control-allow-origin')]).toEqual([status, '*']);
    expect(newest()).toMatchObject({ fault: kind, status });
  });

  it('jwks_empty answers a key set without keys, also to who knows the ETag', async () => {
    const { headers } = await send(`${tenant.origin}/.well-known/jwks.json`, {});
    tenant.tenant.faults.set({ kind: 'jwks_empty' });
    const again = await send(`${tenant.origin}/.well-known/jwks.json`, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(again).toMatchObject({ status: 200, body: { keys: [] } });
  });

  it('jwks_slow delays the real one', async () => {
    tenant.tenant.faults.set({ kind: 'jwks_slow', delay_ms: 150 });
    const started = performance.now();
    const { body } = await send(`${tenant.origin}/.well-known/jwks.json`, {});
    expect(performance.now() - started).toBeGreaterThanOrEqual(149);
    expect(Object(body).keys).toHaveLength(2);
    expect(newest()).toMatchObject({ fault: 'jwks_slow', status: 200 });
  });

  it.each(['jwks_down', 'jwks_slow'])(
    '%s is met in the middle of the same requests, and leaves nothing behind',
    async (kind) => {
      const fetchKeys = () => send(`${tenant.origin}/.well-known/jwks.json`, {});
      const seen: unknown[] = [];
      for (const isFaulty of [false, false, true, false, false]) {
        if (isFaulty) tenant.tenant.faults.set({ kind, next: 1, ...(kind === 'jwks_slow' ? { delay_ms: 5 } : {}) });
        await fetchKeys();
        seen.push(newest()?.fault);
      }
      expect(seen).toEqual([undefined, undefined, kind, undefined, undefined]);
    },
  );
});

describe('at the Management API', () => {
  it('429 and 5xx come after the bearer, in its own shape', async () => {
    tenant.tenant.faults.set({ kind: 'management_rate_limited', retry_after: 3 });
    const limited = await tenant.api('GET', '/clients');
    expect(limited).toMatchObject({ status: 429, body: { statusCode: 429, errorCode: 'too_many_requests' } });
    expect(limited.headers.get('retry-after')).toBe('3');
    tenant.tenant.faults.allOff();
    tenant.tenant.faults.set({ kind: 'management_down', client_id: tenant.client('Administrator').client_id });
    expect(await tenant.api('GET', '/clients')).toMatchObject({ status: 503, body: { error: 'Service Unavailable' } });
    expect((await tenant.api('GET', '/clients', undefined, 'no.bearer.here')).status).toBe(401);
  });
});

describe('stopping', () => {
  it('waits for no request that is held on purpose', async () => {
    const stopping = await startTestTenant({ controlToken: 'tbc_test' });
    stopping.tenant.faults.set({ kind: 'jwks_slow', delay_ms: 600_000 });
    const hit = new Promise<void>((resolve) => stopping.tenant.events.on('changed', () => resolve()));
    const slow = httpRequest(`${stopping.origin}/.well-known/jwks.json`).end();
    const aborted = once(slow, 'error');
    const { id } = stopping.tenant.faults.beginSession(60);
    const held = await fetch(`${stopping.origin}/_tokenbench/sessions/${id}/hold`, {
      headers: { authorization: 'Bearer tbc_test' },
    });
    await hit;
    const started = performance.now();
    await stopping.close();
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(await aborted).toMatchObject([{ code: 'ECONNRESET' }]);
    await expect(held.text()).rejects.toThrow();
  });
});
