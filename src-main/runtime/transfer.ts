/** Imports that are shown first and then kept as they were shown, whoever asks: the screens or another process. */
import { createHash } from 'node:crypto';
import type { ImportInput, ImportPlan } from '../contract/methods/transfer.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import type { KeptImport, PreparedImport, PreparedPlan } from '../tenant/transfer/service.ts';

/** What an import would do; nothing is changed. @throws {TenantError} where the files cannot be read */
export async function planImport(input: ImportInput, { transfer }: Tenant): Promise<ImportPlan> {
  return withFingerprint((await transfer.prepare(input)).plan);
}

/**
 * Keeps an import in one write.
 * @param fingerprint of the plan that was shown
 * @throws {TenantError} where the plan has problems, or is another by now; then nothing is kept
 */
export async function applyImport(
  input: ImportInput,
  fingerprint: string,
  { transfer }: Tenant,
): Promise<{ plan: ImportPlan; kept: KeptImport }> {
  const prepared: PreparedImport = await transfer.prepare(input);
  const plan = withFingerprint(prepared.plan);
  if (plan.fingerprint !== fingerprint) {
    throw new TenantError(
      'invalid_body',
      'Nothing was imported: the tenant was changed since the plan was shown. Look at the plan again.',
      { field: 'fingerprint' },
    );
  }
  return { plan, kept: prepared.keep() };
}

function withFingerprint(plan: PreparedPlan): ImportPlan {
  return { ...plan, fingerprint: createHash('sha256').update(JSON.stringify(plan)).digest('base64url') };
}
