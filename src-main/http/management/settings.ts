import { Type } from '@sinclair/typebox';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import { chooseFields, presentSettings, presentUpdatedSettings } from './present.ts';
import type { ManagementRoute } from './route.ts';

const getQuery = Type.Object({ fields: Type.Optional(Type.String()), include_fields: Type.Optional(Type.Boolean()) });

export function settingsRoutes({ settings }: Tenant): ManagementRoute[] {
  return [
    {
      method: 'GET',
      path: '/tenants/settings',
      description: 'Get tenant settings',
      anyScope: ['read:tenant_settings'],
      handle: ({ query }) => chooseFields(checkInput(getQuery, query, 'Query'), presentSettings(settings.get())),
    },
    {
      method: 'PATCH',
      path: '/tenants/settings',
      description: 'Update tenant settings',
      anyScope: ['update:tenant_settings'],
      handle: ({ body }) => presentUpdatedSettings(settings.update(body)),
    },
  ];
}
