/** What a program needs to use a running tenant: its addresses and its applications. */
import { managementApiIdentifier } from '../contract/entities/resource-server.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

export interface Application {
  name: string;
  clientId: string;
  /** Undefined where the application authenticates with a key, or not at all. */
  clientSecret: string | undefined;
  /** APIs that it may get tokens for by client credentials. */
  audiences: string[];
}

export interface TenantDescription {
  /** The issuer over HTTP, or over HTTPS where that is the only open address; with its trailing slash. */
  issuer: string;
  httpsIssuer: string | undefined;
  tokenEndpoint: string;
  jwksUri: string;
  /** The audience of the Management API. */
  managementAudience: string;
  applications: Application[];
}

/** @param origins such as `http://localhost:4400`; at least one of the two */
export function describeTenant(
  tenant: Tenant,
  { httpOrigin, httpsOrigin }: { httpOrigin: string | undefined; httpsOrigin: string | undefined },
): TenantDescription {
  const origin = httpOrigin ?? httpsOrigin ?? '';
  return {
    issuer: tenant.origins.issuerAt(origin),
    httpsIssuer: httpsOrigin === undefined ? undefined : tenant.origins.issuerAt(httpsOrigin),
    tokenEndpoint: `${origin}/oauth/token`,
    jwksUri: `${origin}/.well-known/jwks.json`,
    managementAudience: tenant.origins.toShown(managementApiIdentifier, origin),
    applications: listApplications(tenant, origin),
  };
}

function listApplications({ clients, clientGrants, origins }: Tenant, origin: string): Application[] {
  return clients
    .matching((client) => !client.global)
    .map(({ name, client_id, client_secret, client_authentication_methods }) => ({
      name,
      clientId: client_id,
      clientSecret: client_authentication_methods === undefined ? client_secret : undefined,
      audiences: clientGrants
        .matching({ client_id, subject_type: 'client' })
        .map(({ audience }) => origins.toShown(audience, origin)),
    }));
}
