/** Faults on purpose, met by the programs that they are for: openid-client, auth0, jose and PyJWT. */
import { ManagementClient } from 'auth0';
import { AuthApiError, AuthenticationClient } from 'auth0/legacy';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findPython, runProgram } from './run-program.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

const controlToken = 'tbc_a-token-of-the-tests';
const python = await findPython('jwt', 'cryptography');

let tenant: TrustedTenant;
beforeAll(async () => {
  tenant = await startTrustedTenant({ controlToken });
});
afterEach(() => tenant.tenant.faults.allOff());
afterAll(() => tenant.close());

describe('openid-client', () => {
  const discover = async () => {
    const { clientId, clientSecret } = tenant.credentialsOf('Worker');
    return client.discovery(new URL(tenant.origin), clientId, clientSecret, undefined, {
      execute: [client.allowInsecureRequests],
    });
  };
  const ask = async (config: client.Configuration) => client.clientCredentialsGrant(config, { audience: orders });

  it('is refused in the words of the real service, for the next two requests', async () => {
    const config = await discover();
    tenant.tenant.faults.set({ kind: 'token_refused', refusal: 'no_client_grant', next: 2 });
    for (const _ of [1, 2]) {
      const refusal = await ask(config).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(client.ResponseBodyError);
      expect(refusal).toMatchObject({
        status: 403,
        error: 'access_denied',
        error_description: expect.stringContaining(`Client is not authorized to access "${orders}".`),
      });
    }
    expect(await ask(config)).toMatchObject({ token_type: 'bearer' });
  });

  it('meets a page where it wants JSON, a time-out and a connection that drops', async () => {
    const config = await discover();
    tenant.tenant.faults.set({ kind: 'token_server_error', status: '502', body: 'html' });
    const page = await ask(config).catch((error: unknown) => error);
    expect(page).toBeInstanceOf(client.ClientError);
    tenant.tenant.faults.allOff();

    tenant.tenant.faults.set({ kind: 'token_slow', delay_ms: 60_000 });
    config.timeout = 0.2;
    expect(await ask(config).catch((error: unknown) => error)).toMatchObject({ code: 'OAUTH_TIMEOUT' });
    tenant.tenant.faults.allOff();

    tenant.tenant.faults.set({ kind: 'token_dropped' });
    await expect(ask(config)).rejects.toThrow('fetch failed');
  });

  it('cannot discover a tenant whose discovery is down', async () => {
    tenant.tenant.faults.set({ kind: 'discovery_down' });
    await expect(discover()).rejects.toThrow(client.ClientError);
  });
});

describe('AuthenticationClient of auth0/legacy', () => {
  const ask = () =>
    new AuthenticationClient({
      domain: tenant.domain,
      ...tenant.credentialsOf('Worker'),
    }).oauth.clientCredentialsGrant({ audience: orders });

  it('is told of the rate limit as by the real service', async () => {
    tenant.tenant.faults.set({ kind: 'token_rate_limited' });
    const failure = await ask().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthApiError);
    expect(failure).toMatchObject({ statusCode: 429, error: 'too_many_requests' });
  });

  it('gets past a rate limit by its own retries', async () => {
    const fault = tenant.tenant.faults.set({ kind: 'token_rate_limited', retry_after: 1, next: 1 });
    const retrying = new AuthenticationClient({
      domain: tenant.domain,
      ...tenant.credentialsOf('Worker'),
      retry: { enabled: true },
    });
    const { status } = await retrying.oauth.clientCredentialsGrant({ audience: orders });
    expect([status, fault.hits]).toEqual([200, 1]);
  });

  it('gets tokens that an API refuses for what the fault says, by jose', async () => {
    const verify = async () => {
      const { data } = await ask();
      return jwtVerify(
        data.access_token,
        createRemoteJWKSet(new URL(`https://${tenant.domain}/.well-known/jwks.json`)),
        { audience: orders },
      ).catch((error: unknown) => error);
    };
    const cases = [
      ['token_expired', errors.JWTExpired],
      ['token_future', errors.JWTClaimValidationFailed],
      ['token_wrong_audience', errors.JWTClaimValidationFailed],
      ['token_unpublished_key', errors.JWKSNoMatchingKey],
    ] as const;
    for (const [kind, error] of cases) {
      const { id } = tenant.tenant.faults.set({ kind });
      expect(await verify(), kind).toBeInstanceOf(error);
      tenant.tenant.faults.off(id);
    }
    tenant.tenant.faults.set({ kind: 'jwks_empty' });
    expect(await verify()).toBeInstanceOf(errors.JWKSNoMatchingKey);
  });

  it('hears nothing of a fault of another application', async () => {
    tenant.tenant.faults.set({ kind: 'token_dropped', client_id: tenant.credentialsOf('Administrator').clientId });
    expect((await ask()).status).toBe(200);
  });
});

describe('ManagementClient of auth0', () => {
  it('waits as Retry-After says, and goes on', async () => {
    const management = new ManagementClient({ domain: tenant.domain, ...tenant.credentialsOf('Administrator') });
    await management.clients.list();
    const fault = tenant.tenant.faults.set({ kind: 'management_rate_limited', retry_after: 1, next: 1 });
    const { data } = await management.clients.list();
    expect([data.length > 0, fault.hits]).toEqual([true, 1]);
  });
});

describe('Python', () => {
  it('drives faults, clock and minting over HTTP, and its session takes them away', async (context) => {
    if ('missing' in python) return context.skip(python.missing);
    const { faults, events } = tenant.tenant;
    const { clientId, clientSecret } = tenant.credentialsOf('Worker');
    let wasShifted = false;
    const isOver = new Promise<void>((resolve) => {
      const stop = events.on('changed', () => {
        wasShifted ||= !faults.isClockReal;
        if (wasShifted && faults.isQuiet && faults.isClockReal) resolve();
      });
      onTestFinished(stop);
    });
    const seen = await runProgram(python.python, 'drive-faults.py', {
      ISSUER: `${tenant.origin}/`,
      CONTROL_TOKEN: controlToken,
      AUDIENCE: orders,
      CLIENT_ID: clientId,
      CLIENT_SECRET: clientSecret,
    });
    expect(seen).toEqual([
      {
        limited: [
          [429, '7'],
          [429, '7'],
        ],
      },
      { status: 200, verdict: 'verified' },
      { verdict: 'PyJWKClientError' },
      { verdict: expect.stringMatching(/^PyJWKClient(Connection)?Error$/) },
      { verdict: 'ImmatureSignatureError' },
      { verdict: 'ExpiredSignatureError' },
      { verdict: 'InvalidSignatureError' },
    ]);
    await isOver;
  });
});
