/** `openid-client` 6, the certified client: discovery, and the client credentials grant with each authentication method. */
import { createPrivateKey } from 'node:crypto';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePemKeyPair } from './key-pair.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

/** Every character that one of form encoding, base64 and HTTP gives a meaning of its own. */
const intricateSecret = `p+l%us &eq=ual:co/lon?"quote"#-_.!~*'();@$,é€`;

describe.each(['http', 'https'])('openid-client over %s', (scheme) => {
  let tenant: TrustedTenant;
  let issuer: URL;
  let options: client.DiscoveryRequestOptions;
  beforeAll(async () => {
    tenant = await startTrustedTenant({ worker: { client_secret: intricateSecret } });
    issuer = new URL(scheme === 'https' ? tenant.httpsOrigin : tenant.origin);
    options = scheme === 'https' ? {} : { execute: [client.allowInsecureRequests] };
  });
  afterAll(() => tenant.close());

  const ask = (config: client.Configuration, parameters: Record<string, string> = {}) =>
    client.clientCredentialsGrant(config, { audience: orders, ...parameters });

  it.each(['oidc', 'oauth2'] as const)('discovers the tenant (%s)', async (algorithm) => {
    const config = await client.discovery(issuer, 'any-client', undefined, undefined, { ...options, algorithm });
    expect(config.serverMetadata()).toMatchObject({
      issuer: issuer.href,
      token_endpoint: `${issuer.href}oauth/token`,
      jwks_uri: `${issuer.href}.well-known/jwks.json`,
    });
    expect(config.serverMetadata().supportsPKCE()).toBe(false);
  });

  it.each([
    ['ClientSecretPost', client.ClientSecretPost],
    ['ClientSecretBasic', client.ClientSecretBasic],
  ])('gets a token with %s and a secret full of special characters', async (_name, authenticateWith) => {
    const { clientId } = tenant.credentialsOf('Worker');
    const config = await client.discovery(issuer, clientId, undefined, authenticateWith(intricateSecret), options);
    const answer = await ask(config, { scope: 'read:orders' });
    expect(answer).toMatchObject({ token_type: 'bearer', scope: 'read:orders' });
    expect(answer.expiresIn()).toBeGreaterThan(86_000);
  });

  it.each(['RS256', 'PS256'] as const)('gets a token with PrivateKeyJwt signed by %s', async (alg) => {
    const { privateKey, publicKey } = await generatePemKeyPair();
    const created = await tenant.tenant.clients.create({
      name: `Signing Worker ${alg}`,
      grant_types: ['client_credentials'],
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ credential_type: 'public_key', pem: publicKey, alg }] },
      },
    });
    tenant.tenant.clientGrants.create({ client_id: created.client_id, audience: orders, scope: ['read:orders'] });
    const key = createPrivateKey(privateKey).toCryptoKey(
      { name: alg === 'RS256' ? 'RSASSA-PKCS1-v1_5' : 'RSA-PSS', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const config = await client.discovery(issuer, created.client_id, undefined, client.PrivateKeyJwt(key), options);
    expect(await ask(config)).toMatchObject({ scope: 'read:orders' });
    expect((await ask(config)).access_token).toBeDefined();
  });

  it.each([
    ['ClientSecretPost', client.ClientSecretPost],
    ['ClientSecretBasic', client.ClientSecretBasic],
  ])('is answered 401 for a wrong secret with %s', async (_name, authenticateWith) => {
    const { clientId } = tenant.credentialsOf('Worker');
    const config = await client.discovery(issuer, clientId, undefined, authenticateWith('wrong'), options);
    const refusal = await ask(config).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 401 });
  });

  it('is told which scope the client has not been granted', async () => {
    const { clientId } = tenant.credentialsOf('Worker');
    const config = await client.discovery(issuer, clientId, intricateSecret, undefined, options);
    const refusal = await ask(config, { scope: 'delete:orders' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(client.ResponseBodyError);
    expect(refusal).toMatchObject({
      status: 403,
      error: 'access_denied',
      error_description: 'Client has not been granted scopes: delete:orders',
    });
  });
});
