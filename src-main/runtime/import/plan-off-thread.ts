/** Plans an import in a thread of its own, over a copy of the tenant. */
import { Worker } from 'node:worker_threads';
import type { ImportInput, ImportPlan } from '../../contract/methods/transfer.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import type { EntityChange } from '../../tenant/stored-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import type { PlanningOptions } from './plan-import.ts';
import { type FromPlanner, type PlanningPlace, piecesOf, type ToPlanner } from './plan-messages.ts';

/** Of the process's memory, in MiB: a file that grows beyond ends its own thread, and nothing else. */
const mostMemory = 2_048;

/** @throws {TenantError} where the files cannot be read, or where it was called off */
export async function planOffThread(
  input: ImportInput,
  tenant: Tenant,
  { signal, onProgress = () => undefined, withChanges }: PlanningOptions & { withChanges: boolean },
): Promise<{ plan: ImportPlan; changes: readonly EntityChange[] }> {
  const place: PlanningPlace = {
    fixedIssuer: tenant.origins.fixedIssuer,
    origins: tenant.origins.all,
    now: tenant.clock(),
  };
  // As of now: entities are replaced when they change, never altered.
  const snapshot = tenant.transfer.snapshot();
  const worker = new Worker(workerAddress(), {
    workerData: place,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    // Of its own, so that what this process prints stays what it means to print.
    stdout: true,
    stderr: true,
  });
  const tell = (message: ToPlanner) => worker.postMessage(message);
  const changes: EntityChange[] = [];
  try {
    return await new Promise((resolve, reject) => {
      const callOff = () => reject(new TenantError('operation_not_supported', 'The import was called off.'));
      if (signal?.aborted) callOff();
      signal?.addEventListener('abort', callOff, { once: true });
      worker.on('error', (cause) => reject(describeEnd(cause)));
      worker.on('exit', () => reject(new Error('The thread that plans an import ended.')));
      worker.on('message', (message: FromPlanner) => {
        switch (message.kind) {
          case 'progress':
            onProgress(message.done, message.total);
            return;
          case 'changes':
            changes.push(...message.changes);
            tell({ kind: 'next' });
            return;
          case 'planned':
            resolve({ plan: message.plan, changes });
            return;
          case 'refused':
            reject(
              new TenantError(
                message.code,
                message.message,
                message.field === undefined ? {} : { field: message.field },
              ),
            );
        }
      });
      hand(snapshot, tell).then(() => tell({ kind: 'plan', input, withChanges }), reject);
    });
  } finally {
    await worker.terminate();
  }
}

async function hand(snapshot: readonly EntityChange[], tell: (message: ToPlanner) => void): Promise<void> {
  for (const changes of piecesOf(snapshot)) {
    tell({ kind: 'entities', changes });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function describeEnd(cause: Error): Error {
  if (!('code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY')) return cause;
  return new TenantError('invalid_body', 'The files need more memory to be read than an import may have.', {
    field: 'files',
  });
}

/** Beside this file in the sources; at the root of what is built, whose parts stand in a folder. */
function workerAddress(): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('./plan-worker.ts', import.meta.url);
  return new URL(import.meta.url.includes('/chunks/') ? '../plan-worker.js' : './plan-worker.js', import.meta.url);
}
