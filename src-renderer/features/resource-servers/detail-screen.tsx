import { Anchor, Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useResourceServer } from '../../bridge/queries/resource-servers.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { AuthorisedApplications } from './authorised-applications.tsx';
import { Permissions } from './permissions.tsx';
import classes from './resource-servers.module.css';
import { ResourceServerSettings } from './settings.tsx';

export function ResourceServerScreen({ id }: { id: string }) {
  const resourceServer = useResourceServer(id);
  const { data } = resourceServer;
  return (
    <>
      <PageHeader
        title={data?.name ?? data?.identifier ?? 'API'}
        purpose={
          data?.is_system
            ? 'The tenant’s own API, through which programs manage it. It is always there and cannot be deleted.'
            : 'What its tokens look like, what they may permit, and who may get them.'
        }
        badge={data?.is_system && <Badge>System</Badge>}
      />
      <QueryView query={resourceServer} what="the API" rows={6}>
        {(found) => (
          <div className={classes.stack}>
            <ResourceServerSettings resourceServer={found} />
            <Permissions resourceServer={found} />
            <AuthorisedApplications resourceServer={found} />
          </div>
        )}
      </QueryView>
      {resourceServer.isError && (
        <p>
          It was deleted, or never existed.{' '}
          <Anchor renderRoot={(props) => <Link to={paths.apis} {...props} />}>All APIs</Anchor>
        </p>
      )}
    </>
  );
}
