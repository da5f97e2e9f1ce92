/** One application: its tabs, each with its address. */
import { Anchor, Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { type ClientView, useClientView } from '../../bridge/queries/clients.ts';
import { Deferred } from '../../components/deferred.tsx';
import { TrafficLink } from '../../components/entity-links.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TabLinks, tabLinkClass } from '../../components/tab-links.tsx';
import { ApisTab } from './apis/apis-tab.tsx';
import { applicationTypeName } from './application-types.ts';
import classes from './clients.module.css';
import { CredentialsTab } from './credentials/credentials-tab.tsx';
import { type ClientDialog, type ClientTab, clientTabs } from './dialogs.ts';
import { QuickstartTab } from './quickstart/quickstart-tab.tsx';
import { clientDrafts } from './settings/client-form.ts';
import { SettingsTab } from './settings/settings-tab.tsx';

interface ClientScreenProps {
  clientId: string;
  tab: ClientTab;
  dialog: ClientDialog | undefined;
  onDialog(dialog: ClientDialog | undefined): void;
  onDeleted(): void;
  onDebug(token: string): void;
}

const tabNames: Record<ClientTab, string> = {
  settings: 'Settings',
  credentials: 'Credentials',
  apis: 'APIs',
  quickstart: 'Quickstart',
};

export function ClientScreen({ clientId, tab, dialog, onDialog, onDeleted, onDebug }: ClientScreenProps) {
  const client = useClientView(clientId);
  const hasDraft = clientDrafts.useKeys().has(clientId);
  return (
    <>
      <PageHeader
        title={client.data?.name ?? 'Application'}
        purpose={client.data?.description ?? 'Credentials and API access of this application.'}
        badge={client.data && <Badge>{applicationTypeName(client.data.app_type)}</Badge>}
        actions={client.data && <TrafficLink field="app" id={clientId} />}
      />
      {(client.data !== undefined || client.isPending) && (
        <TabLinks label="Application">
          {clientTabs.map((one) => (
            <Link key={one} to={paths.applicationTab} params={{ clientId, tab: one }} className={tabLinkClass}>
              {tabNames[one]}
              {one === 'settings' && hasDraft && <span title="Unsaved changes"> ●</span>}
            </Link>
          ))}
        </TabLinks>
      )}
      <QueryView query={client} what="the application" rows={6}>
        {(found) => (
          <Deferred key={tab}>
            <TabContent
              client={found}
              tab={tab}
              dialog={dialog}
              onDialog={onDialog}
              onDeleted={onDeleted}
              onDebug={onDebug}
            />
          </Deferred>
        )}
      </QueryView>
      {client.isError && client.data === undefined && (
        <p className={classes.note}>
          It may have been deleted.{' '}
          <Anchor renderRoot={(props) => <Link to={paths.applications} {...props} />}>All applications</Anchor>
        </p>
      )}
    </>
  );
}

function TabContent({
  client,
  tab,
  dialog,
  onDialog,
  onDeleted,
  onDebug,
}: Omit<ClientScreenProps, 'clientId'> & { client: ClientView }) {
  switch (tab) {
    case 'settings':
      return <SettingsTab client={client} dialog={dialog} onDialog={onDialog} onDeleted={onDeleted} />;
    case 'credentials':
      return <CredentialsTab client={client} dialog={dialog} onDialog={onDialog} />;
    case 'apis':
      return <ApisTab client={client} onDebug={onDebug} />;
    case 'quickstart':
      return <QuickstartTab client={client} />;
  }
}
