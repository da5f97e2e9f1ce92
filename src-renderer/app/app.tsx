import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import type { Preferences } from '#contract/methods/host.ts';
import { BridgeProvider } from '../bridge/bridge-context.tsx';
import type { Bridge } from '../bridge/connect.ts';
import { colorSchemeManager, toColorScheme } from './color-scheme.tsx';
import { DebuggerTextProvider } from './debugger-text.tsx';
import { ErrorBoundary } from './error-screen.tsx';
import { NoticesProvider } from './notices/notices.tsx';
import { createAppRouter } from './router.tsx';
import { readStyleNonce } from './style-nonce.ts';
import { cssVariables, theme as mantineTheme } from './theme.ts';

interface AppProps {
  bridge: Bridge;
  queryClient: QueryClient;
  /** For the first paint; later ones follow the preferences. */
  theme: Preferences['theme'];
}

export function App({ bridge, queryClient, theme }: AppProps) {
  const [router] = useState(createAppRouter);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme={toColorScheme(theme)}
      getStyleNonce={() => readStyleNonce() ?? ''}
    >
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <BridgeProvider bridge={bridge}>
            <NoticesProvider>
              <DebuggerTextProvider>
                <RouterProvider router={router} />
              </DebuggerTextProvider>
            </NoticesProvider>
          </BridgeProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
