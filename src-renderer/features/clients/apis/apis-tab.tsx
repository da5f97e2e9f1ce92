/** The APIs that an application may get tokens for: the client grants, as on the API's side. */
import { Anchor, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../../bridge/paths.ts';
import { useClientGrants } from '../../../bridge/queries/client-grants.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { useResourceServers } from '../../../bridge/queries/resource-servers.ts';
import { whyNoClientCredentials } from '../../../components/grants/client-credentials-use.ts';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import classes from '../clients.module.css';
import { ApiGrantRow } from './api-grant-row.tsx';

/** APIs drawn at once; a filter leads to the others. */
const shownAtMost = 100;

interface ApisTabProps {
  client: ClientView;
  onDebug(token: string): void;
}

export function ApisTab({ client, onDebug }: ApisTabProps) {
  const resourceServers = useResourceServers();
  const grants = useClientGrants().data ?? [];
  const [filter, setFilter] = useState('');
  const obstacle = whyNoClientCredentials(client);
  const own = new Map(
    grants
      .filter((grant) => grant.client_id === client.client_id && grant.subject_type === 'client')
      .map((grant) => [grant.audience, grant]),
  );
  return (
    <div className={classes.stack}>
      {obstacle !== undefined && (
        <Notice
          tone="cannot-verify"
          icon={<IconAlertTriangle size={18} />}
          actions={
            <Anchor
              renderRoot={(props) => (
                <Link to={paths.applicationTab} params={{ clientId: client.client_id, tab: 'settings' }} {...props} />
              )}
            >
              Settings
            </Anchor>
          }
        >
          It can get no token by client credentials. {obstacle}
        </Notice>
      )}
      {obstacle === undefined && own.size === 0 && (
        <Notice tone="cannot-verify" icon={<IconAlertTriangle size={18} />}>
          It can get no token yet: switch on an API below, and choose its permissions.
        </Notice>
      )}
      <Panel title="APIs">
        <QueryView query={resourceServers} what="the APIs" rows={3}>
          {(all) => {
            const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
            const found = all
              .filter(({ name = '', identifier }) => {
                const text = `${name} ${identifier}`.toLowerCase();
                return words.every((word) => text.includes(word));
              })
              .toSorted((one, other) => Number(own.has(other.identifier)) - Number(own.has(one.identifier)));
            return (
              <>
                {all.length > 5 && (
                  <div className={classes.row}>
                    <TextInput
                      data-list-filter
                      size="xs"
                      aria-label="Filter the APIs"
                      placeholder="Filter APIs"
                      value={filter}
                      onChange={(event) => setFilter(event.currentTarget.value)}
                    />
                    <span role="status" className={classes.note}>
                      {own.size} of {all.length.toLocaleString('en')} authorised
                      {found.length > shownAtMost && `, the first ${shownAtMost} shown`}
                    </span>
                  </div>
                )}
                <ul className={classes.grants}>
                  {found.slice(0, shownAtMost).map((resourceServer) => (
                    <ApiGrantRow
                      key={resourceServer.id}
                      client={client}
                      resourceServer={resourceServer}
                      grant={own.get(resourceServer.identifier)}
                      canAsk={obstacle === undefined && client.client_authentication_methods === undefined}
                      onDebug={onDebug}
                    />
                  ))}
                </ul>
                {found.length === 0 && <p className={classes.note}>No API matches “{filter}”.</p>}
              </>
            );
          }}
        </QueryView>
      </Panel>
    </div>
  );
}
