/** The addresses of the applications: the list and its create dialog, and the tabs and dialogs of each one. */
import { createRoute, redirect, useNavigate } from '@tanstack/react-router';
import { paths } from '../bridge/paths.ts';
import { ClientScreen } from '../features/clients/detail-screen.tsx';
import { type ClientDialog, clientDialogs, clientTabs } from '../features/clients/dialogs.ts';
import { clientColumnNames } from '../features/clients/list/client-columns.tsx';
import type { ClientSearch } from '../features/clients/list/client-table.tsx';
import { ClientListScreen } from '../features/clients/list/list-screen.tsx';
import { readSort, writeSort } from './address-sort.ts';
import type { RootRoute } from './root-route.ts';
import { useDebugToken } from './use-debug-token.ts';

interface ListSearch {
  filter?: string;
  /** A column, with `-` before it for descending. */
  sort?: string;
  /** Identifier of an API to authorize a new application for. */
  api?: string;
}

/** The filter and the order of the list are in its address. */
const listSearch = ({ filter, sort, api }: Record<string, unknown>): ListSearch => ({
  ...(typeof filter === 'string' && filter !== '' ? { filter } : {}),
  ...writeSort(readSort(sort, clientColumnNames)),
  ...(typeof api === 'string' && api !== '' ? { api } : {}),
});

const dialogSearch = ({ dialog }: Record<string, unknown>): { dialog?: ClientDialog } => {
  const known = clientDialogs.find((one) => one === dialog);
  return known === undefined ? {} : { dialog: known };
};

export function createClientRoutes(rootRoute: RootRoute) {
  const listRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: paths.applications,
    validateSearch: listSearch,
    component: () => <ClientList search={listRoute.useSearch()} isCreating={false} />,
  });
  const newRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: paths.newApplication,
    validateSearch: listSearch,
    component: () => <ClientList search={newRoute.useSearch()} isCreating />,
  });
  const detailRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: paths.application,
    beforeLoad: ({ params: { clientId } }) => {
      throw redirect({ to: paths.applicationTab, params: { clientId, tab: 'settings' }, replace: true });
    },
  });
  const tabRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: paths.applicationTab,
    validateSearch: dialogSearch,
    component: function ClientDetail() {
      const { clientId, tab } = tabRoute.useParams();
      const { dialog } = tabRoute.useSearch();
      const navigate = tabRoute.useNavigate();
      const debugToken = useDebugToken();
      return (
        <ClientScreen
          key={clientId}
          clientId={clientId}
          tab={clientTabs.find((one) => one === tab) ?? 'settings'}
          dialog={dialog}
          onDialog={(next) => void navigate({ search: next === undefined ? {} : { dialog: next } })}
          onDeleted={() => void navigate({ to: paths.applications, search: {} })}
          onDebug={debugToken}
        />
      );
    },
  });
  return [listRoute, newRoute, detailRoute, tabRoute] as const;
}

function ClientList({ search, isCreating }: { search: ListSearch; isCreating: boolean }) {
  const navigate = useNavigate();
  const debugToken = useDebugToken();
  const to = isCreating ? paths.newApplication : paths.applications;
  const { filter = '', api } = search;
  const onSearch = (next: ClientSearch) =>
    void navigate({ to, search: listSearch({ filter: next.filter, api, ...writeSort(next.sort) }), replace: true });
  const withoutApi = listSearch({ filter, sort: search.sort });
  return (
    <ClientListScreen
      filter={filter}
      sort={readSort(search.sort, clientColumnNames)}
      onSearch={onSearch}
      isCreating={isCreating}
      api={api}
      onCreate={() => void navigate({ to: paths.newApplication, search: withoutApi })}
      onCloseCreate={() => void navigate({ to: paths.applications, search: withoutApi })}
      onOpen={(clientId) => void navigate({ to: paths.applicationTab, params: { clientId, tab: 'settings' } })}
      onDebug={debugToken}
    />
  );
}
