/** Entities as small as their types allow. */
import type { ResourceServer } from '../../src-main/contract/entities/resource-server.ts';
import type { EntityChange } from '../../src-main/tenant/stored-tenant.ts';

export function aResourceServer(id: string, properties: Partial<ResourceServer> = {}): ResourceServer {
  return {
    id,
    identifier: `https://api.example/${id}`,
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: true,
    subject_type_authorization: { user: { policy: 'allow_all' }, client: { policy: 'require_client_grant' } },
    token_lifetime: 86400,
    token_lifetime_for_web: 7200,
    signing_alg: 'RS256',
    ...properties,
  };
}

export function putResourceServer(id: string, properties: Partial<ResourceServer> = {}): EntityChange {
  return { kind: 'resourceServers', id, value: aResourceServer(id, properties) };
}

export function putSettings(friendlyName: string): EntityChange {
  return { kind: 'settings', id: 'settings', value: { friendly_name: friendlyName } };
}
