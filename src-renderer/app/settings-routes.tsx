/** The addresses of the settings and of the signing keys. */
import { createRoute, redirect } from '@tanstack/react-router';
import type { JSX } from 'react';
import { paths } from '../bridge/paths.ts';
import { AboutScreen } from '../features/settings/about-screen.tsx';
import { AdvancedScreen } from '../features/settings/advanced-screen.tsx';
import { AppearanceScreen } from '../features/settings/appearance-screen.tsx';
import { HttpsScreen } from '../features/settings/https-screen.tsx';
import { ImportExportScreen } from '../features/settings/import-export/import-export-screen.tsx';
import { NetworkScreen } from '../features/settings/network-screen.tsx';
import { StorageScreen } from '../features/settings/storage-screen.tsx';
import { TenantScreen } from '../features/settings/tenant-screen.tsx';
import type { KeyWish } from '../features/signing-keys/key-dialog.tsx';
import { SigningKeysScreen } from '../features/signing-keys/signing-keys-screen.tsx';
import type { RootRoute } from './root-route.ts';
import { useDebugToken } from './use-debug-token.ts';

interface KeySearch {
  dialog?: KeyWish['action'];
  kid?: string;
}

function keySearch({ dialog, kid }: Record<string, unknown>): KeySearch {
  const action = (['rotate', 'rotate-and-revoke', 'revoke'] as const).find((one) => one === dialog);
  return {
    ...(action === undefined ? {} : { dialog: action }),
    ...(action === 'revoke' && typeof kid === 'string' ? { kid } : {}),
  };
}

function toWish({ dialog, kid }: KeySearch): KeyWish | undefined {
  if (dialog === undefined) return undefined;
  if (dialog !== 'revoke') return { action: dialog };
  return kid === undefined ? undefined : { action: 'revoke', kid };
}

export function createSettingsRoutes(rootRoute: RootRoute) {
  const settingsRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: paths.settings,
    beforeLoad: ({ location }) => {
      if (location.pathname === paths.settings) throw redirect({ to: paths.tenantSettings, replace: true });
    },
  });
  const storageRoute = createRoute({
    getParentRoute: () => settingsRoute,
    path: 'storage',
    validateSearch: ({ dialog }: Record<string, unknown>): { dialog?: 'reset' } =>
      dialog === 'reset' ? { dialog } : {},
    component: function Storage() {
      const navigate = storageRoute.useNavigate();
      return (
        <StorageScreen
          isResetting={storageRoute.useSearch().dialog === 'reset'}
          onReset={() => void navigate({ search: { dialog: 'reset' } })}
          onClose={() => void navigate({ search: {} })}
        />
      );
    },
  });
  const httpsRoute = createRoute({
    getParentRoute: () => settingsRoute,
    path: 'https',
    validateSearch: ({ dialog }: Record<string, unknown>): { dialog?: 'renew' } =>
      dialog === 'renew' ? { dialog } : {},
    component: function Https() {
      const navigate = httpsRoute.useNavigate();
      return (
        <HttpsScreen
          isRenewing={httpsRoute.useSearch().dialog === 'renew'}
          onRenew={() => void navigate({ search: { dialog: 'renew' } })}
          onClose={() => void navigate({ search: {} })}
        />
      );
    },
  });
  const importExportRoute = createRoute({
    getParentRoute: () => settingsRoute,
    path: 'import-export',
    validateSearch: ({ choose }: Record<string, unknown>): { choose?: 'files' } =>
      choose === 'files' ? { choose } : {},
    component: function ImportExport() {
      const navigate = importExportRoute.useNavigate();
      return (
        <ImportExportScreen
          isChoosing={importExportRoute.useSearch().choose === 'files'}
          onChosen={() => void navigate({ search: {}, replace: true })}
        />
      );
    },
  });
  const keysRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: paths.keys,
    validateSearch: keySearch,
    component: function SigningKeys() {
      const navigate = keysRoute.useNavigate();
      const debugToken = useDebugToken();
      return (
        <SigningKeysScreen
          wish={toWish(keysRoute.useSearch())}
          onWish={(wish) =>
            void navigate({
              search:
                wish === undefined
                  ? {}
                  : { dialog: wish.action, ...(wish.action === 'revoke' ? { kid: wish.kid } : {}) },
            })
          }
          onDebug={debugToken}
        />
      );
    },
  });
  const part = <Path extends string>(path: Path, component: () => JSX.Element) =>
    createRoute({ getParentRoute: () => settingsRoute, path, component });
  return [
    keysRoute,
    settingsRoute.addChildren([
      part('tenant', TenantScreen),
      part('network', NetworkScreen),
      httpsRoute,
      storageRoute,
      importExportRoute,
      part('advanced', AdvancedScreen),
      part('appearance', AppearanceScreen),
      part('about', AboutScreen),
    ]),
  ] as const;
}
