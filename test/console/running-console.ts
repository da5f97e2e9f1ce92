/** The methods of the contract at work on a tenant of its own. */
import type { ConsoleHost } from '../../src-main/console/console-host.ts';
import { createDispatch, type Dispatch } from '../../src-main/console/dispatch.ts';
import { createHandlers } from '../../src-main/console/handlers.ts';
import { createBrowserHost } from '../../src-main/headless/browser-host.ts';
import { openTenantRuntime, type RuntimeOptions, type TenantRuntime } from '../../src-main/runtime/tenant-runtime.ts';

export interface RunningConsole {
  runtime: TenantRuntime;
  host: ConsoleHost;
  handlers: object;
  dispatch: Dispatch;
  /** What the dispatch reported as a fault of Tokenbench. */
  faults: unknown[];
}

/** In memory, with the sample content. Its runtime is to be closed. */
export function runConsole(): Promise<RunningConsole> {
  return openConsole({ port: 0, httpsPort: 'off', sample: true });
}

/** Its runtime is to be closed. */
export async function openConsole(options: RuntimeOptions): Promise<RunningConsole> {
  const runtime = await openTenantRuntime(options);
  await runtime.start();
  const host = createBrowserHost(undefined);
  const handlers = createHandlers({ runtime, host });
  const faults: unknown[] = [];
  return { runtime, host, handlers, dispatch: createDispatch(handlers, (error) => faults.push(error)), faults };
}
