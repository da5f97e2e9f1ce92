/** The addresses of the traffic: the list with its filter, and the exchange that is open beside it. */
import { createRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { paths } from '../bridge/paths.ts';
import { TrafficScreen } from '../features/traffic/traffic-screen.tsx';
import { readTrafficSearch, type TrafficSearch } from '../features/traffic/traffic-search.ts';
import type { RootRoute } from './root-route.ts';
import { useDebugToken } from './use-debug-token.ts';

export function createTrafficRoutes(root: RootRoute) {
  const trafficRoute = createRoute({
    getParentRoute: () => root,
    path: paths.traffic,
    validateSearch: readTrafficSearch,
    component: function Traffic() {
      const { logId } = exchangeRoute.useMatch({ shouldThrow: false })?.params ?? {};
      return <Screen openId={logId} search={trafficRoute.useSearch()} />;
    },
  });
  // Below the list's: opening an exchange keeps the list as it stands.
  const exchangeRoute = createRoute({ getParentRoute: () => trafficRoute, path: '$logId' });
  return trafficRoute.addChildren([exchangeRoute]);
}

function Screen({ openId, search }: { openId: string | undefined; search: TrafficSearch }) {
  const navigate = useNavigate();
  return (
    <TrafficScreen
      openId={openId}
      search={search}
      onSearch={(next) => {
        const to = { search: readTrafficSearch({ ...next }), replace: next.dialog === search.dialog };
        void (openId === undefined
          ? navigate({ to: paths.traffic, ...to })
          : navigate({ to: paths.exchange, params: { logId: openId }, ...to }));
      }}
      onOpen={useCallback(
        (logId: string, next?: TrafficSearch) =>
          void navigate({ to: paths.exchange, params: { logId }, search: next ?? {}, resetScroll: false }),
        [navigate],
      )}
      onClose={() => void navigate({ to: paths.traffic, search: withoutExchange(search), resetScroll: false })}
      onDebug={useDebugToken()}
    />
  );
}

function withoutExchange({ filter, fold }: TrafficSearch): TrafficSearch {
  return readTrafficSearch({ filter, fold });
}
