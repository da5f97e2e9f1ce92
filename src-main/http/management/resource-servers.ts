import { Type } from '@sinclair/typebox';
import type { ResourceServer } from '../../contract/entities/resource-server.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import { JsonText } from '../json-text.ts';
import { answerPage, listingOf, pageQuery } from './paging.ts';
import { chooseFields, hasFields, presentResourceServer } from './present.ts';
import { ReadyTexts } from './ready-texts.ts';
import { type ManagementRequest, type ManagementRoute, param } from './route.ts';

const fieldsQuery = { fields: Type.Optional(Type.String()), include_fields: Type.Optional(Type.Boolean()) };

const listQuery = Type.Object({
  ...pageQuery,
  ...fieldsQuery,
  identifiers: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { maxItems: 10 })),
});
const getQuery = Type.Object(fieldsQuery);

export function resourceServerRoutes(tenant: Tenant): ManagementRoute[] {
  const { resourceServers } = tenant;
  const present = (resourceServer: ResourceServer, { origin }: ManagementRequest) =>
    presentResourceServer(tenant, origin, resourceServer);
  const ready = new ReadyTexts<ResourceServer>();

  return [
    {
      method: 'GET',
      path: '/resource-servers',
      description: 'Get resource servers',
      anyScope: ['read:resource_servers'],
      handle: (request) => {
        const query = checkInput(listQuery, request.query, 'Query');
        const { identifiers } = query;
        const listing =
          identifiers === undefined
            ? {
                total: resourceServers.count,
                slice: (start: number, count: number) => resourceServers.page(start, count),
              }
            : listingOf(resourceServers.withIdentifiers(identifiers));
        return answerPage(query, 'resource_servers', listing, (one) =>
          hasFields(query)
            ? JsonText.of(chooseFields(query, present(one, request)))
            : ready.of(one, request.origin, () => present(one, request)),
        );
      },
    },
    {
      method: 'GET',
      path: '/resource-servers/:id',
      description: 'Get a resource server',
      anyScope: ['read:resource_servers'],
      handle: (request) => {
        const query = checkInput(getQuery, request.query, 'Query');
        return chooseFields(query, present(resourceServers.get(param(request, 'id')), request));
      },
    },
    {
      method: 'POST',
      path: '/resource-servers',
      description: 'Create a resource server',
      anyScope: ['create:resource_servers'],
      status: 201,
      handle: async (request) => present(await resourceServers.create(request.body), request),
    },
    {
      method: 'PATCH',
      path: '/resource-servers/:id',
      description: 'Update a resource server',
      anyScope: ['update:resource_servers'],
      handle: async (request) => present(await resourceServers.update(param(request, 'id'), request.body), request),
    },
    {
      method: 'DELETE',
      path: '/resource-servers/:id',
      description: 'Delete a resource server',
      anyScope: ['delete:resource_servers'],
      status: 204,
      handle: (request) => resourceServers.remove(param(request, 'id')),
    },
  ];
}
