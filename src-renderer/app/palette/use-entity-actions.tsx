import { IconApps, IconServer2, IconTicket } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useClientGrants } from '../../bridge/queries/client-grants.ts';
import { useClients } from '../../bridge/queries/clients.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { useRequestToken } from '../../bridge/queries/tokens.ts';
import { useNotices } from '../notices/notices.tsx';
import type { ActionGroup } from './action-group.ts';

/**
 * Applications and APIs by name, id, identifier and grant, and a token for each pair that may have one.
 * @param isWanted whether anything is looked for: a tenant may hold thousands, which nobody asks for otherwise
 */
export function useEntityActions(isWanted: boolean): ActionGroup[] {
  const navigate = useNavigate();
  const clients = useClients(isWanted).data ?? [];
  const resourceServers = useResourceServers(isWanted).data ?? [];
  const grants = useClientGrants(isWanted).data ?? [];
  const { notify } = useNotices();
  const requestToken = useRequestToken();

  async function copyToken(client_id: string, audience: string, names: string): Promise<void> {
    try {
      const { token, hint, status } = await requestToken.mutateAsync({ client_id, audience });
      if (token === undefined) throw new Error(hint ?? `The token endpoint answered ${status}.`);
      await navigator.clipboard.writeText(token.token);
      notify(`Copied a token: ${names}`);
    } catch (error) {
      notify(`No token for ${names}: ${error instanceof Error ? error.message : String(error)}`, { isError: true });
    }
  }

  if (!isWanted) return [];
  const clientById = new Map(clients.map((client) => [client.client_id, client]));
  const apiByIdentifier = new Map(resourceServers.map((resourceServer) => [resourceServer.identifier, resourceServer]));
  const grantIds = Map.groupBy(grants, ({ client_id }) => client_id);
  return [
    {
      group: 'Applications',
      actions: clients.map(({ client_id, name }) => ({
        id: client_id,
        label: name,
        description: client_id,
        keywords: ['application', 'client', ...(grantIds.get(client_id) ?? []).map(({ id }) => id)],
        leftSection: <IconApps size={18} aria-hidden />,
        onClick: () => void navigate({ to: paths.application, params: { clientId: client_id } }),
      })),
    },
    {
      group: 'APIs',
      actions: resourceServers.map(({ id, name, identifier, scopes = [] }) => ({
        id,
        label: name ?? identifier,
        description: identifier,
        keywords: ['api', 'resource server', 'audience', id, ...scopes.map(({ value }) => value)],
        leftSection: <IconServer2 size={18} aria-hidden />,
        onClick: () => void navigate({ to: paths.api, params: { id } }),
      })),
    },
    {
      group: 'Copy a token',
      actions: grants.flatMap((grant) => {
        const client = clientById.get(grant.client_id ?? '');
        const resourceServer = apiByIdentifier.get(grant.audience);
        if (client === undefined || resourceServer === undefined || grant.subject_type !== 'client') return [];
        const names = `${client.name} → ${resourceServer.name ?? resourceServer.identifier}`;
        return {
          id: `token ${grant.id}`,
          label: `Copy token for ${names}`,
          keywords: ['access token', grant.id],
          leftSection: <IconTicket size={18} aria-hidden />,
          onClick: () => void copyToken(client.client_id, resourceServer.identifier, names),
        };
      }),
    },
  ];
}
