/** The methods of the contract at work on a tenant in memory with the sample content. */
import { createDispatch, type Dispatch } from '../../src-main/console/dispatch.ts';
import { createHandlers } from '../../src-main/console/handlers.ts';
import { createBrowserHost } from '../../src-main/headless/browser-host.ts';
import { openTenantRuntime, type TenantRuntime } from '../../src-main/runtime/tenant-runtime.ts';

export interface RunningConsole {
  runtime: TenantRuntime;
  handlers: object;
  dispatch: Dispatch;
  /** What the dispatch reported as a fault of Tokenbench. */
  faults: unknown[];
}

/** Its runtime is to be closed. */
export async function runConsole(): Promise<RunningConsole> {
  const runtime = await openTenantRuntime({ port: 0, httpsPort: 'off', sample: true });
  await runtime.start();
  const handlers = createHandlers({ runtime, host: createBrowserHost(undefined) });
  const faults: unknown[] = [];
  return { runtime, handlers, dispatch: createDispatch(handlers, (error) => faults.push(error)), faults };
}
