/**
 * The example that the project grew from, request by request: make an API, let an application use it, get a token, verify
 * it with the secret that the API was given. Only fetch and a JWT library; scopes in the singular, as it spells them.
 */
import { errors, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

const identifier = 'https://quickstarts.example/api';

describe('the founding example: an API with HS256, a client grant, a token, a verification', () => {
  let tenant: TrustedTenant;
  beforeAll(async () => {
    tenant = await startTrustedTenant();
  });
  afterAll(() => tenant.close());

  it.each(['http', 'https'])('works over %s with Management API scopes in the singular', async (scheme) => {
    const origin = scheme === 'https' ? tenant.httpsOrigin : tenant.origin;
    const audience = `${identifier}/${scheme}`;
    const post = (path: string, body: object, token?: string) => postJson(`${origin}${path}`, body, token);

    const { clientId, clientSecret } = tenant.credentialsOf('Administrator');
    const management = await post('/oauth/token', {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      audience: `${origin}/api/v2/`,
      scope: 'create:resource_server create:client_grant',
    });
    expect(management.status).toBe(200);
    expect(management.body.scope).toBe('create:resource_server create:client_grant');
    const managementToken = String(management.body.access_token);

    const resourceServer = await post(
      '/api/v2/resource-servers',
      {
        name: `Quickstart API ${scheme}`,
        identifier: audience,
        signing_alg: 'HS256',
        scopes: [{ value: 'sample-scope', description: 'Description for Sample Scope' }],
      },
      managementToken,
    );
    expect(resourceServer).toMatchObject({ status: 201, body: { identifier: audience, signing_alg: 'HS256' } });
    const signingSecret = String(resourceServer.body.signing_secret);

    const worker = tenant.credentialsOf('Worker');
    const grant = await post(
      '/api/v2/client-grants',
      { client_id: worker.clientId, audience, scope: ['sample-scope'] },
      managementToken,
    );
    expect(grant).toMatchObject({ status: 201, body: { audience, scope: ['sample-scope'] } });

    const answer = await post('/oauth/token', {
      grant_type: 'client_credentials',
      client_id: worker.clientId,
      client_secret: worker.clientSecret,
      audience,
    });
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', scope: 'sample-scope' } });

    const verify = (secret: string) =>
      jwtVerify(String(answer.body.access_token), new TextEncoder().encode(secret), {
        issuer: `${origin}/`,
        audience,
        algorithms: ['HS256'],
      });
    expect((await verify(signingSecret)).payload).toMatchObject({
      sub: `${worker.clientId}@clients`,
      scope: 'sample-scope',
    });
    await expect(verify('another-secret-of-the-same-kind')).rejects.toThrow(errors.JWSSignatureVerificationFailed);
  });
});

async function postJson(url: string, body: object, token?: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const parsed: unknown = await response.json();
  return { status: response.status, body: Object.assign<Record<string, unknown>, object>({}, Object(parsed)) };
}
