/** The thread that plans an import: a tenant of memory, filled with a copy of the one that asks. */
import { parentPort, workerData } from 'node:worker_threads';
import { createNodeKeys } from '../../platform/node-keys.ts';
import { createNodeRandom } from '../../platform/node-random.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import { createTenant, type Tenant } from '../../tenant/create-tenant.ts';
import type { EntityChange } from '../../tenant/stored-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { type FromPlanner, type PlanningPlace, piecesOf, type ToPlanner } from './plan-messages.ts';
import { toShown } from './shown-plan.ts';

/** Milliseconds between two messages of how far it is. */
const progressEvery = 100;

const place: PlanningPlace = workerData;
const store = createMemoryStore();
let isTaken: () => void = () => undefined;

parentPort?.on('message', (message: ToPlanner) => {
  switch (message.kind) {
    case 'entities':
      store.write(message.changes);
      return;
    case 'next':
      isTaken();
      return;
    case 'plan':
      void plan(message);
  }
});

async function plan({ input, withChanges }: Extract<ToPlanner, { kind: 'plan' }>): Promise<void> {
  try {
    const tenant = await openCopy();
    let last = performance.now();
    const prepared = await tenant.transfer.prepare(input, (done, total) => {
      if (performance.now() - last < progressEvery) return;
      last = performance.now();
      tell({ kind: 'progress', done, total });
    });
    if (withChanges) for (const changes of piecesOf(prepared.changes)) await handOver(changes);
    tell({ kind: 'planned', plan: toShown(prepared.plan) });
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    const { code, message, field } = error;
    tell({ kind: 'refused', code, message, field });
  }
}

async function openCopy(): Promise<Tenant> {
  const { fixedIssuer, origins, now } = place;
  const ports = { clock: () => now, random: createNodeRandom(), keys: createNodeKeys(), store };
  const tenant = await createTenant(ports, { fixedIssuer });
  tenant.origins.open(origins);
  return tenant;
}

function handOver(changes: readonly EntityChange[]): Promise<void> {
  return new Promise((resolve) => {
    isTaken = resolve;
    tell({ kind: 'changes', changes });
  });
}

function tell(message: FromPlanner): void {
  parentPort?.postMessage(message);
}
