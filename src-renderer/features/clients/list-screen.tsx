import { Badge, Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useClientGrants } from '../../bridge/queries/client-grants.ts';
import { type ClientView, useClients } from '../../bridge/queries/clients.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { Copyable } from '../../components/copyable.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ApiLink, ApplicationLink } from '../../components/entity-links.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { applicationTypeAliases, applicationTypeName } from './application-types.ts';
import classes from './clients.module.css';
import { CreateDialog } from './create/create-dialog.tsx';
import { type GrantedApi, grantedApisByClient } from './granted-apis.ts';
import { clientDrafts } from './settings/client-form.ts';

interface ClientListScreenProps {
  filter: string;
  onFilter(filter: string): void;
  isCreating: boolean;
  /** Identifier of an API to authorise a new application for. */
  api?: string | undefined;
  onCreate(): void;
  onCloseCreate(): void;
  onOpen(clientId: string): void;
  onDebug(token: string): void;
}

export function ClientListScreen(props: ClientListScreenProps) {
  const { filter, onFilter, onCreate } = props;
  const clients = useClients();
  const grants = useClientGrants();
  const resourceServers = useResourceServers();
  const drafts = clientDrafts.useKeys();
  const apis = useMemo(
    () => grantedApisByClient(grants.data ?? [], resourceServers.data ?? []),
    [grants.data, resourceServers.data],
  );
  useHotkeys([['mod+Enter', onCreate]], []);

  const columns: Column<ClientView>[] = [
    {
      name: 'Name',
      cell: (client) => (
        <>
          <ApplicationLink clientId={client.client_id} name={client.name} />
          {drafts.has(client.client_id) && (
            <span className={classes.draft} title="Has changes that are not saved">
              {' '}
              ● not saved
            </span>
          )}
        </>
      ),
      sortBy: (client) => client.name,
    },
    {
      name: 'Type',
      cell: (client) => applicationTypeName(client.app_type),
      sortBy: (client) => applicationTypeName(client.app_type),
    },
    {
      name: 'Client ID',
      cell: (client) => <Copyable value={client.client_id} what={`the client ID of ${client.name}`} />,
    },
    {
      name: 'APIs',
      cell: (client) => <Apis client={client} apis={apis.get(client.client_id) ?? []} />,
      sortBy: (client) => apis.get(client.client_id)?.length ?? 0,
    },
  ];
  return (
    <>
      <PageHeader
        title="Applications"
        purpose="The programs that may ask this tenant for tokens. An older name for them is clients."
        actions={
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={onCreate}>
            Create application
          </Button>
        }
      />
      <QueryView query={clients} what="the applications">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No applications yet">
              <p>
                An application stands for one program: its client ID and secret are what it shows to get a token. A
                program that acts by itself, with no person signing in, is of the type Machine to Machine; the other
                types sign people in.
              </p>
              <Button onClick={onCreate}>Create a Machine to Machine application</Button>
            </EmptyState>
          ) : (
            <DataTable
              what="applications"
              columns={columns}
              rows={rows}
              rowKey={(client) => client.client_id}
              searchText={(client) =>
                [
                  client.name,
                  client.client_id,
                  client.app_type,
                  applicationTypeName(client.app_type),
                  applicationTypeAliases(client.app_type),
                  ...(client.client_aliases ?? []),
                ].join(' ')
              }
              filter={filter}
              onFilter={onFilter}
            />
          )
        }
      </QueryView>
      <CreateDialog
        opened={props.isCreating}
        api={props.api}
        onClose={props.onCloseCreate}
        onOpen={props.onOpen}
        onDebug={props.onDebug}
      />
    </>
  );
}

function Apis({ client, apis }: { client: ClientView; apis: GrantedApi[] }) {
  if (apis.length === 0) {
    if (!client.grant_types.includes('client_credentials')) return <span className={classes.none}>None</span>;
    return (
      <Badge
        className={classes.warning}
        leftSection={<IconAlertTriangle size={12} aria-hidden />}
        title="It can get no token by itself until it is authorised for an API."
      >
        no API yet
      </Badge>
    );
  }
  return (
    <ul className={classes.apis}>
      {apis.map(({ grant, resourceServer }) => (
        <li key={grant.id}>
          {resourceServer ? (
            <ApiLink id={resourceServer.id} name={resourceServer.name ?? resourceServer.identifier} />
          ) : (
            <span className="mono">{grant.audience}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
