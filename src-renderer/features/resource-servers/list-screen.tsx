import { Badge } from '@mantine/core';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useClientGrants } from '../../bridge/queries/client-grants.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { Copyable } from '../../components/copyable.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ApiLink } from '../../components/entity-links.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import classes from './resource-servers.module.css';

interface ResourceServerListScreenProps {
  filter: string;
  onFilter(filter: string): void;
}

export function ResourceServerListScreen({ filter, onFilter }: ResourceServerListScreenProps) {
  const resourceServers = useResourceServers();
  const grants = useClientGrants().data ?? [];
  const applications = (resourceServer: ResourceServer) =>
    grants.filter((grant) => grant.audience === resourceServer.identifier && grant.subject_type === 'client').length;

  const columns: Column<ResourceServer>[] = [
    {
      name: 'Name',
      cell: (resourceServer) => (
        <span className={classes.name}>
          <ApiLink id={resourceServer.id} name={nameOf(resourceServer)} />
          {resourceServer.is_system && <Badge>System</Badge>}
        </span>
      ),
      sortBy: nameOf,
    },
    {
      name: 'Identifier',
      cell: (resourceServer) => (
        <Copyable value={resourceServer.identifier} what={`the identifier of ${nameOf(resourceServer)}`} />
      ),
      sortBy: (resourceServer) => resourceServer.identifier,
    },
    {
      name: 'Algorithm',
      cell: (resourceServer) => resourceServer.signing_alg,
      sortBy: (resourceServer) => resourceServer.signing_alg,
    },
    {
      name: 'Permissions',
      cell: (resourceServer) => resourceServer.scopes?.length ?? 0,
      sortBy: (resourceServer) => resourceServer.scopes?.length ?? 0,
      isNumber: true,
    },
    { name: 'Applications', cell: applications, sortBy: applications, isNumber: true },
  ];
  return (
    <>
      <PageHeader
        title="APIs"
        purpose="What tokens are for. An API’s identifier is the audience that an application asks for and that the API checks."
      />
      <QueryView query={resourceServers} what="the APIs">
        {(rows) => (
          <DataTable
            what="APIs"
            columns={columns}
            rows={rows}
            rowKey={(resourceServer) => resourceServer.id}
            searchText={({ name, identifier, id, signing_alg, scopes = [] }) =>
              [name, identifier, id, signing_alg, ...scopes.map(({ value }) => value)].join(' ')
            }
            filter={filter}
            onFilter={onFilter}
          />
        )}
      </QueryView>
      {resourceServers.data?.every((resourceServer) => resourceServer.is_system) && (
        <p className={classes.hint}>
          Only the Management API is here, which is always there. Make your own with{' '}
          <span className="mono">POST /api/v2/resource-servers</span>, or start the tenant with a seed file: an API for
          appointments might have the identifier <span className="mono">https://appointments.example/</span> and the
          permissions <span className="mono">read:appointments</span> and{' '}
          <span className="mono">write:appointments</span>.
        </p>
      )}
    </>
  );
}

function nameOf({ name, identifier }: ResourceServer): string {
  return name ?? identifier;
}
