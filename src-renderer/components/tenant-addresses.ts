import type { Status } from '#contract/methods/tenant.ts';

export interface TenantAddress {
  name: string;
  value: string;
}

/** The addresses that are open now, the issuer first. */
export function tenantAddresses(status: Status): TenantAddress[] {
  const addresses: { name: string; value: string | undefined }[] = [
    { name: 'Issuer', value: status.issuer },
    { name: 'Token endpoint', value: status.tokenEndpoint },
    { name: 'JWKS', value: status.jwksUri },
    { name: 'Discovery', value: status.discovery },
    { name: 'Management API audience', value: status.managementAudience },
    { name: 'HTTPS address', value: status.httpsIssuer === status.issuer ? undefined : status.httpsIssuer },
  ];
  return addresses.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
}
