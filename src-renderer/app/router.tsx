/** The routes: which address shows which screen. Screens get what the address says as properties. */
import { createHashHistory, createRoute, createRouter } from '@tanstack/react-router';
import { type FaultKind, isFaultKind } from '#contract/entities/fault-kinds.ts';
import { paths } from '../bridge/paths.ts';
import { ApiCheckScreen } from '../features/api-check/api-check-screen.tsx';
import { readCheckSearch } from '../features/api-check/check-search.ts';
import { compareAddress } from '../features/debugger/compare-address.ts';
import { CompareScreen } from '../features/debugger/compare-screen.tsx';
import { DebuggerScreen } from '../features/debugger/debugger-screen.tsx';
import { FaultsScreen } from '../features/faults/faults-screen.tsx';
import { WelcomeScreen } from '../features/welcome/welcome-screen.tsx';
import { createClientRoutes } from './client-routes.tsx';
import { useDebuggerText } from './debugger-text.tsx';
import { ErrorScreen, toError } from './error-screen.tsx';
import { createResourceServerRoutes } from './resource-server-routes.tsx';
import { rootRoute } from './root-route.ts';
import { createSettingsRoutes } from './settings-routes.tsx';
import { createTrafficRoutes } from './traffic-routes.tsx';
import { useDebugToken } from './use-debug-token.ts';

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.home,
  component: function Welcome() {
    return <WelcomeScreen onDebug={useDebugToken()} />;
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

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: compareAddress,
  component: function Compare() {
    const { text, setText } = useDebuggerText();
    return <CompareScreen text={text} onText={setText} />;
  },
});

const faultsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.faults,
  validateSearch: ({ kind }: Record<string, unknown>): { kind?: FaultKind } => (isFaultKind(kind) ? { kind } : {}),
  component: function Faults() {
    const navigate = faultsRoute.useNavigate();
    return (
      <FaultsScreen
        open={faultsRoute.useSearch().kind}
        onOpen={(kind) => void navigate({ search: kind === undefined ? {} : { kind }, replace: true })}
      />
    );
  },
});

const apiCheckRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.apiCheck,
  validateSearch: readCheckSearch,
  component: function ApiCheck() {
    const navigate = apiCheckRoute.useNavigate();
    return (
      <ApiCheckScreen
        search={apiCheckRoute.useSearch()}
        onRun={(run) => void navigate({ search: { run }, resetScroll: false })}
        onDebug={useDebugToken()}
      />
    );
  },
});

const routeTree = rootRoute.addChildren([
  welcomeRoute,
  ...createClientRoutes(rootRoute),
  ...createResourceServerRoutes(rootRoute),
  debuggerRoute,
  compareRoute,
  createTrafficRoutes(rootRoute),
  apiCheckRoute,
  faultsRoute,
  ...createSettingsRoutes(rootRoute),
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
