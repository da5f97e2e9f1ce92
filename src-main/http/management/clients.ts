import { type Static, Type } from '@sinclair/typebox';
import { appTypes, type Client } from '../../contract/entities/client.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { JsonText } from '../json-text.ts';
import { answerCheckpoint, answerPage, checkpointQuery, listingOf, pageQueryFromZero } from './paging.ts';
import { chooseFields, clientSecretFields, hasFields, presentClient, presentNewClient } from './present.ts';
import { ReadyTexts } from './ready-texts.ts';
import { type ManagementRequest, type ManagementRoute, param } from './route.ts';

const fieldsQuery = { fields: Type.Optional(Type.String()), include_fields: Type.Optional(Type.Boolean()) };
const appType = `(${appTypes.join('|')})`;
const listQuery = Type.Object({
  ...pageQueryFromZero,
  ...checkpointQuery,
  ...fieldsQuery,
  is_global: Type.Optional(Type.Boolean()),
  is_first_party: Type.Optional(Type.Boolean()),
  app_type: Type.Optional(Type.String({ pattern: `^${appType}(,${appType})*$` })),
  external_client_id: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  q: Type.Optional(Type.String()),
});
const getQuery = Type.Object(fieldsQuery);

const readScopes = ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'];

export function clientRoutes(tenant: Tenant): ManagementRoute[] {
  const { clients } = tenant;
  const ready = new ReadyTexts<Client>();
  // An application shows the certificate of the tenant's first key.
  tenant.events.on('changed', ({ noun }) => {
    if (noun === 'signing-keys') ready.clear();
  });
  const read = (query: Static<typeof getQuery>, request: ManagementRequest) => {
    const mayReadSecrets = request.scopes.has('read:client_keys');
    if (!mayReadSecrets) refuseSecretFields(query);
    // The real service answers `tenant` beside the fields asked for.
    return (client: Client) =>
      chooseFields(query, presentClient(tenant, request.origin, client, mayReadSecrets), ['tenant']);
  };

  return [
    {
      method: 'GET',
      path: '/clients',
      description: 'Get clients',
      anyScope: readScopes,
      handle: (request) => {
        const query = checkInput(listQuery, request.query, 'Query');
        const present = read(query, request);
        const asked = `${request.scopes.has('read:client_keys') ? 'keys' : ''} ${request.origin}`;
        const write = (client: Client) =>
          hasFields(query) ? JsonText.of(present(client)) : ready.of(client, asked, () => present(client));
        const matching = isFiltered(query) ? clients.matching((client) => matches(client, query)) : undefined;
        if (query.take !== undefined || query.from !== undefined) {
          const listing = {
            sequenceOf: (client: Client) => clients.sequenceOf(client),
            after: (sequence: number, count: number) =>
              matching?.filter((client) => clients.sequenceOf(client) > sequence).slice(0, count) ??
              clients.pageAfter(sequence, count),
          };
          return answerCheckpoint(query, 'clients', listing, write, tenant.clock());
        }
        const listing =
          matching === undefined
            ? { total: clients.count, slice: (start: number, count: number) => clients.page(start, count) }
            : listingOf(matching);
        return answerPage(query, 'clients', listing, write);
      },
    },
    {
      method: 'GET',
      path: '/clients/:id',
      description: 'Get a client',
      anyScope: readScopes,
      handle: (request) => {
        const query = checkInput(getQuery, request.query, 'Query');
        const present = read(query, request);
        return present(clients.get(param(request, 'id')));
      },
    },
    {
      method: 'POST',
      path: '/clients',
      description: 'Create a client',
      anyScope: ['create:clients'],
      status: 201,
      handle: async (request) => presentNewClient(tenant, request.origin, await clients.create(request.body)),
    },
    {
      method: 'PATCH',
      path: '/clients/:id',
      description: 'Update a client',
      anyScope: ['update:clients', 'update:client_keys', 'update:client_credentials'],
      handle: (request) => {
        const mayReadSecrets = request.scopes.has('read:client_keys') || request.scopes.has('update:client_keys');
        const updated = clients.update(param(request, 'id'), request.body);
        return presentClient(tenant, request.origin, updated, mayReadSecrets);
      },
    },
    {
      method: 'POST',
      path: '/clients/:id/rotate-secret',
      description: 'Rotate a client secret',
      anyScope: ['update:client_keys'],
      handle: (request) => presentClient(tenant, request.origin, clients.rotateSecret(param(request, 'id')), true),
    },
    {
      method: 'DELETE',
      path: '/clients/:id',
      description: 'Delete a client',
      anyScope: ['delete:clients'],
      status: 204,
      handle: (request) => clients.remove(param(request, 'id')),
    },
  ];
}

function refuseSecretFields({ fields = '', include_fields = true }: Static<typeof getQuery>): void {
  const named = new Set(fields.split(','));
  const refused = clientSecretFields.filter((field) => include_fields && named.has(field));
  if (refused.length === 0) return;
  throw new TenantError(
    'insufficient_scope',
    `Some fields cannot be read with the permissions granted by the bearer token scopes. The fields are: ${refused.join(',')}.`,
    { field: 'fields' },
  );
}

type ListQuery = Static<typeof listQuery>;

function isFiltered({ is_global, is_first_party, app_type, external_client_id, q }: ListQuery): boolean {
  return [is_global, is_first_party, app_type, external_client_id, q].some((filter) => filter !== undefined);
}

function matches(client: Client, { is_global, is_first_party, app_type, external_client_id, q }: ListQuery): boolean {
  return (
    (is_global === undefined || client.global === is_global) &&
    (is_first_party === undefined || client.is_first_party === is_first_party) &&
    (app_type === undefined || app_type.split(',').includes(client.app_type ?? '')) &&
    // Clients registered by a metadata document: this tenant has none.
    external_client_id === undefined &&
    (q === undefined || client.name.toLowerCase().includes(q.toLowerCase()))
  );
}
