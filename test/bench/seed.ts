// The tenants measured: a small one with a full list page, and one with 10,000 APIs and 100,000 client grants.

import { clientId, clientSecret, scope } from './token-server.ts';
import { writeWorkFile } from './work-folder.ts';

export const smallTenant = { apis: 60, grants: 60 };
export const largeTenant = { apis: 10_000, grants: 100_000 };
export const managementScope = 'read:resource_servers';
export const writeScope = 'update:resource_servers';

const grantsPerOtherClient = 100;

/**
 * Writes the seed file of a tenant and returns its path. The measured client may call every API;
 * the grants beyond that belong to other clients, a hundred each.
 */
export function writeSeed(name: string, size: { apis: number; grants: number }): string {
  const identifiers = Array.from({ length: size.apis }, (_, index) => `https://api.example.com/${index}`);
  const others = Array.from(
    { length: Math.ceil((size.grants - size.apis) / grantsPerOtherClient) },
    (_, index) => `bench-other-${index}`,
  );
  const grant = (client_id: string, audience: string, ...granted: string[]) => ({
    client_id,
    audience,
    scope: granted,
  });
  return writeWorkFile(name, {
    resourceServers: identifiers.map((identifier, index) => ({
      identifier,
      name: `API ${index}`,
      signing_alg: 'RS256',
      scopes: [{ value: scope }],
    })),
    clients: [clientId, ...others].map((client_id) => ({
      name: client_id,
      client_id,
      client_secret: clientSecret,
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
    })),
    clientGrants: [
      ...identifiers.map((identifier) => grant(clientId, identifier, scope)),
      ...others.flatMap((client_id, client) =>
        Array.from({ length: grantsPerOtherClient }, (_, index) => {
          const api = (client * grantsPerOtherClient + index) % identifiers.length;
          return grant(client_id, `https://api.example.com/${api}`, scope);
        }),
      ),
      grant(clientId, '/api/v2/', managementScope, writeScope),
    ],
  });
}
