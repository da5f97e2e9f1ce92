/** The thread: a tenant of memory, filled with a copy of the one that asks, and one job. */
import { parentPort, workerData } from 'node:worker_threads';
import { createNodeKeys } from '../../platform/node-keys.ts';
import { createNodeRandom } from '../../platform/node-random.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import { createTenant, type Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import type { EntityChange } from '../../tenant/stored-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { isJobName, type JobName, jobContract } from './job-contract.ts';
import { type Job, type JobTools, jobs } from './jobs.ts';
import { type CopyPlace, type FromThread, piecesOf, type ToThread } from './messages.ts';

/** Milliseconds between two messages of how far it is. */
const progressEvery = 100;

const place: CopyPlace = workerData;
const store = createMemoryStore();
let isTaken: () => void = () => undefined;

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'entities':
      store.write(message.changes);
      return;
    case 'next':
      isTaken();
      return;
    case 'run':
      void answer(message.name, message.input);
  }
});

async function answer(name: string, input: unknown): Promise<void> {
  try {
    if (!isJobName(name)) throw new Error(`There is no job ${name}.`);
    tell({ kind: 'done', value: await run(name, input) });
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    const { code, message, words, field } = error;
    tell({ kind: 'refused', code, message, words, field });
  }
}

async function run<Name extends JobName>(name: Name, input: unknown): Promise<unknown> {
  const job: Job<Name> = jobs[name];
  return job(checkInput(jobContract[name].input, input), { tenant: await openCopy(), onProgress: atTimes(), hand });
}

async function openCopy(): Promise<Tenant> {
  const { fixedIssuer, origins, now } = place;
  const ports = { clock: () => now, random: createNodeRandom(), keys: createNodeKeys(), store };
  const tenant = await createTenant(ports, { fixedIssuer });
  tenant.origins.open(origins);
  return tenant;
}

function atTimes(): JobTools['onProgress'] {
  let last = performance.now();
  return (done, total) => {
    if (performance.now() - last < progressEvery) return;
    last = performance.now();
    tell({ kind: 'progress', done, total });
  };
}

async function hand(changes: readonly EntityChange[]): Promise<void> {
  for (const piece of piecesOf(changes)) {
    await new Promise<void>((resolve) => {
      isTaken = resolve;
      tell({ kind: 'changes', changes: piece });
    });
  }
}

function tell(message: FromThread<unknown>): void {
  parentPort?.postMessage(message);
}
