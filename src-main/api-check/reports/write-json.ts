/** JSON for programs: what the command prints, which stays as it is from version to version. */
import type { CheckReport } from '../../contract/entities/api-check.ts';

export function toJsonReport({ control, advice, counts, results }: CheckReport) {
  return {
    control,
    ...(control === 'refused' && advice !== undefined ? { advice } : {}),
    counts,
    results: results.map(({ id, group, severity, verdict, expected, got, reason }) => ({
      id,
      group,
      severity,
      verdict,
      expected,
      got,
      reason,
    })),
  };
}
