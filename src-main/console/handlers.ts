/** A handler for every method of the contract: one call into the tenant, or into the host, each. */

import { fetchKeys } from '../platform/debugger/fetch-keys.ts';
import { createNodeKeyPlatform } from '../platform/debugger/node-key-platform.ts';
import { requestToken } from '../runtime/request-token.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { inspectToken } from '../tenant/tokens/inspect-token.ts';
import { apiCheckHandlers } from './api-check-handlers.ts';
import { clientCredentialHandlers } from './client-credential-handlers.ts';
import { clientScreenHandlers } from './client-screen-handlers.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleHost, FileDialogs } from './console-host.ts';
import { type DebuggerHost, debuggerHandlers } from './debugger-handlers.ts';
import type { Handlers } from './dispatch.ts';
import { entityHandlers } from './entity-handlers.ts';
import { faultHandlers } from './fault-handlers.ts';
import { gettingStarted } from './getting-started.ts';
import { networkHandlers, startTenant } from './network-handlers.ts';
import { resourceServerScreenHandlers } from './resource-server-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { signingKeyHandlers } from './signing-key-handlers.ts';
import { trafficHandlers } from './traffic-handlers.ts';
import { transferHandlers } from './transfer-handlers.ts';

export interface ConsoleParts {
  runtime: TenantRuntime;
  host: ConsoleHost;
}

const debuggerHost: DebuggerHost = { platform: createNodeKeyPlatform(), fetchKeys };

export function createHandlers({ runtime, host }: ConsoleParts): Handlers {
  const { tenant } = runtime;
  const readGettingStarted = gettingStarted(runtime);
  return {
    'tenant.status': () => runtime.status(),
    'tenant.start': (wish) => startTenant(wish, runtime),
    'tenant.stop': () => runtime.stop(),
    'host.info': () => host.info(),
    'host.openExternal': async ({ url }) => {
      await host.openExternal(url);
      return {};
    },
    'host.openFiles': async ({ what }) => {
      const files = await dialogsOf(host).open(what);
      return files === undefined ? {} : { files };
    },
    'host.saveFile': async ({ fileName, text }) => {
      const path = await dialogsOf(host).save(fileName, text);
      return path === undefined ? {} : { path };
    },
    'preferences.get': () => host.preferences.get(),
    'preferences.update': (change) => host.preferences.update(change),
    'gettingStarted.get': readGettingStarted,
    'tokens.request': async (wish) => {
      const { accessToken, ...shown } = await requestToken(wish, runtime);
      return accessToken === undefined ? shown : { ...shown, token: await inspectToken(accessToken, tenant) };
    },
    'tokens.inspect': ({ text }) => inspectToken(text, tenant),
    ...debuggerHandlers(runtime, debuggerHost),
    ...entityHandlers(runtime),
    ...resourceServerScreenHandlers(runtime),
    ...clientScreenHandlers(runtime),
    ...clientCredentialHandlers(tenant, debuggerHost.platform),
    ...signingKeyHandlers(runtime),
    ...settingsHandlers(runtime),
    ...networkHandlers(runtime),
    ...trafficHandlers(runtime),
    ...transferHandlers(runtime),
    ...faultHandlers(runtime),
    ...apiCheckHandlers(tenant, () => host.info().version),
  };
}

function dialogsOf({ files }: ConsoleHost): FileDialogs {
  if (files === undefined) throw new ConsoleError('not_available', 'A browser opens and saves files by itself.');
  return files;
}
