import { sampleClientIds, sampleIdentifier } from '../../contract/sample.ts';
import type { Seed } from '../../contract/seed.ts';
import { managementApiScopes } from '../resource-servers/management-api-scopes.ts';

const machineToMachine = {
  app_type: 'non_interactive',
  grant_types: ['client_credentials'],
  token_endpoint_auth_method: 'client_secret_post',
  oidc_conformant: true,
} as const;

/**
 * What a first start holds, so that a newcomer has a token before having made anything: one API with a scope to read and
 * one to write, an application that may read, and one that may configure the tenant.
 */
export function sampleContent(): Seed {
  return {
    resourceServers: [
      {
        name: 'Appointments API',
        identifier: sampleIdentifier,
        scopes: [
          { value: 'read:appointments', description: 'Read appointments' },
          { value: 'write:appointments', description: 'Make and change appointments' },
        ],
      },
    ],
    clients: [
      {
        name: 'Nightly Job',
        client_id: sampleClientIds.nightlyJob,
        ...machineToMachine,
        grant_types: [...machineToMachine.grant_types],
      },
      {
        name: 'API Explorer Application',
        client_id: sampleClientIds.apiExplorer,
        ...machineToMachine,
        grant_types: [...machineToMachine.grant_types],
      },
    ],
    clientGrants: [
      { client_id: sampleClientIds.nightlyJob, audience: sampleIdentifier, scope: ['read:appointments'] },
      {
        client_id: sampleClientIds.apiExplorer,
        audience: '/api/v2/',
        scope: managementApiScopes.map(({ value }) => value),
      },
    ],
  };
}
