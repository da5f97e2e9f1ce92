import type { Client } from '../contract/entities/client.ts';
import type { ClientGrant, CreateClientGrant } from '../contract/entities/client-grant.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

/**
 * An application and its client grant in one write.
 * @throws {TenantError} as the creation of either, and then there is neither
 */
export async function createAuthorized(
  wanted: unknown,
  grant: Omit<CreateClientGrant, 'client_id'>,
  { clients, clientGrants }: Tenant,
): Promise<{ client: Client; grant: ClientGrant }> {
  const made: ClientGrant[] = [];
  const client = await clients.create(wanted, (created) => {
    made.push(clientGrants.makeForNew(created, grant));
    return made.map((value) => ({ kind: 'clientGrants', id: value.id, value }));
  });
  const [kept] = made;
  if (kept === undefined) throw new Error('The client was kept without its grant.');
  return { client, grant: kept };
}
