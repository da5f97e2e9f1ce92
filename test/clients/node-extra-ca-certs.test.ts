/** Node programs that know nothing of the tenant, told of its authority by NODE_EXTRA_CA_CERTS alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorityFile, writeAuthorityFile } from './authority-file.ts';
import { runProgram } from './run-program.ts';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

describe('a program with the auth0 SDK in a process of its own', () => {
  let tenant: TrustedTenant;
  let authority: AuthorityFile;
  beforeAll(async () => {
    tenant = await startTrustedTenant();
    authority = writeAuthorityFile(tenant.caCertificate);
  });
  afterAll(async () => {
    authority.remove();
    await tenant.close();
  });

  const listApis = (settings: Record<string, string>) => {
    const { clientId, clientSecret } = tenant.credentialsOf('Administrator');
    return runProgram(process.execPath, 'list-apis-with-auth0.ts', {
      DOMAIN: tenant.domain,
      CLIENT_ID: clientId,
      CLIENT_SECRET: clientSecret,
      ...settings,
    });
  };

  it('works with NODE_EXTRA_CA_CERTS', async () => {
    const lines = await listApis({ NODE_EXTRA_CA_CERTS: authority.path });
    expect(lines).toContainEqual({ api: `https://${tenant.domain}/api/v2/` });
    expect(lines).toContainEqual({ api: orders });
    expect(lines.at(-1)).toEqual({ token_type: 'Bearer', expires_in: 86_400 });
  });

  it('refuses the certificate without it', async () => {
    await expect(listApis({})).rejects.toThrow(/UNABLE_TO_VERIFY|SELF_SIGNED|unable to verify|self-signed/i);
  });
});
