import type { Tenant } from '../../tenant/create-tenant.ts';
import { presentClientCredential } from './present.ts';
import { type ManagementRoute, param } from './route.ts';

const collection = '/clients/:client_id/credentials';
const member = `${collection}/:credential_id`;

export function clientCredentialRoutes({ clients: { credentials } }: Tenant): ManagementRoute[] {
  return [
    {
      method: 'GET',
      path: collection,
      description: 'Get client credentials',
      anyScope: ['read:client_credentials'],
      // The newest first, as recorded of the real service.
      handle: (request) => credentials.list(param(request, 'client_id')).toReversed().map(presentClientCredential),
    },
    {
      method: 'GET',
      path: member,
      description: 'Get a client credential',
      anyScope: ['read:client_credentials'],
      handle: (request) =>
        presentClientCredential(credentials.get(param(request, 'client_id'), param(request, 'credential_id'))),
    },
    {
      method: 'POST',
      path: collection,
      description: 'Create a client credential',
      anyScope: ['create:client_credentials'],
      status: 201,
      handle: async (request) =>
        presentClientCredential(await credentials.create(param(request, 'client_id'), request.body)),
    },
    {
      method: 'PATCH',
      path: member,
      description: 'Update a client credential',
      anyScope: ['update:client_credentials'],
      handle: (request) =>
        presentClientCredential(
          credentials.update(param(request, 'client_id'), param(request, 'credential_id'), request.body),
        ),
    },
    {
      method: 'DELETE',
      path: member,
      description: 'Delete a client credential',
      anyScope: ['delete:client_credentials'],
      status: 204,
      handle: (request) => credentials.remove(param(request, 'client_id'), param(request, 'credential_id')),
    },
  ];
}
