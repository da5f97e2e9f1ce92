import { Type } from '@sinclair/typebox';
import type { ClientGrant } from '../../contract/entities/client-grant.ts';
import { Enum } from '../../contract/entities/schema-kit.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import { answerCheckpoint, answerPage, checkpointQuery, listingOf, pageQuery } from './paging.ts';
import { presentClientGrant } from './present.ts';
import { ReadyTexts } from './ready-texts.ts';
import { type ManagementRequest, type ManagementRoute, param } from './route.ts';

const filterQuery = {
  client_id: Type.Optional(Type.String()),
  audience: Type.Optional(Type.String()),
  subject_type: Type.Optional(Enum(['client', 'user'])),
  default_for: Type.Optional(Enum(['third_party_clients'])),
  // Only grants that allow any organization can be asked for, not the others.
  allow_any_organization: Type.Optional(Type.Unsafe<true>({ type: 'boolean', enum: [true] })),
};
const listQuery = Type.Object({ ...pageQuery, ...checkpointQuery, ...filterQuery });

/** The real service pages no further than this with page numbers. */
const mostSortedGrants = 1_000;

/**
 * By the application's name, then by audience: the deploy tool writes an application's grants in the order of this list,
 * reversed, so that any order that depends on when they were made would turn round with each export and import.
 */
function sortByHolder({ clients, clientGrants }: Tenant): ClientGrant[] {
  const keyed = clientGrants.page(0, mostSortedGrants).map((grant) => {
    const name = clients.find(grant.client_id ?? '')?.name ?? '';
    return { grant, key: JSON.stringify([name, grant.audience, grant.subject_type]) };
  });
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ grant }) => grant);
}

export function clientGrantRoutes(tenant: Tenant): ManagementRoute[] {
  const { clientGrants } = tenant;
  const present = (grant: ClientGrant, { origin }: ManagementRequest) => presentClientGrant(tenant, origin, grant);
  const ready = new ReadyTexts<ClientGrant>();

  return [
    {
      method: 'GET',
      path: '/client-grants',
      description: 'Get client grants',
      anyScope: ['read:client_grants'],
      handle: (request) => {
        const query = checkInput(listQuery, request.query, 'Query');
        const isFiltered = Object.keys(filterQuery).some((name) => Object.hasOwn(query, name));
        const matching = isFiltered ? clientGrants.matching(query) : undefined;
        const show = (grant: ClientGrant) => ready.of(grant, request.origin, () => present(grant, request));
        if (query.take !== undefined || query.from !== undefined) {
          const listing = {
            sequenceOf: (grant: ClientGrant) => clientGrants.sequenceOf(grant),
            after: (sequence: number, count: number) =>
              matching?.filter((grant) => clientGrants.sequenceOf(grant) > sequence).slice(0, count) ??
              clientGrants.pageAfter(sequence, count),
          };
          return answerCheckpoint(query, 'client_grants', listing, show, tenant.clock());
        }
        if (matching === undefined && clientGrants.count <= mostSortedGrants) {
          return answerPage(query, 'client_grants', listingOf(sortByHolder(tenant)), show);
        }
        const listing =
          matching === undefined
            ? { total: clientGrants.count, slice: (start: number, count: number) => clientGrants.page(start, count) }
            : listingOf(matching);
        return answerPage(query, 'client_grants', listing, show);
      },
    },
    {
      method: 'GET',
      path: '/client-grants/:id',
      description: 'Get a client grant',
      anyScope: ['read:client_grants'],
      handle: (request) => present(clientGrants.get(param(request, 'id')), request),
    },
    {
      method: 'GET',
      path: '/client-grants/:id/organizations',
      description: 'Get the organizations of a client grant',
      anyScope: ['read:organization_client_grants'],
      handle: (request) => {
        clientGrants.get(param(request, 'id'));
        return { organizations: [] };
      },
    },
    {
      method: 'POST',
      path: '/client-grants',
      description: 'Create a client grant',
      anyScope: ['create:client_grants'],
      status: 201,
      handle: (request) => present(clientGrants.create(request.body), request),
    },
    {
      method: 'PATCH',
      path: '/client-grants/:id',
      description: 'Update a client grant',
      anyScope: ['update:client_grants'],
      handle: (request) => present(clientGrants.update(param(request, 'id'), request.body), request),
    },
    {
      method: 'DELETE',
      path: '/client-grants/:id',
      description: 'Delete a client grant',
      anyScope: ['delete:client_grants'],
      status: 204,
      handle: (request) => clientGrants.remove(param(request, 'id')),
    },
  ];
}
