/** The runs of a tenant: one at a time, going on while nobody looks, ended when whoever asked for it is gone. */
import { type CheckProgress, runCheck } from '../../api-check/run-check.ts';
import { type CheckInput, type CheckReport, checkInputSchema } from '../../contract/entities/api-check.ts';
import type { CheckProgressView } from '../../contract/methods/api-check.ts';
import { createMemoryState } from '../../store/memory-state.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { type CheckHistory, openCheckHistory } from './check-history.ts';
import { issuersOf } from './check-issuers.ts';

export interface StartOptions {
  /** The run ends by itself where nobody has read it for so many milliseconds: a command that was killed asks no more. */
  lease?: number;
}

export interface CheckRuns {
  /** Resolves to its id, once the control is under way. @throws {TenantError} `invalid_body`, `operation_not_supported` */
  start(input: unknown, options?: StartOptions): Promise<string>;
  /** A run from its start to its end. @throws {TenantError} as `start` does */
  run(input: unknown): Promise<CheckReport>;
  /** @throws {TenantError} `invalid_uri` */
  read(id: string, after: number): CheckProgressView;
  /** Does nothing where it has ended. */
  stop(id: string): void;
  readonly running: string | undefined;
  history: CheckHistory;
  /** Resolves when no run is under way any more. */
  close(): Promise<void>;
}

interface Run {
  id: string;
  abort: AbortController;
  progress: CheckProgress;
  lastRead: number;
  ended: Promise<void>;
  /** When what is waited for is over, by `performance.now()`. */
  waitingUntil?: number | undefined;
  report?: CheckReport;
  problem?: string;
}

const idLength = 12;

export function createCheckRuns(tenant: Tenant): CheckRuns {
  const history = openCheckHistory(tenant.state ?? createMemoryState());
  let current: Run | undefined;

  const isRunning = (run: Run | undefined): run is Run =>
    run !== undefined && run.report === undefined && run.problem === undefined;

  const begin = (input: CheckInput, { lease }: StartOptions): Promise<Run> =>
    new Promise((resolve, reject) => {
      const abort = new AbortController();
      let isReady = false;
      const run: Run = {
        id: `chk_${tenant.random.alphanumeric(idLength)}`,
        abort,
        progress: { total: 0, results: [] },
        lastRead: performance.now(),
        ended: Promise.resolve(),
      };
      const watch =
        lease === undefined
          ? undefined
          : setInterval(() => {
              if (performance.now() - run.lastRead > lease) abort.abort();
            }, 1_000);
      run.ended = runCheck(input, {
        tenant,
        issuers: issuersOf(tenant),
        id: run.id,
        signal: abort.signal,
        tell(progress) {
          run.progress = progress;
          run.waitingUntil =
            progress.waiting === undefined ? undefined : performance.now() + progress.waiting.milliseconds;
          if (!isReady) resolve(run);
          isReady = true;
        },
      })
        .then(
          (report) => {
            run.report = report;
            // A case that is run once more is no run to look back at.
            if (input.only === undefined) history.keep(report);
          },
          (error: unknown) => {
            run.problem = error instanceof Error ? error.message : String(error);
            if (!isReady) reject(error);
          },
        )
        .finally(() => clearInterval(watch));
      current = run;
    });

  const start = (input: unknown, options: StartOptions): Promise<Run> => {
    const checked = checkInput(checkInputSchema, input);
    if (isRunning(current)) {
      throw new TenantError('operation_not_supported', 'A check is already running. Stop it or wait for it to finish.');
    }
    return begin(checked, options);
  };

  return {
    history,
    get running() {
      return isRunning(current) ? current.id : undefined;
    },
    start: async (input, options = {}) => (await start(input, options)).id,
    async run(input) {
      const run = await start(input, {});
      await run.ended;
      if (run.report === undefined) throw new Error(run.problem ?? 'The check ended without a report.');
      return run.report;
    },
    read(id, after) {
      if (current?.id !== id) throw new TenantError('invalid_uri', 'This run has ended.', { field: 'id' });
      current.lastRead = performance.now();
      return view(current, after);
    },
    stop(id) {
      if (current?.id === id) current.abort.abort();
    },
    async close() {
      current?.abort.abort();
      await current?.ended;
    },
  };
}

function view({ id, progress, report, problem, waitingUntil }: Run, after: number): CheckProgressView {
  const { total, results } = progress;
  return {
    id,
    state: report !== undefined ? 'done' : problem !== undefined ? 'failed' : 'running',
    total,
    ended: results.length,
    results: results.slice(after),
    ...(waitingUntil === undefined || progress.waiting === undefined
      ? {}
      : {
          waiting: {
            what: progress.waiting.what,
            milliseconds: Math.max(0, Math.round(waitingUntil - performance.now())),
          },
        }),
    ...(report === undefined ? {} : { report }),
    ...(problem === undefined ? {} : { problem }),
  };
}
