import { Link, useRouterState } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useClientView } from '../../bridge/queries/clients.ts';
import { useResourceServer } from '../../bridge/queries/resource-servers.ts';
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
  const id = part === undefined || part === 'new' ? undefined : decodeURIComponent(part);
  // One entity by its id, not the list: a tenant may hold thousands.
  const client = useClientView(id ?? '', id !== undefined && place === paths.applications).data;
  const resourceServer = useResourceServer(id ?? '', id !== undefined && place === paths.apis).data;
  if (part === undefined) return '';
  if (id === undefined) return 'New';
  switch (place) {
    case paths.applications:
      return client?.name ?? id;
    case paths.apis:
      return resourceServer?.name ?? resourceServer?.identifier ?? id;
    case paths.traffic:
      return 'Exchange';
    default:
      if (place === paths.settings && part === 'import-export') return 'Import/Export';
      return place === paths.settings && part === 'https' ? 'HTTPS' : part.charAt(0).toUpperCase() + part.slice(1);
  }
}
