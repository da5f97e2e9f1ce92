import { useClientGrants } from '../../bridge/queries/client-grants.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { Copyable } from '../../components/copyable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ApiLink } from '../../components/entity-links.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import classes from './clients.module.css';
import { type GrantedApi, grantedApis } from './granted-apis.ts';

/** The client grants of one application. */
export function GrantedApis({ clientId }: { clientId: string }) {
  const grants = useClientGrants();
  const resourceServers = useResourceServers().data ?? [];
  return (
    <Panel title="APIs">
      <QueryView query={grants} what="the client grants" rows={2}>
        {(all) => {
          const apis = grantedApis(clientId, all, resourceServers);
          if (apis.length === 0) {
            return (
              <EmptyState title="This application can get no token yet">
                <p>
                  It needs a client grant: the API, and which of its permissions. Make one with{' '}
                  <span className="mono">POST /api/v2/client-grants</span>.
                </p>
              </EmptyState>
            );
          }
          return (
            <ul className={classes.grants}>
              {apis.map((api) => (
                <Grant key={api.grant.id} {...api} />
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Panel>
  );
}

function Grant({ grant, resourceServer }: GrantedApi) {
  return (
    <li className={classes.grant}>
      {resourceServer ? (
        <ApiLink id={resourceServer.id} name={resourceServer.name ?? resourceServer.identifier} />
      ) : (
        <span className="mono">{grant.audience}</span>
      )}
      <Copyable value={grant.id} what="the client grant ID" />
      <span className={classes.permissions}>
        {grant.allow_all_scopes ? 'All permissions, also later ones' : describeScope(grant.scope ?? [])}
      </span>
    </li>
  );
}

/** The Management API's list runs to hundreds: its beginning tells what it is. */
const named = 8;

function describeScope(scope: string[]) {
  if (scope.length === 0) return 'No permissions: its tokens carry no scope';
  const rest = scope.length - named;
  return (
    <>
      <span className="mono">{scope.slice(0, named).join(' ')}</span>
      {rest > 0 && ` and ${rest} more`}
    </>
  );
}
