import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RunningTenant, startTenant } from '../../src-main/headless/library.ts';

const audience = 'https://appointments.example/';

async function aTenant(): Promise<RunningTenant> {
  const tenant = await startTenant();
  onTestFinished(() => tenant.stop());
  return tenant;
}

async function ask({ tokenEndpoint, applications }: RunningTenant): Promise<Response> {
  const { clientId, clientSecret = '' } = applications.find(({ name }) => name === 'Nightly Job') ?? {};
  return fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId ?? '',
      client_secret: clientSecret,
      audience,
    }),
  });
}

describe('tenant.fault()', () => {
  it('sets a fault until it is turned off, and counts', async () => {
    const tenant = await aTenant();
    const fault = await tenant.fault({ kind: 'token_rate_limited', retry_after: 3 });
    expect((await ask(tenant)).headers.get('retry-after')).toBe('3');
    expect([fault.hits, tenant.faults.count]).toEqual([1, 1]);
    await fault.off();
    await fault.off();
    expect([(await ask(tenant)).status, tenant.faults.count]).toEqual([200, 0]);
  });

  it('ends with the block of an "await using"', async () => {
    const tenant = await aTenant();
    {
      await using fault = await tenant.fault({ kind: 'token_server_error', next: 5 });
      expect([(await ask(tenant)).status, fault.hits]).toEqual([503, 1]);
    }
    expect((await ask(tenant)).status).toBe(200);
  });

  it('knows its hits also after the last of them', async () => {
    const tenant = await aTenant();
    const fault = await tenant.fault({ kind: 'token_refused', next: 1 });
    await ask(tenant);
    await ask(tenant);
    expect(fault.hits).toBe(1);
  });

  it('reaches token() with faults of the tokens themselves', async () => {
    const tenant = await aTenant();
    await tenant.fault({ kind: 'token_wrong_audience', wrong_audience: 'urn:other' });
    expect(decodeJwt(await tenant.token({ client: 'Nightly Job', audience })).aud).toBe('urn:other');
  });

  it('rejects what makes no sense, by name', async () => {
    const tenant = await aTenant();
    await expect(tenant.fault({ kind: 'token_slow', delay_ms: -1 })).rejects.toThrow('on property delay_ms');
    await expect(tenant.fault({ kind: 'jwks_down', pinned: true })).rejects.toThrow('keeps nothing on disk');
  });
});

describe('tenant.faults and tenant.clock', () => {
  it('take presets, and turn all off', async () => {
    const tenant = await aTenant();
    await tenant.faults.preset('auth0_down', { expires_in: 60 });
    tenant.clock.shift(-5_000);
    expect([(await fetch(tenant.jwksUri)).status, tenant.faults.count]).toEqual([503, 4]);
    await tenant.faults.off();
    expect([(await fetch(tenant.jwksUri)).status, tenant.faults.count]).toEqual([200, 0]);
    expect(Math.abs(tenant.clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  it('lead through the life of a token', async () => {
    const tenant = await aTenant();
    tenant.clock.freeze('2030-01-01T00:00:00Z');
    const token = await tenant.token({ client: 'Nightly Job', audience });
    const verify = () =>
      jwtVerify(token, createRemoteJWKSet(new URL(tenant.jwksUri)), { audience, currentDate: tenant.clock.now() });
    await verify();
    tenant.clock.advance(86_400_000 + 1_000);
    await expect(verify()).rejects.toThrow(errors.JWTExpired);
    tenant.clock.freeze(new Date('2029-01-01T00:00:00Z'));
    expect(tenant.clock.now().toISOString()).toBe('2029-01-01T00:00:00.000Z');
    tenant.clock.reset();
    tenant.clock.freeze();
    expect(Math.abs(tenant.clock.now().getTime() - Date.now())).toBeLessThan(5_000);
  });

  it('are reached from other processes by the control token', async () => {
    const tenant = await aTenant();
    const answer = await fetch(`${tenant.issuer}_tokenbench/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'jwks_empty' }),
    });
    expect([answer.status, tenant.faults.count]).toEqual([201, 1]);
  });

  it('do not outlive their tenant, nor reach another', async () => {
    const [one, other] = await Promise.all([aTenant(), aTenant()]);
    await one.fault({ kind: 'jwks_down' });
    one.clock.shift(3_600_000);
    expect([(await fetch(other.jwksUri)).status, one.controlToken === other.controlToken]).toEqual([200, false]);
  });
});

describe('tenant.mint()', () => {
  it('takes breakages, claims to leave out, and the secret of an API', async () => {
    const tenant = await startTenant({
      seed: {
        resourceServers: [{ identifier: 'urn:stock', signing_alg: 'HS256', signing_secret: 'the-secret-of-the-stock' }],
      },
    });
    onTestFinished(() => tenant.stop());
    const keys = createRemoteJWKSet(new URL(tenant.jwksUri));
    await expect(jwtVerify(await tenant.mint({ breakage: 'expire' }), keys)).rejects.toThrow(errors.JWTExpired);
    expect(decodeJwt(await tenant.mint({ without: ['exp'], claims: { iat: undefined } }))).toEqual({
      iss: tenant.issuer,
    });
    await jwtVerify(
      await tenant.mint({ key: { api: 'urn:stock' } }),
      new TextEncoder().encode('the-secret-of-the-stock'),
    );
  });
});
