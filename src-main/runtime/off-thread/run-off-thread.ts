/** Does one job in a thread of its own, over a copy of the tenant: meanwhile the tenant answers as ever. */
import { Worker } from 'node:worker_threads';
import type { Tenant } from '../../tenant/create-tenant.ts';
import type { EntityChange } from '../../tenant/stored-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import type { TrackProgress } from '../../tenant/transfer/prepare-import.ts';
import type { JobInput, JobName, JobOutput } from './job-contract.ts';
import { type CopyPlace, type FromThread, piecesOf, type ToThread } from './messages.ts';

export interface OffThreadOptions {
  /** Calls it off: it is refused then. */
  signal?: AbortSignal | undefined;
  onProgress?: TrackProgress | undefined;
  /** Is given the changes that the job hands over, piece by piece. */
  onChanges?: ((changes: readonly EntityChange[]) => void) | undefined;
}

/** In MiB: what grows beyond ends its own thread, and nothing else. */
const mostMemory = 2_048;

/** @throws {TenantError} as the job does, or where it was called off or needs too much memory */
export async function runOffThread<Name extends JobName>(
  name: Name,
  input: JobInput<Name>,
  tenant: Tenant,
  { signal, onProgress = () => undefined, onChanges = () => undefined }: OffThreadOptions = {},
): Promise<JobOutput<Name>> {
  const place: CopyPlace = {
    fixedIssuer: tenant.origins.fixedIssuer,
    origins: tenant.origins.all,
    now: tenant.clock(),
  };
  // As of now: entities are replaced when they change, never altered.
  const snapshot = tenant.transfer.snapshot();
  const worker = new Worker(threadAddress(), {
    workerData: place,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    // Nothing of it goes to this process's own output.
    stdout: true,
    stderr: true,
  });
  const tell = (message: ToThread) => worker.postMessage(message);
  try {
    return await new Promise<JobOutput<Name>>((resolve, reject) => {
      const callOff = () => reject(new TenantError('operation_not_supported', 'It was called off.'));
      if (signal?.aborted) callOff();
      signal?.addEventListener('abort', callOff, { once: true });
      worker.on('error', (cause) => reject(describeEnd(cause)));
      worker.on('exit', () => reject(new Error('The thread ended before its job did.')));
      worker.on('message', (message: FromThread<JobOutput<Name>>) => {
        switch (message.kind) {
          case 'progress':
            onProgress(message.done, message.total);
            return;
          case 'changes':
            onChanges(message.changes);
            tell({ kind: 'next' });
            return;
          case 'done':
            resolve(message.value);
            return;
          case 'refused': {
            const { code, message: text, words, field } = message;
            reject(new TenantError(code, text, { words, ...(field === undefined ? {} : { field }) }));
          }
        }
      });
      handOver(snapshot, tell).then(() => tell({ kind: 'run', name, input }), reject);
    });
  } finally {
    await worker.terminate();
  }
}

/** A turn of the event loop for each piece. */
async function handOver(snapshot: readonly EntityChange[], tell: (message: ToThread) => void): Promise<void> {
  for (const changes of piecesOf(snapshot)) {
    tell({ kind: 'entities', changes });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function describeEnd(cause: Error): Error {
  if (!('code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY')) return cause;
  return new TenantError('invalid_body', `It needs more memory than it may have: ${mostMemory} MiB.`);
}

/** Beside this file in the sources; at the root of what is built, whose parts stand in a folder. */
function threadAddress(): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('./tenant-thread.ts', import.meta.url);
  const root = import.meta.url.includes('/chunks/') ? '../' : './';
  return new URL(`${root}tenant-thread.js`, import.meta.url);
}
