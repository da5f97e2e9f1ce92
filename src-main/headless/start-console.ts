/** The tenant and its screens in a browser. A taken port does not end it: the screens say so, and offer another. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDispatch } from '../console/dispatch.ts';
import { listenToEvents } from '../console/events.ts';
import { createHandlers } from '../console/handlers.ts';
import { answerControlRequest } from '../runtime/answer-control-request.ts';
import { createClosing } from '../runtime/closing.ts';
import { openTenantRuntime, type RuntimeOptions, type TenantRuntime } from '../runtime/tenant-runtime.ts';
import { createBrowserHost } from './browser-host.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { openConsole } from './console-http.ts';

export interface ConsoleStartOptions extends RuntimeOptions {
  /** 0 takes any free one. */
  consolePort: number;
  report(message: string): void;
}

export interface RunningConsole {
  /** To open in a browser; its fragment is the key to the session. */
  address: string;
  /** For a browser that is opened: good once and for a minute. */
  launchAddress(): string;
  runtime: TenantRuntime;
  close(): Promise<void>;
}

/** @throws PortTakenError for the console's own port, FolderInUseError, StoreError, SeedError */
export async function startConsole(options: ConsoleStartOptions): Promise<RunningConsole> {
  const closing = createClosing();
  try {
    const runtime: TenantRuntime = await openTenantRuntime({
      ...options,
      answer: async (request) =>
        answerControlRequest(request, {
          tenant: runtime.tenant,
          issuer: runtime.status().issuer ?? usualIssuer,
          controlToken: runtime.controlToken,
        }),
    });
    closing.add(() => runtime.close());
    const host = createBrowserHost(options.data);
    const handlers = createHandlers({ runtime, host });
    const console = await openConsole({
      port: options.consolePort,
      renderer: findRenderer(),
      dispatch: createDispatch(handlers, (error) => options.report(`A call failed: ${describe(error)}`)),
      listen: (listener) => listenToEvents(runtime, host, listener),
    });
    closing.add(() => console.close());
    await runtime.start();
    const { address, launchAddress } = console;
    return { address, launchAddress, runtime, close: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

/** Of tokens that are asked for while the tenant's doors are closed. */
const usualIssuer = 'http://localhost:4400/';

/** Beside the built command, which may stand in a folder of chunks. */
function findRenderer(): string {
  const found = ['../renderer/', '../../renderer/', '../../out/renderer/']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((folder) => existsSync(`${folder}index.html`));
  if (found !== undefined) return found;
  throw new CommandFailure(exitCodes.failed, 'the screens are not built. Run "npm run build" in the repository.');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
