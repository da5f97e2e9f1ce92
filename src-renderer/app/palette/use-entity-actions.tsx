import { IconApps, IconServer2, IconTicket } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useClientGrants } from '../../bridge/queries/client-grants.ts';
import { useClients } from '../../bridge/queries/clients.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { useRequestToken } from '../../bridge/queries/tokens.ts';
import { useNotices } from '../notices/notices.tsx';
import type { ActionGroup } from './action-group.ts';

/** Applications and APIs by name, id, identifier and grant, and a token for each pair that may have one. */
export function useEntityActions(): ActionGroup[] {
  const navigate = useNavigate();
  const clients = useClients().data ?? [];
  const resourceServers = useResourceServers().data ?? [];
  const grants = useClientGrants().data ?? [];
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

  const grantIds = (matches: (grant: (typeof grants)[number]) => boolean) => grants.filter(matches).map(({ id }) => id);
  return [
    {
      group: 'Applications',
      actions: clients.map(({ client_id, name }) => ({
        id: client_id,
        label: name,
        description: client_id,
        keywords: ['application', 'client', ...grantIds((grant) => grant.client_id === client_id)],
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
        const client = clients.find(({ client_id }) => client_id === grant.client_id);
        const resourceServer = resourceServers.find(({ identifier }) => identifier === grant.audience);
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
