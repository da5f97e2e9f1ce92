/** The runs of a tenant, the same ones for everybody who has it. The battery is loaded with the first of them. */
import type { Tenant } from '../../tenant/create-tenant.ts';
import type { CheckRuns } from './check-runs.ts';

const opened = new WeakMap<Tenant, Promise<CheckRuns>>();

export function openCheckRuns(tenant: Tenant): Promise<CheckRuns> {
  const runs = opened.get(tenant) ?? import('./check-runs.ts').then(({ createCheckRuns }) => createCheckRuns(tenant));
  opened.set(tenant, runs);
  return runs;
}

/** Does nothing where there never was one. */
export async function endCheckRuns(tenant: Tenant): Promise<void> {
  await (await opened.get(tenant))?.close();
}
