/** PyJWT with its PyJWKClient: an API in Python that verifies the tenant's tokens. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuthorityFile, writeAuthorityFile } from './authority-file.ts';
import { findPython, runProgram } from './run-program.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

const found = await findPython('jwt', 'cryptography');

describe('PyJWT in Python', () => {
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

  const verify = async (origin: string, token: string, audience = orders) => {
    const python = 'python' in found ? found.python : '';
    const [line] = await runProgram(python, 'verify-token-with-pyjwt.py', {
      ISSUER: `${origin}/`,
      AUDIENCE: audience,
      TOKEN: token,
      SSL_CERT_FILE: authority.path,
    });
    return line;
  };

  it.each(['http', 'https'])('verifies a token with the key set over %s', async (scheme) => {
    const origin = scheme === 'https' ? tenant.httpsOrigin : tenant.origin;
    const { clientId } = tenant.credentialsOf('Worker');
    expect(await verify(origin, await tenant.tokenFrom(origin))).toMatchObject({
      iss: `${origin}/`,
      sub: `${clientId}@clients`,
      aud: orders,
      scope: 'read:orders write:orders',
    });
  });

  it('refuses a token for another API', async () => {
    const token = await tenant.tokenFrom(tenant.origin);
    expect(await verify(tenant.origin, token, 'https://invoices.example/')).toMatchObject({
      error: 'InvalidAudienceError',
    });
  });
});
