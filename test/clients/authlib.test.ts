/** Authlib, the OAuth library of Python, as Debian packages it (`python3-authlib`). */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuthorityFile, writeAuthorityFile } from './authority-file.ts';
import { generatePemKeyPair } from './key-pair.ts';
import { findPython, runProgram } from './run-program.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

const found = await findPython('authlib', 'requests');

describe('Authlib in Python', () => {
  let tenant: TrustedTenant;
  let authority: AuthorityFile;
  beforeAll(async () => {
    tenant = await startTrustedTenant();
    authority = writeAuthorityFile(tenant.caCertificate);
  });
  beforeEach((context) => {
    if ('missing' in found) context.skip(found.missing);
  });
  afterAll(async () => {
    authority.remove();
    await tenant.close();
  });

  const fetchToken = async (origin: string, settings: Record<string, string>) => {
    const python = 'python' in found ? found.python : '';
    const [line] = await runProgram(python, 'fetch-token-with-authlib.py', {
      TOKEN_ENDPOINT: `${origin}/oauth/token`,
      AUDIENCE: orders,
      ...(origin.startsWith('https') ? { REQUESTS_CA_BUNDLE: authority.path } : { AUTHLIB_INSECURE_TRANSPORT: '1' }),
      ...settings,
    });
    return Object.assign<Record<string, unknown>, object>({}, Object(line));
  };
  const doors = () => [tenant.origin, tenant.httpsOrigin];

  it.each(['client_secret_post', 'client_secret_basic'])('gets a token with %s over http and https', async (method) => {
    const { clientId, clientSecret } = tenant.credentialsOf('Worker');
    for (const origin of doors()) {
      const token = await fetchToken(origin, {
        CLIENT_ID: clientId,
        CLIENT_SECRET: clientSecret,
        AUTH_METHOD: method,
      });
      expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 86_400, scope: 'read:orders write:orders' });
      expect(decodeJwt(String(token.access_token))).toMatchObject({ iss: `${origin}/`, aud: orders, azp: clientId });
    }
  });

  it('gets a token with private_key_jwt for the issuer, and none as Authlib makes it by itself', async () => {
    const { privateKey, publicKey } = await generatePemKeyPair();
    const { client_id } = await tenant.tenant.clients.create({
      name: 'Python Worker',
      grant_types: ['client_credentials'],
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ credential_type: 'public_key', pem: publicKey }] },
      },
    });
    tenant.tenant.clientGrants.create({ client_id, audience: orders, scope: ['read:orders'] });
    for (const origin of doors()) {
      const settings = { CLIENT_ID: client_id, CLIENT_SECRET: privateKey, AUTH_METHOD: 'private_key_jwt' };
      const token = await fetchToken(origin, { ...settings, ISSUER: `${origin}/` });
      expect(token).toMatchObject({ token_type: 'Bearer', scope: 'read:orders' });
      expect(await fetchToken(origin, settings)).toMatchObject({ error: 'invalid_client' });
      const [last] = tenant.tenant.traffic.summaries();
      expect(last?.hint).toContain(
        'not the token endpoint, and no list. Older clients were let through until April 2026.',
      );
    }
  });

  it('raises OAuthError with the words of the tenant', async () => {
    const { clientId } = tenant.credentialsOf('Worker');
    const settings = { CLIENT_ID: clientId, CLIENT_SECRET: 'wrong', AUTH_METHOD: 'client_secret_basic' };
    expect(await fetchToken(tenant.origin, settings)).toEqual({
      error: 'access_denied',
      error_description: 'Unauthorized',
    });
  });
});
