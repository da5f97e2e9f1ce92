/** The APIs that an application may get tokens for: the client grants, as on the API's side. */
import { Anchor, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState } from 'react';
import type { GrantedApi } from '#contract/methods/client-screens.ts';
import type { ResourceServerRow } from '#contract/methods/resource-server-screens.ts';
import { paths } from '../../../bridge/paths.ts';
import { useClientGrants } from '../../../bridge/queries/client-grants.ts';
import { type ClientView, useGrantedApis } from '../../../bridge/queries/clients.ts';
import { useResourceServerPage } from '../../../bridge/queries/resource-server-screens.ts';
import { whyNoClientCredentials } from '../../../components/grants/client-credentials-use.ts';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import classes from '../clients.module.css';
import { ApiGrantRow, type ShownApi } from './api-grant-row.tsx';

/** APIs drawn at once; a filter leads to the others. */
const shownAtMost = 100;

interface ApisTabProps {
  client: ClientView;
  onDebug(token: string): void;
}

export function ApisTab({ client, onDebug }: ApisTabProps) {
  const [filter, setFilter] = useState('');
  const page = useResourceServerPage({ filter: useDeferredValue(filter), start: 0, count: shownAtMost });
  const granted = useGrantedApis(client.client_id);
  const grants = useClientGrants().data ?? [];
  const obstacle = whyNoClientCredentials(client);
  /** Authorized when the tab was opened, and on top for as long: a row that is switched stays where it is. */
  const first = useRef<readonly GrantedApi[]>(undefined);
  if (granted.data !== undefined) first.current ??= granted.data[0]?.apis ?? [];
  const grantOf = new Map(
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
          This application can’t use client credentials. {obstacle}
        </Notice>
      )}
      {obstacle === undefined && granted.data !== undefined && grantOf.size === 0 && (
        <Notice tone="cannot-verify" icon={<IconAlertTriangle size={18} />}>
          This application can’t get tokens yet. Authorize it for an API below and choose permissions.
        </Notice>
      )}
      <Panel title="APIs">
        <QueryView query={page} what="the APIs" rows={3}>
          {({ rows, found, total }) => {
            const shown = authorizedFirst(first.current ?? [], rows, filter);
            return (
              <>
                {total > 5 && (
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
                      {grantOf.size} of {total.toLocaleString('en')} authorized
                      {found > shownAtMost && `, the first ${shownAtMost} shown`}
                    </span>
                  </div>
                )}
                <ul className={classes.grants}>
                  {shown.map((api) => (
                    <ApiGrantRow
                      key={api.id}
                      client={client}
                      api={api}
                      grant={grantOf.get(api.identifier)}
                      canAsk={obstacle === undefined && client.client_authentication_methods === undefined}
                      onDebug={onDebug}
                    />
                  ))}
                </ul>
                {shown.length === 0 && <p className={classes.note}>No API matches “{filter}”.</p>}
              </>
            );
          }}
        </QueryView>
      </Panel>
    </div>
  );
}

/** Those that it has on top, also where they are not on the page. */
function authorizedFirst(own: readonly GrantedApi[], rows: readonly ResourceServerRow[], filter: string): ShownApi[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const held = own.flatMap(({ id, name, audience, permissions = 0 }) => {
    const text = `${name} ${audience}`.toLowerCase();
    return id !== undefined && words.every((word) => text.includes(word))
      ? { id, name, identifier: audience, permissions }
      : [];
  });
  const ids = new Set(held.map(({ id }) => id));
  return [...held, ...rows.filter(({ id }) => !ids.has(id))];
}
