/**
 * A tenant behind both doors, holding one API (orders) and one application that may use it (the worker). This process
 * trusts its certificate authority, as a program started with NODE_EXTRA_CA_CERTS would; the clients know nothing of it.
 */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { CreateResourceServer } from '../../src-main/contract/entities/resource-server.ts';
import type { SeedClient } from '../../src-main/contract/seed.ts';
import { type RunningTenant, send, startTestTenant } from '../builders/running-tenant.ts';

export const orders = 'https://orders.example/';

export interface TrustedTenantOptions {
  /** Laid over the API. */
  api?: Partial<CreateResourceServer>;
  /** Laid over the application. */
  worker?: Partial<SeedClient>;
  /** Opens `/_tokenbench/`. */
  controlToken?: string;
}

export interface TrustedTenant extends RunningTenant {
  /** Host and port of the HTTPS door: what the Auth0 SDKs call a domain. */
  domain: string;
  httpsOrigin: string;
  caCertificate: string;
  /** Client id and secret by the application's name. */
  credentialsOf(clientName: string): { clientId: string; clientSecret: string };
  /** The worker's token for the API, issued at one of the two doors. */
  tokenFrom(origin: string, scope?: string): Promise<string>;
}

export async function startTrustedTenant({
  api,
  worker,
  controlToken,
}: TrustedTenantOptions = {}): Promise<TrustedTenant> {
  const running = await startTestTenant({
    https: true,
    ...(controlToken === undefined ? {} : { controlToken }),
    seed: {
      resourceServers: [
        {
          name: 'Orders API',
          identifier: orders,
          scopes: [{ value: 'read:orders' }, { value: 'write:orders' }],
          ...api,
        },
      ],
      clients: [{ name: 'Worker', app_type: 'non_interactive', grant_types: ['client_credentials'], ...worker }],
      clientGrants: [{ client_id: 'Worker', audience: orders, scope: ['read:orders', 'write:orders'] }],
    },
  });
  const { httpsOrigin = '', caCertificate = '' } = running;
  setDefaultCACertificates([...getCACertificates('default'), caCertificate]);

  const credentialsOf = (clientName: string) => {
    const { client_id, client_secret = '' } = running.client(clientName);
    return { clientId: client_id, clientSecret: client_secret };
  };
  const tokenFrom = async (origin: string, scope?: string) => {
    const { clientId, clientSecret } = credentialsOf('Worker');
    const { status, body } = await send(`${origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        audience: orders,
        ...(scope === undefined ? {} : { scope }),
      }),
    });
    if (status !== 200) throw new Error(`No token: ${JSON.stringify(body)}`);
    return String(Object(body).access_token);
  };
  return {
    ...running,
    domain: httpsOrigin.replace('https://', ''),
    httpsOrigin,
    caCertificate,
    credentialsOf,
    tokenFrom,
  };
}
