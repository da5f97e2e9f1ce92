/** The addresses of the applications: the list and its create dialog, and the tabs and dialogs of each one. */
import { createRoute, redirect, useNavigate } from '@tanstack/react-router';
import { paths } from '../bridge/paths.ts';
import { ClientScreen } from '../features/clients/detail-screen.tsx';
import { type ClientDialog, clientDialogs, clientTabs } from '../features/clients/dialogs.ts';
import { ClientListScreen } from '../features/clients/list-screen.tsx';
import type { RootRoute } from './router.tsx';
import { useDebugToken } from './use-debug-token.ts';

interface ListSearch {
  filter?: string;
  /** Identifier of an API to authorise a new application for. */
  api?: string;
}

/** The filter of the list is in its address. */
const listSearch = ({ filter, api }: Record<string, unknown>): ListSearch => ({
  ...(typeof filter === 'string' && filter !== '' ? { filter } : {}),
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

function ClientList({ search: { filter = '', api }, isCreating }: { search: ListSearch; isCreating: boolean }) {
  const navigate = useNavigate();
  const debugToken = useDebugToken();
  const to = isCreating ? paths.newApplication : paths.applications;
  return (
    <ClientListScreen
      filter={filter}
      onFilter={(text) => void navigate({ to, search: listSearch({ filter: text, api }), replace: true })}
      isCreating={isCreating}
      api={api}
      onCreate={() => void navigate({ to: paths.newApplication, search: listSearch({ filter }) })}
      onCloseCreate={() => void navigate({ to: paths.applications, search: listSearch({ filter }) })}
      onOpen={(clientId) => void navigate({ to: paths.applicationTab, params: { clientId, tab: 'settings' } })}
      onDebug={debugToken}
    />
  );
}
