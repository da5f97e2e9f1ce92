/** `@auth0/auth0-auth-js`, the core of Auth0's newer SDKs. It speaks HTTPS only. */
import { AuthClient, TokenByClientCredentialsError } from '@auth0/auth0-auth-js';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePemKeyPair } from './key-pair.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

describe('@auth0/auth0-auth-js', () => {
  let tenant: TrustedTenant;
  beforeAll(async () => {
    tenant = await startTrustedTenant();
  });
  afterAll(() => tenant.close());

  it('gets a token by client credentials with a secret', async () => {
    const client = new AuthClient({ domain: tenant.domain, ...tenant.credentialsOf('Worker') });
    const { accessToken, scope, expiresAt } = await client.getTokenByClientCredentials({ audience: orders });
    expect(decodeJwt(accessToken)).toMatchObject({ iss: `https://${tenant.domain}/`, aud: orders });
    expect(scope).toBe('read:orders write:orders');
    expect(expiresAt).toBeGreaterThan(Date.now() / 1_000 + 86_000);
  });

  it('gets a token by client credentials with a private key', async () => {
    const { privateKey, publicKey } = await generatePemKeyPair();
    const { client_id } = await tenant.tenant.clients.create({
      name: 'Signing Worker',
      grant_types: ['client_credentials'],
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ credential_type: 'public_key', pem: publicKey }] },
      },
    });
    tenant.tenant.clientGrants.create({ client_id, audience: orders, scope: ['read:orders'] });
    const client = new AuthClient({
      domain: tenant.domain,
      clientId: client_id,
      clientAssertionSigningKey: privateKey,
      clientAssertionSigningAlg: 'RS256',
    });
    const { accessToken } = await client.getTokenByClientCredentials({ audience: orders });
    expect(decodeJwt(accessToken)).toMatchObject({ azp: client_id, scope: 'read:orders' });
  });

  it('throws its TokenByClientCredentialsError for a wrong secret', async () => {
    const { clientId } = tenant.credentialsOf('Worker');
    const client = new AuthClient({ domain: tenant.domain, clientId, clientSecret: 'wrong' });
    const refusal = await client.getTokenByClientCredentials({ audience: orders }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TokenByClientCredentialsError);
    expect(refusal).toMatchObject({
      statusCode: 401,
      cause: { error: 'access_denied', error_description: 'Unauthorized' },
    });
  });

  it('throws its TokenByClientCredentialsError with the words of the tenant', async () => {
    const client = new AuthClient({ domain: tenant.domain, ...tenant.credentialsOf('Worker') });
    const refusal = await client
      .getTokenByClientCredentials({ audience: 'https://unknown.example/' })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TokenByClientCredentialsError);
    expect(refusal).toMatchObject({
      cause: {
        error: 'access_denied',
        error_description: 'Service not enabled within domain: https://unknown.example/',
      },
    });
  });
});
