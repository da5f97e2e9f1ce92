import { Anchor, Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { paths } from '../../../bridge/paths.ts';
import { useResourceServer } from '../../../bridge/queries/resource-servers.ts';
import { Deferred } from '../../../components/deferred.tsx';
import { TrafficLink } from '../../../components/entity-links.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { TabLinks, tabLinkClass } from '../../../components/tab-links.tsx';
import { ApiExplorer } from '../explorer/api-explorer.tsx';
import { MachineToMachine } from '../machine-to-machine/machine-to-machine.tsx';
import { Permissions } from '../permissions/permissions.tsx';
import { Quickstart } from '../quickstart/quickstart.tsx';
import { resourceServerDrafts } from '../settings/draft.ts';
import { ResourceServerSettings } from '../settings/settings.tsx';
import { TestTab } from '../test/test-tab.tsx';
import classes from './detail.module.css';
import { type DetailSearch, type Tab, tabNames, tabsOf, toTab } from './tabs.ts';

interface ResourceServerScreenProps {
  id: string;
  tab: string | undefined;
  search: DetailSearch;
  onSearch(search: DetailSearch): void;
  onRemoved(): void;
  onDebug(token: string): void;
}

export function ResourceServerScreen(props: ResourceServerScreenProps) {
  const { id } = props;
  const resourceServer = useResourceServer(id);
  const { data } = resourceServer;
  const isGone = resourceServer.isError && data === undefined;
  return (
    <>
      <PageHeader
        title={data?.name ?? data?.identifier ?? 'API'}
        purpose={
          data?.is_system
            ? 'The tenant’s own API, for managing it. It can’t be deleted.'
            : 'Token settings, permissions, and authorized applications.'
        }
        actions={data && <TrafficLink field="api" id={data.id} />}
        badge={data?.is_system && <Badge>System</Badge>}
      />
      <QueryView query={resourceServer} what="the API" rows={6}>
        {(found) => <Tabs {...props} resourceServer={found} />}
      </QueryView>
      {isGone && (
        <p>
          It may have been deleted. <Anchor renderRoot={(rest) => <Link to={paths.apis} {...rest} />}>All APIs</Anchor>
        </p>
      )}
    </>
  );
}

function Tabs(props: ResourceServerScreenProps & { resourceServer: ResourceServer }) {
  const { id, resourceServer } = props;
  const tabs = tabsOf(resourceServer);
  const tab = toTab(props.tab, tabs);
  const hasDraft = resourceServerDrafts.useKeys().has(id);
  return (
    <>
      <TabLinks label="Parts of the API">
        {tabs.map((one) => (
          <Link
            key={one}
            to={paths.apiTab}
            params={{ id, tab: one }}
            className={tabLinkClass}
            aria-current={one === tab ? 'page' : undefined}
          >
            {tabNames[one]}
            {one === 'settings' && hasDraft && <span className={classes.draft}> · edited</span>}
          </Link>
        ))}
      </TabLinks>
      {tab === undefined ? (
        <p>
          This API has no part “{props.tab}”.{' '}
          <Anchor renderRoot={(rest) => <Link to={paths.api} params={{ id }} {...rest} />}>To its first part</Anchor>
        </p>
      ) : (
        <Deferred key={tab}>
          <TabContent {...props} tab={tab} />
        </Deferred>
      )}
    </>
  );
}

function TabContent(props: Omit<ResourceServerScreenProps, 'tab'> & { resourceServer: ResourceServer; tab: Tab }) {
  const { tab, resourceServer, search, onSearch, onRemoved, onDebug } = props;
  switch (tab) {
    case 'explorer':
      return <ApiExplorer resourceServer={resourceServer} search={search} onSearch={onSearch} />;
    case 'quickstart':
      return <Quickstart resourceServer={resourceServer} />;
    case 'settings':
      return (
        <ResourceServerSettings
          resourceServer={resourceServer}
          dialog={search.dialog}
          onDialog={(dialog) => onSearch({ dialog })}
          onRemoved={onRemoved}
        />
      );
    case 'permissions':
      return (
        <Permissions
          resourceServer={resourceServer}
          isPasting={search.dialog === 'paste'}
          onPasting={(isPasting) => onSearch(isPasting ? { dialog: 'paste' } : {})}
        />
      );
    case 'machine-to-machine':
      return <MachineToMachine resourceServer={resourceServer} search={search} onSearch={onSearch} />;
    case 'test':
      return (
        <TestTab
          resourceServer={resourceServer}
          application={search.application}
          onApplication={(application) => onSearch({ application })}
          onDebug={onDebug}
        />
      );
  }
}
