import type { ImportInput } from '../../../src-main/contract/methods/transfer.ts';
import type { Tenant } from '../../../src-main/tenant/create-tenant.ts';

/** Imports what has to be importable. @throws {Error} naming the problems */
export async function importInto(
  tenant: Tenant,
  files: ImportInput['files'],
  options: Omit<ImportInput, 'files'> = {},
) {
  const { plan, keep } = await tenant.transfer.prepare({ files, ...options });
  if (!plan.canApply) throw new Error(`It cannot be imported: ${JSON.stringify(plan.problems)}`);
  return { plan, kept: keep() };
}

export function yaml(text: string): ImportInput['files'] {
  return [{ path: 'tenant.yaml', text }];
}
