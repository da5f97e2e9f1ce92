/** Imports that are shown first and then kept as they were shown, whoever asks: the screens or another process. */
import type { ImportInput, ImportPlan } from '../../contract/methods/transfer.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import type { EntityChange } from '../../tenant/stored-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import type { KeptImport } from '../../tenant/transfer/service.ts';
import { type OffThreadOptions, runOffThread } from '../off-thread/run-off-thread.ts';
import { toShown } from './shown-plan.ts';

export type PlanningOptions = Pick<OffThreadOptions, 'signal' | 'onProgress'>;

/** Characters of the files, and entities of the tenant, up to which planning takes no longer than starting a thread. */
const smallFiles = 50_000;
const smallTenant = 2_000;

/** What an import would do; nothing is changed. @throws {TenantError} where the files cannot be read */
export async function planImport(
  input: ImportInput,
  tenant: Tenant,
  options: PlanningOptions = {},
): Promise<ImportPlan> {
  return (await plan(input, tenant, { ...options, withChanges: false })).plan;
}

/**
 * Keeps an import in one write.
 * @param fingerprint of the plan that was shown
 * @throws {TenantError} where the plan has problems, or is another by now; then nothing is kept
 */
export async function applyImport(
  input: ImportInput,
  fingerprint: string,
  tenant: Tenant,
  options: PlanningOptions = {},
): Promise<{ plan: ImportPlan; kept: KeptImport }> {
  const { revision } = tenant.transfer;
  const { plan: shown, changes } = await plan(input, tenant, { ...options, withChanges: true });
  if (shown.fingerprint !== fingerprint) {
    throw new TenantError(
      'invalid_body',
      'Nothing was imported: the tenant was changed since the plan was shown. Look at the plan again.',
      { field: 'fingerprint' },
    );
  }
  return { plan: shown, kept: tenant.transfer.keep({ canApply: shown.canApply, changes, revision }) };
}

/** A large import is planned in a thread of its own: meanwhile the tenant answers as ever. */
async function plan(
  input: ImportInput,
  tenant: Tenant,
  { withChanges, ...options }: PlanningOptions & { withChanges: boolean },
): Promise<{ plan: ImportPlan; changes: readonly EntityChange[] }> {
  const length = input.files.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= smallFiles && tenant.transfer.size <= smallTenant) {
    const prepared = await tenant.transfer.prepare(input);
    return { plan: toShown(prepared.plan), changes: prepared.changes };
  }
  const changes: EntityChange[] = [];
  const onChanges = (piece: readonly EntityChange[]) => changes.push(...piece);
  const made = await runOffThread('planImport', { files: input, withChanges }, tenant, { ...options, onChanges });
  return { plan: made, changes };
}
