/** The routes: which address shows which screen. Screens get what the address says as properties. */
import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { paths } from '../bridge/paths.ts';
import { ClientScreen } from '../features/clients/detail-screen.tsx';
import { ClientListScreen } from '../features/clients/list-screen.tsx';
import { DebuggerScreen } from '../features/debugger/debugger-screen.tsx';
import { ResourceServerScreen } from '../features/resource-servers/detail-screen.tsx';
import { ResourceServerListScreen } from '../features/resource-servers/list-screen.tsx';
import { AboutScreen } from '../features/settings/about-screen.tsx';
import { AppearanceScreen } from '../features/settings/appearance-screen.tsx';
import { WelcomeScreen } from '../features/welcome/welcome-screen.tsx';
import { useDebuggerText } from './debugger-text.tsx';
import { ErrorScreen, toError } from './error-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { Shell } from './shell/shell.tsx';
import { useDebugToken } from './use-debug-token.ts';

/** The filter of a list is in its address. */
const listSearch = (search: Record<string, unknown>): { filter?: string } =>
  typeof search.filter === 'string' && search.filter !== '' ? { filter: search.filter } : {};

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundScreen });

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.home,
  component: function Welcome() {
    return <WelcomeScreen onDebug={useDebugToken()} />;
  },
});

const clientListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.applications,
  validateSearch: listSearch,
  component: function ClientList() {
    const { filter = '' } = clientListRoute.useSearch();
    const navigate = clientListRoute.useNavigate();
    return (
      <ClientListScreen
        filter={filter}
        onFilter={(text) => navigate({ search: listSearch({ filter: text }), replace: true })}
      />
    );
  },
});

const clientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.application,
  component: function ClientDetail() {
    const { clientId } = clientRoute.useParams();
    return <ClientScreen key={clientId} clientId={clientId} />;
  },
});

const resourceServerListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.apis,
  validateSearch: listSearch,
  component: function ResourceServerList() {
    const { filter = '' } = resourceServerListRoute.useSearch();
    const navigate = resourceServerListRoute.useNavigate();
    return (
      <ResourceServerListScreen
        filter={filter}
        onFilter={(text) => navigate({ search: listSearch({ filter: text }), replace: true })}
      />
    );
  },
});

const resourceServerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.api,
  component: function ResourceServerDetail() {
    const { id } = resourceServerRoute.useParams();
    return <ResourceServerScreen key={id} id={id} />;
  },
});

const debuggerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.debugger,
  component: function Debugger() {
    const { text, setText } = useDebuggerText();
    return <DebuggerScreen text={text} onText={setText} />;
  },
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.settings,
  beforeLoad: ({ location }) => {
    if (location.pathname === paths.settings) throw redirect({ to: paths.appearance, replace: true });
  },
});

const appearanceRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'appearance',
  component: AppearanceScreen,
});
const aboutRoute = createRoute({ getParentRoute: () => settingsRoute, path: 'about', component: AboutScreen });

const routeTree = rootRoute.addChildren([
  welcomeRoute,
  clientListRoute,
  clientRoute,
  resourceServerListRoute,
  resourceServerRoute,
  debuggerRoute,
  settingsRoute.addChildren([appearanceRoute, aboutRoute]),
]);

/** Hash history: one build serves `app://` and http without a fallback route. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    scrollRestoration: true,
    defaultErrorComponent: ({ error, reset }) => <ErrorScreen error={toError(error)} onRetry={reset} />,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
