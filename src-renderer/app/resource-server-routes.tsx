/** The addresses of the APIs: the list with its filter, order and dialog; an API with its tabs. */
import { createRoute } from '@tanstack/react-router';
import { type ResourceServerSearch, resourceServerColumns } from '#contract/methods/resource-server-screens.ts';
import { paths } from '../bridge/paths.ts';
import { ResourceServerScreen } from '../features/resource-servers/detail/detail-screen.tsx';
import type { DetailSearch } from '../features/resource-servers/detail/tabs.ts';
import { ResourceServerListScreen } from '../features/resource-servers/list/list-screen.tsx';
import { readSort, writeSort } from './address-sort.ts';
import type { RootRoute } from './root-route.ts';
import { useDebugToken } from './use-debug-token.ts';

interface ListSearch {
  filter?: string;
  /** A column, with `-` before it for descending. */
  sort?: string;
}

type Sort = ResourceServerSearch['sort'];

function toListSearch({ filter, sort }: { filter: string; sort: Sort }): ListSearch {
  return { ...(filter === '' ? {} : { filter }), ...writeSort(sort) };
}

function readListSearch(search: Record<string, unknown>): ListSearch {
  const filter = typeof search.filter === 'string' ? search.filter : '';
  return toListSearch({ filter, sort: readSort(search.sort, resourceServerColumns) });
}

function readDetailSearch(search: Record<string, unknown>): DetailSearch {
  const { application, view, access, dialog, filter } = search;
  const knownDialog = (['delete', 'paste'] as const).find((one) => one === dialog);
  return {
    ...(typeof application === 'string' && application !== '' ? { application } : {}),
    ...(view === 'matrix' ? { view } : {}),
    ...(access === 'user' ? { access } : {}),
    ...(knownDialog === undefined ? {} : { dialog: knownDialog }),
    ...(typeof filter === 'string' && filter !== '' ? { filter } : {}),
  };
}

export function createResourceServerRoutes(root: RootRoute) {
  const listRoute = createRoute({
    getParentRoute: () => root,
    path: paths.apis,
    validateSearch: readListSearch,
    component: function ResourceServerList() {
      return <List {...listRoute.useSearch()} isCreating={false} />;
    },
  });

  const newRoute = createRoute({
    getParentRoute: () => root,
    path: paths.newApi,
    validateSearch: readListSearch,
    component: function NewResourceServer() {
      return <List {...newRoute.useSearch()} isCreating />;
    },
  });

  function List({ isCreating, ...search }: ListSearch & { isCreating: boolean }) {
    const navigate = listRoute.useNavigate();
    return (
      <ResourceServerListScreen
        filter={search.filter ?? ''}
        sort={readSort(search.sort, resourceServerColumns)}
        onSearch={(next) =>
          navigate({ to: isCreating ? paths.newApi : paths.apis, search: toListSearch(next), replace: true })
        }
        isCreating={isCreating}
        onCreate={() => navigate({ to: paths.newApi, search })}
        onClose={() => navigate({ to: paths.apis, search })}
        onCreated={(id) => navigate({ to: paths.apiTab, params: { id, tab: 'quickstart' }, replace: true })}
      />
    );
  }

  const detailRoute = createRoute({
    getParentRoute: () => root,
    path: paths.api,
    validateSearch: readDetailSearch,
    component: function ResourceServerDetail() {
      const { id } = detailRoute.useParams();
      return <Detail id={id} tab={undefined} search={detailRoute.useSearch()} />;
    },
  });

  const tabRoute = createRoute({
    getParentRoute: () => root,
    path: paths.apiTab,
    validateSearch: readDetailSearch,
    component: function ResourceServerTab() {
      const { id, tab } = tabRoute.useParams();
      return <Detail id={id} tab={tab} search={tabRoute.useSearch()} />;
    },
  });

  function Detail({ id, tab, search }: { id: string; tab: string | undefined; search: DetailSearch }) {
    const navigate = listRoute.useNavigate();
    return (
      <ResourceServerScreen
        key={id}
        id={id}
        tab={tab}
        search={search}
        onSearch={(next) => {
          const to = { search: next, replace: next.dialog === search.dialog };
          void (tab === undefined
            ? navigate({ to: paths.api, params: { id }, ...to })
            : navigate({ to: paths.apiTab, params: { id, tab }, ...to }));
        }}
        onRemoved={() => navigate({ to: paths.apis, replace: true })}
        onDebug={useDebugToken()}
      />
    );
  }

  return [listRoute, newRoute, detailRoute, tabRoute] as const;
}
