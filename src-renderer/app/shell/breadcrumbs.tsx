import { Link, useRouterState } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useClients } from '../../bridge/queries/clients.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { places } from '../places.ts';
import classes from './breadcrumbs.module.css';

/** Where one is: the place, and in it the entity or the part. */
export function Breadcrumbs() {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const [, first = '', second] = pathname.split('/');
  const place = places.find(({ to }) => to === `/${first}`);
  const part = usePartName(`/${first}`, second);
  return (
    <nav aria-label="Breadcrumb" className={classes.breadcrumbs}>
      <ol className={classes.list}>
        <li>
          {place && second !== undefined ? (
            <Link to={place.to} className={classes.link}>
              {place.name}
            </Link>
          ) : (
            <span aria-current="page">{place?.name ?? 'Not found'}</span>
          )}
        </li>
        {second !== undefined && place && (
          <li className={classes.part}>
            <span aria-current="page">{part}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}

function usePartName(place: string, part: string | undefined): string {
  const clients = useClients().data;
  const resourceServers = useResourceServers().data;
  if (part === undefined) return '';
  const id = decodeURIComponent(part);
  switch (place) {
    case paths.applications:
      return clients?.find((client) => client.client_id === id)?.name ?? id;
    case paths.apis: {
      const found = resourceServers?.find((resourceServer) => resourceServer.id === id);
      return found?.name ?? found?.identifier ?? id;
    }
    default:
      return part.charAt(0).toUpperCase() + part.slice(1);
  }
}
