import type { Tenant } from '../../tenant/create-tenant.ts';
import { presentSigningKey } from './present.ts';
import { type ManagementRoute, param } from './route.ts';

export function signingKeyRoutes({ signingKeys }: Tenant): ManagementRoute[] {
  return [
    {
      method: 'GET',
      path: '/keys/signing',
      description: 'Get signing keys',
      anyScope: ['read:signing_keys'],
      handle: () => signingKeys.list().map(presentSigningKey),
    },
    {
      method: 'GET',
      path: '/keys/signing/:kid',
      description: 'Get a signing key',
      anyScope: ['read:signing_keys'],
      handle: (request) => presentSigningKey(signingKeys.get(param(request, 'kid'))),
    },
    {
      method: 'POST',
      path: '/keys/signing/rotate',
      description: 'Rotate the signing key',
      allScopes: ['create:signing_keys', 'update:signing_keys'],
      status: 201,
      handle: async () => {
        const { cert, kid } = await signingKeys.rotate();
        return { cert, kid };
      },
    },
    {
      method: 'PUT',
      path: '/keys/signing/:kid/revoke',
      description: 'Revoke a signing key',
      anyScope: ['update:signing_keys'],
      handle: (request) => {
        const { cert, kid } = signingKeys.revoke(param(request, 'kid'));
        return { cert, kid };
      },
    },
  ];
}
