/** Where a check of the command runs: in the tenant that holds the folder, else in one that is started for it. */
import type { CheckInput } from '../contract/entities/api-check.ts';
import type { CheckProgressView } from '../contract/methods/api-check.ts';
import { openCheckRuns } from '../runtime/api-check/open-check-runs.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { askRunning, findHolder, hasStoredTenant } from './ask-tenant.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { report } from './terminal.ts';

export interface CheckDriver {
  /** @returns the id of the run. @throws {CommandFailure} */
  start(): Promise<string>;
  read(id: string, after: number): Promise<CheckProgressView>;
  stop(id: string): Promise<unknown>;
  close(): Promise<void>;
}

/** @param port of a tenant that is started for it */
export async function openCheckDriver(folder: string, input: CheckInput, port?: number): Promise<CheckDriver> {
  return (await findHolder(folder)) === undefined ? startOwn(folder, input, port) : askHolder(folder, input);
}

function askHolder(folder: string, input: CheckInput): CheckDriver {
  return {
    async start() {
      const answer = await askRunning(folder, 'start-check', { input });
      if ('id' in answer) return answer.id;
      throw new CommandFailure(exitCodes.wrongUsage, answer.problem.message);
    },
    read: (id, after) => askRunning(folder, 'read-check', { id, after }),
    stop: (id) => askRunning(folder, 'stop-check', { id }),
    close: async () => undefined,
  };
}

async function startOwn(folder: string, input: CheckInput, port: number | undefined): Promise<CheckDriver> {
  const { startHeadless } = await import('./start-headless.ts');
  const isStored = hasStoredTenant(folder);
  const running = await startHeadless({
    port,
    ...(isStored ? { data: folder } : { httpsPort: 'off' }),
    sample: false,
    report,
  });
  const { tenant, issuer, jwksUri } = running;
  try {
    if (!isStored) makeApi(tenant, input);
    report(
      `no tenant is running, so one was started at ${issuer} for this check. Configure the API with that issuer, the audience ${input.audience}, and the JWKS at ${jwksUri}.`,
    );
    const runs = await openCheckRuns(tenant);
    return {
      async start() {
        try {
          return await runs.start(input);
        } catch (error) {
          throw new CommandFailure(exitCodes.wrongUsage, error instanceof Error ? error.message : String(error));
        }
      },
      read: async (id, after) => runs.read(id, after),
      stop: async (id) => runs.stop(id),
      close: () => running.close(),
    };
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** In a tenant of memory there is nothing yet. */
function makeApi({ resourceServers }: Tenant, { audience, scope = '' }: CheckInput): void {
  resourceServers.create({
    name: 'API under check',
    identifier: audience,
    scopes: [...new Set(scope.split(/\s+/).filter((one) => one !== ''))].map((value) => ({ value })),
  });
}
