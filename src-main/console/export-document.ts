import { migrations } from '../store/migrations/index.ts';
import { writeDocument } from '../store/read-document.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import type { StoredTenant } from '../tenant/stored-tenant.ts';

/** The tenant as its document, in the form that a data folder keeps it; without secrets it lacks what opens anything. */
export function exportDocument(tenant: Tenant, withSecrets: boolean): { fileName: string; text: string } {
  const { clients, clientGrants, resourceServers, settings, signingKeys, clock } = tenant;
  const stored: StoredTenant = {
    settings: { settings: settings.get() },
    signingKeys: Object.fromEntries(signingKeys.list().map((key) => [key.kid, key])),
    resourceServers: Object.fromEntries(
      resourceServers.page(0, resourceServers.count).map((resourceServer) => [resourceServer.id, resourceServer]),
    ),
    clients: Object.fromEntries(clients.page(0, clients.count).map((client) => [client.client_id, client])),
    clientGrants: Object.fromEntries(clientGrants.page(0, clientGrants.count).map((grant) => [grant.id, grant])),
  };
  const text = writeDocument(stored, migrations);
  const day = new Date(clock()).toISOString().slice(0, 10);
  return withSecrets
    ? { fileName: `tokenbench-${day}.json`, text }
    : { fileName: `tokenbench-${day}-without-secrets.json`, text: withoutSecrets(text) };
}

/** Members that are secrets wherever they stand in the document; a private JWK keeps its public members. */
const secretMembers = new Set(['client_secret', 'signing_secret', 'd', 'p', 'q', 'dp', 'dq', 'qi']);

function withoutSecrets(text: string): string {
  const document: unknown = JSON.parse(text, (name, value: unknown) =>
    secretMembers.has(name) && typeof value === 'string' ? undefined : value,
  );
  return JSON.stringify(document, undefined, 2);
}
