/** The one line that `serve --json` prints when the tenant is ready, for programs that start it. */
import type { TenantDescription } from '../runtime/describe-tenant.ts';

export interface DescribedForPrograms extends Partial<TenantDescription> {
  /** The key to `/_tokenbench/`. */
  controlToken: string;
}

/** Each member is there at each start; null stands for what this one has not. */
export function describeAsJson(running: DescribedForPrograms, caCertificate: string | undefined): object {
  const { issuer, httpsIssuer, tokenEndpoint, jwksUri, managementAudience, controlToken, applications = [] } = running;
  return {
    issuer: issuer ?? null,
    httpsIssuer: httpsIssuer ?? null,
    tokenEndpoint: tokenEndpoint ?? null,
    jwksUri: jwksUri ?? null,
    managementAudience: managementAudience ?? null,
    caCertificate: caCertificate ?? null,
    controlToken,
    applications: applications.map(({ name, clientId, clientSecret, audiences }) => ({
      name,
      clientId,
      clientSecret: clientSecret ?? null,
      audiences,
    })),
  };
}
