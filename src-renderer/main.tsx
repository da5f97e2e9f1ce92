/** Where the screens begin: connect to the host, read what the first paint depends on, draw. */
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createQueryClient } from './app/query-client.ts';
import { adoptStyleNonce } from './app/style-nonce.ts';
import { connect } from './bridge/connect.ts';
import { defaultPreferences } from './bridge/queries/preferences.ts';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element with the id "root".');
  adoptStyleNonce();
  const bridge = await connect(window);
  const queryClient = createQueryClient();
  // The theme is known before the first paint: no flash of the other one.
  const preferences = await bridge.client.call('preferences.get', {}).catch(() => undefined);
  if (preferences) queryClient.setQueryData(['preferences.get', {}], preferences);
  createRoot(root).render(
    <App bridge={bridge} queryClient={queryClient} theme={(preferences ?? defaultPreferences).theme} />,
  );
}

void start();
