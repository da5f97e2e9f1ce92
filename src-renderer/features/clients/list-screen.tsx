import { useClientGrants } from '../../bridge/queries/client-grants.ts';
import { type ClientView, useClients } from '../../bridge/queries/clients.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { Copyable } from '../../components/copyable.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ApiLink, ApplicationLink } from '../../components/entity-links.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { applicationTypeName } from './application-types.ts';
import classes from './clients.module.css';
import { grantedApis } from './granted-apis.ts';

interface ClientListScreenProps {
  filter: string;
  onFilter(filter: string): void;
}

export function ClientListScreen({ filter, onFilter }: ClientListScreenProps) {
  const clients = useClients();
  const grants = useClientGrants().data ?? [];
  const resourceServers = useResourceServers().data ?? [];
  const apisOf = (client: ClientView) => grantedApis(client.client_id, grants, resourceServers);

  const columns: Column<ClientView>[] = [
    {
      name: 'Name',
      cell: (client) => <ApplicationLink clientId={client.client_id} name={client.name} />,
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
    { name: 'APIs', cell: (client) => <Apis apis={apisOf(client)} />, sortBy: (client) => apisOf(client).length },
  ];
  return (
    <>
      <PageHeader
        title="Applications"
        purpose="The programs that may ask this tenant for tokens. An older name for them is clients."
      />
      <QueryView query={clients} what="the applications">
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No applications yet">
              <p>
                An application stands for one program: its client ID and secret are what it shows to get a token. A
                program that acts by itself, with no person signing in, is of the type Machine to Machine.
              </p>
              <p>
                Make one with <span className="mono">POST /api/v2/clients</span> of the Management API, or start the
                tenant with a seed file that names it.
              </p>
            </EmptyState>
          ) : (
            <DataTable
              what="applications"
              columns={columns}
              rows={rows}
              rowKey={(client) => client.client_id}
              searchText={(client) =>
                [client.name, client.client_id, client.app_type, applicationTypeName(client.app_type)].join(' ')
              }
              filter={filter}
              onFilter={onFilter}
            />
          )
        }
      </QueryView>
    </>
  );
}

function Apis({ apis }: { apis: ReturnType<typeof grantedApis> }) {
  if (apis.length === 0) return <span className={classes.none}>None yet</span>;
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
