import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useClientGrants } from '../../bridge/queries/client-grants.ts';
import { useClients } from '../../bridge/queries/clients.ts';
import { Copyable } from '../../components/copyable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ApplicationLink } from '../../components/entity-links.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import classes from './resource-servers.module.css';

/** Who may get the API's tokens by client credentials: the API's client grants. */
export function AuthorisedApplications({ resourceServer }: { resourceServer: ResourceServer }) {
  const grants = useClientGrants();
  const clients = useClients().data ?? [];
  const defined = resourceServer.scopes?.length ?? 0;
  return (
    <Panel title="Machine to Machine applications">
      <QueryView query={grants} what="the client grants" rows={2}>
        {(all) => {
          const own = all.filter(
            (grant) => grant.audience === resourceServer.identifier && grant.subject_type === 'client',
          );
          if (own.length === 0) {
            return (
              <EmptyState title="No application can call this API yet">
                <p>
                  A client grant authorises one: make it with <span className="mono">POST /api/v2/client-grants</span>.
                </p>
              </EmptyState>
            );
          }
          return (
            <ul className={classes.list}>
              {own.map((grant) => {
                const client = clients.find(({ client_id }) => client_id === grant.client_id);
                const granted = grant.scope?.length ?? 0;
                return (
                  <li key={grant.id} className={classes.row}>
                    {client ? (
                      <ApplicationLink clientId={client.client_id} name={client.name} />
                    ) : (
                      <span className="mono">{grant.client_id ?? 'Third-party applications, by default'}</span>
                    )}
                    <span className={classes.end}>
                      {grant.allow_all_scopes ? 'All permissions' : `${granted} of ${defined} permissions`}
                      <Copyable value={grant.id} what="the client grant ID" />
                    </span>
                  </li>
                );
              })}
            </ul>
          );
        }}
      </QueryView>
    </Panel>
  );
}
