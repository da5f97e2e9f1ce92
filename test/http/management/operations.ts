/** The operations of the Management API that this tenant serves, and what each needs. */
export interface Operation {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  /** One of these opens it, or all of them where `needsAll` is set. */
  scopes: readonly string[];
  needsAll?: true;
  /** Statuses beyond 401, 403 and 429 that the service's document has for it. */
  errors: readonly number[];
}

const readClients = ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'];
const updateClients = ['update:clients', 'update:client_keys', 'update:client_credentials'];
const rotateKeys = ['create:signing_keys', 'update:signing_keys'];
const readLogs = ['read:logs', 'read:logs_users'];

export const operations: readonly Operation[] = [
  { method: 'GET', path: '/resource-servers', scopes: ['read:resource_servers'], errors: [400] },
  { method: 'POST', path: '/resource-servers', scopes: ['create:resource_servers'], errors: [400, 409] },
  { method: 'GET', path: '/resource-servers/:id', scopes: ['read:resource_servers'], errors: [400, 404] },
  { method: 'PATCH', path: '/resource-servers/:id', scopes: ['update:resource_servers'], errors: [400, 404] },
  { method: 'DELETE', path: '/resource-servers/:id', scopes: ['delete:resource_servers'], errors: [400] },
  { method: 'GET', path: '/client-grants', scopes: ['read:client_grants'], errors: [400] },
  { method: 'POST', path: '/client-grants', scopes: ['create:client_grants'], errors: [400, 404, 409] },
  { method: 'GET', path: '/client-grants/:id', scopes: ['read:client_grants'], errors: [404] },
  { method: 'PATCH', path: '/client-grants/:id', scopes: ['update:client_grants'], errors: [400, 404] },
  { method: 'DELETE', path: '/client-grants/:id', scopes: ['delete:client_grants'], errors: [400] },
  {
    method: 'GET',
    path: '/client-grants/:id/organizations',
    scopes: ['read:organization_client_grants'],
    errors: [404],
  },
  { method: 'GET', path: '/clients', scopes: readClients, errors: [400] },
  { method: 'POST', path: '/clients', scopes: ['create:clients'], errors: [400, 409] },
  { method: 'GET', path: '/clients/:id', scopes: readClients, errors: [400, 404] },
  { method: 'PATCH', path: '/clients/:id', scopes: updateClients, errors: [400, 404] },
  { method: 'DELETE', path: '/clients/:id', scopes: ['delete:clients'], errors: [400] },
  { method: 'POST', path: '/clients/:id/rotate-secret', scopes: ['update:client_keys'], errors: [400, 404] },
  { method: 'GET', path: '/clients/:client_id/credentials', scopes: ['read:client_credentials'], errors: [404] },
  {
    method: 'POST',
    path: '/clients/:client_id/credentials',
    scopes: ['create:client_credentials'],
    errors: [400, 404],
  },
  {
    method: 'GET',
    path: '/clients/:client_id/credentials/:credential_id',
    scopes: ['read:client_credentials'],
    errors: [404],
  },
  {
    method: 'PATCH',
    path: '/clients/:client_id/credentials/:credential_id',
    scopes: ['update:client_credentials'],
    errors: [400, 404],
  },
  {
    method: 'DELETE',
    path: '/clients/:client_id/credentials/:credential_id',
    scopes: ['delete:client_credentials'],
    errors: [400],
  },
  { method: 'GET', path: '/keys/signing', scopes: ['read:signing_keys'], errors: [400] },
  { method: 'GET', path: '/keys/signing/:kid', scopes: ['read:signing_keys'], errors: [400, 404] },
  { method: 'POST', path: '/keys/signing/rotate', scopes: rotateKeys, needsAll: true, errors: [] },
  { method: 'PUT', path: '/keys/signing/:kid/revoke', scopes: ['update:signing_keys'], errors: [404] },
  { method: 'GET', path: '/tenants/settings', scopes: ['read:tenant_settings'], errors: [400] },
  { method: 'PATCH', path: '/tenants/settings', scopes: ['update:tenant_settings'], errors: [400] },
  { method: 'GET', path: '/logs', scopes: readLogs, errors: [400] },
  { method: 'GET', path: '/logs/:id', scopes: readLogs, errors: [400, 404] },
];

/** Every parameter of the path names nothing that exists. */
export function pathToNothing({ path }: Operation): string {
  return path.replace(/:\w+/g, 'nothing');
}

/** A body that no operation takes: authorization comes before it is looked at. */
export function unfitBody({ method }: Operation): object | undefined {
  return method === 'POST' || method === 'PATCH' ? { surplus: 1 } : undefined;
}

export const titleOf = ({ method, path }: Operation): string => `${method} ${path}`;
