/** Whom the tokens of a run are for, and by whom: out of the tenant, as far as it has them. */
import type { CheckInput } from '../contract/entities/api-check.ts';
import type { Client } from '../contract/entities/client.ts';
import type { ResourceServer } from '../contract/entities/resource-server.ts';
import { nearestOf } from '../jwt/nearest.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { TenantError } from '../tenant/tenant-error.ts';

export interface Parties {
  api: ResourceServer;
  clientId: string;
  otherClientId: string;
  otherAudience: string;
}

const nobody = 'tokenbench-api-check';

/** @throws {TenantError} `invalid_body`, where the tenant has no such API or application */
export function chooseParties({ audience, client, scope }: CheckInput, tenant: Tenant): Parties {
  const { resourceServers, clients, clientGrants } = tenant;
  const api = findApi(audience, tenant);
  const isMachine = ({ global }: Client) => global !== true;
  const all = clients.matching(isMachine);
  const granted = clientGrants
    .matching({ audience })
    .filter(
      ({ scope: has = [], allow_all_scopes }) =>
        allow_all_scopes === true || wordsOf(scope).every((one) => has.includes(one)),
    )
    .map(({ client_id }) => client_id);
  const clientId = client === undefined ? (granted[0] ?? all[0]?.client_id ?? nobody) : findClient(client, tenant);
  const other = all.find(({ client_id }) => client_id !== clientId)?.client_id;
  const otherApi = resourceServers
    .page(0, resourceServers.count)
    .find(({ identifier, is_system }) => identifier !== api.identifier && is_system !== true);
  return {
    api,
    clientId,
    otherClientId: other ?? 'another-application',
    otherAudience: otherApi?.identifier ?? 'https://another-api.example/',
  };
}

export function wordsOf(scope: string | undefined): string[] {
  return (scope ?? '').split(/\s+/).filter((word) => word !== '');
}

function findApi(audience: string, { resourceServers }: Tenant): ResourceServer {
  if (audience === '') {
    throw new TenantError('invalid_body', 'Choose the API this route belongs to.', { field: 'audience' });
  }
  const api = resourceServers.byIdentifier(audience);
  if (api === undefined) {
    const identifiers = resourceServers.page(0, resourceServers.count).map(({ identifier }) => identifier);
    const near = nearestOf(audience, identifiers);
    throw new TenantError(
      'invalid_body',
      `The tenant has no API with the identifier ${audience}.${near === undefined ? ' Create it first.' : ` Did you mean ${near}?`}`,
      { field: 'audience' },
    );
  }
  if (api.token_encryption) {
    throw new TenantError(
      'invalid_body',
      `Tokens for ${audience} are encrypted (JWE), which the check does not support. Turn off encryption for the check.`,
      { field: 'audience' },
    );
  }
  return api;
}

function findClient(idOrName: string, { clients }: Tenant): string {
  const named = clients.named(idOrName);
  const found = clients.find(idOrName) ?? (named.length === 1 ? named[0] : undefined);
  if (found !== undefined) return found.client_id;
  throw new TenantError(
    'invalid_body',
    named.length === 0
      ? `No application has the ID or name ${idOrName}.`
      : `${named.length} applications are named ${idOrName}. Use the ID of one.`,
    { field: 'client' },
  );
}
