/** The APIs that belong to the service itself, by the identifier under which they are stored. */
import { managementApiIdentifier, type ResourceServer } from '../../contract/entities/resource-server.ts';
import type { Random } from '../ports.ts';
import { managementApiScopes } from './management-api-scopes.ts';

type SystemApi = Omit<ResourceServer, 'id' | 'identifier' | 'is_system'>;

const common = {
  allow_offline_access: false,
  skip_consent_for_verifiable_first_party_clients: false,
  signing_alg: 'RS256',
} as const;

const managementApi: SystemApi = {
  name: 'Auth0 Management API',
  ...common,
  subject_type_authorization: { client: { policy: 'require_client_grant' }, user: { policy: 'allow_all' } },
  token_lifetime: 86_400,
  token_lifetime_for_web: 7_200,
  scopes: [...managementApiScopes],
};

/** They appear when their reserved identifier is created, whatever else was sent. */
const systemApisOnRequest: Record<string, SystemApi> = {
  '/me/': {
    name: 'Auth0 My Account API',
    ...common,
    allow_offline_access: true,
    skip_consent_for_verifiable_first_party_clients: true,
    proof_of_possession: { mechanism: 'dpop', required: false },
    subject_type_authorization: { client: { policy: 'deny_all' }, user: { policy: 'require_client_grant' } },
    token_lifetime: 600,
    token_lifetime_for_web: 600,
    // The real service adds more as features are switched on that this tenant does not have.
    scopes: ['Create', 'Read', 'Delete'].map((verb) => ({
      value: `${verb.toLowerCase()}:me:connected_accounts`,
      description: `${verb} Connected Accounts`,
    })),
  },
  'urn:auth0:express-configure': {
    name: 'Auth0 Express Configuration API',
    ...common,
    subject_type_authorization: { client: { policy: 'require_client_grant' }, user: { policy: 'deny_all' } },
    token_lifetime: 300,
    token_lifetime_for_web: 7_200,
    scopes: [{ value: 'express_configure' }],
  },
};

export function makeManagementApi(random: Random): ResourceServer {
  return { id: random.hex(24), identifier: managementApiIdentifier, ...managementApi, is_system: true };
}

/** The system API of a reserved identifier, or undefined where the identifier is free or reserved for nothing. */
export function makeSystemApi(identifier: string, random: Random): ResourceServer | undefined {
  const api = Object.hasOwn(systemApisOnRequest, identifier) ? systemApisOnRequest[identifier] : undefined;
  return api === undefined ? undefined : { id: random.hex(24), identifier, ...api, is_system: true };
}

/** What this release of the tenant says of the Management API, over what an older one kept. */
export function refreshManagementApi(kept: ResourceServer): ResourceServer {
  return { ...kept, scopes: [...managementApiScopes] };
}
