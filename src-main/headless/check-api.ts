import { type CheckResult, isSerious, isWarning } from '../contract/entities/api-check.ts';
import { openCheckRuns } from '../runtime/api-check/open-check-runs.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import type { CheckApiOptions, CheckApiResult, CheckedCase } from './library-check.ts';

export async function checkApi(options: CheckApiOptions, tenant: Tenant): Promise<CheckApiResult> {
  const runs = await openCheckRuns(tenant);
  // Whoever writes a method means it, and few test suites have half a minute.
  const { control, advice, grade, counts, results } = await runs.run({ wait: false, allow_actions: true, ...options });
  return {
    control,
    advice,
    grade,
    counts,
    results: results.map(toCase),
    failures: results.filter(isSerious).map(toCase),
    warnings: results.filter(isWarning).map(toCase),
  };
}

function toCase({ id, group, severity, verdict, title, expected, got, reason, why }: CheckResult): CheckedCase {
  return { id, group, severity, verdict, title, expected, got, reason, why };
}
