/** AuthenticationClient of `auth0/legacy`: client credentials with a secret and with a private key, over HTTPS. */
import { ManagementClient } from 'auth0';
import { AuthApiError, AuthenticationClient } from 'auth0/legacy';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePemKeyPair } from './key-pair.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

describe('AuthenticationClient of auth0/legacy', () => {
  let tenant: TrustedTenant;
  beforeAll(async () => {
    tenant = await startTrustedTenant();
  });
  afterAll(() => tenant.close());

  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`https://${tenant.domain}/.well-known/jwks.json`)), {
      issuer: `https://${tenant.domain}/`,
      audience: orders,
    });

  it('gets a token with a client secret', async () => {
    const authentication = new AuthenticationClient({ domain: tenant.domain, ...tenant.credentialsOf('Worker') });
    const { data, status } = await authentication.oauth.clientCredentialsGrant({ audience: orders });
    expect(status).toBe(200);
    expect(data).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
    expect((await verify(data.access_token)).payload.scope).toBe('read:orders write:orders');
  });

  it('gets a token with a private key whose public half the ManagementClient registered', async () => {
    const { privateKey, publicKey } = await generatePemKeyPair();
    const management = new ManagementClient({ domain: tenant.domain, ...tenant.credentialsOf('Administrator') });
    const { client_id = '' } = await management.clients.create({ name: 'Key Holder', app_type: 'non_interactive' });
    await management.clientGrants.create({ client_id, audience: orders, scope: ['read:orders'] });
    const credential = await management.clients.credentials.create(client_id, {
      credential_type: 'public_key',
      name: 'Key of today',
      pem: publicKey,
    });
    await management.clients.update(client_id, {
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: credential.id ?? '' }] } },
    });

    const authentication = new AuthenticationClient({
      domain: tenant.domain,
      clientId: client_id,
      clientAssertionSigningKey: privateKey,
    });
    const { data } = await authentication.oauth.clientCredentialsGrant({ audience: orders });
    expect((await verify(data.access_token)).payload).toMatchObject({ azp: client_id, scope: 'read:orders' });

    await management.clients.credentials.delete(client_id, credential.id ?? '');
    await expect(authentication.oauth.clientCredentialsGrant({ audience: orders })).rejects.toMatchObject({
      statusCode: 401,
      error: 'invalid_client',
    });
  });

  it('throws AuthApiError with error and error_description', async () => {
    const { clientId } = tenant.credentialsOf('Worker');
    const authentication = new AuthenticationClient({ domain: tenant.domain, clientId, clientSecret: 'wrong' });
    const failure = await authentication.oauth
      .clientCredentialsGrant({ audience: orders })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthApiError);
    expect(failure).toMatchObject({ statusCode: 401, error: 'access_denied', error_description: 'Unauthorized' });
  });
});
