/** Runs that are kept with the tenant: the last ones, each as a line and as a whole. */
import type { CheckReport } from '../../contract/entities/api-check.ts';
import type { CheckSummary } from '../../contract/methods/api-check.ts';
import type { State, StateChange } from '../../tenant/ports.ts';
import { TenantError } from '../../tenant/tenant-error.ts';

/** Runs that are kept; beyond them the oldest go. */
export const mostKeptRuns = 20;

/** Under one owner: they are the tenant's. */
const owner = 'tenant';
const summaryKind = 'api-check';
const reportKind = 'api-check-report';

export interface CheckHistory {
  /** The newest first. */
  list(): CheckSummary[];
  /** @throws {TenantError} `invalid_uri` */
  get(id: string): CheckReport;
  keep(report: CheckReport): void;
  remove(id: string): void;
}

export function openCheckHistory(state: State): CheckHistory {
  const list = () =>
    state
      .ofOwner(summaryKind, owner, Date.now())
      .map(({ value }): CheckSummary => Object(value))
      .reverse();
  const removals = (id: string): StateChange[] => [
    { kind: summaryKind, id, entry: undefined },
    { kind: reportKind, id, entry: undefined },
  ];
  return {
    list,
    get(id) {
      const entry = state.get(reportKind, id, Date.now());
      if (entry === undefined)
        throw new TenantError('invalid_uri', 'This run is no longer available.', { field: 'id' });
      return Object(entry.value);
    },
    keep(report) {
      const { id } = report;
      const gone = list().slice(mostKeptRuns - 1);
      state.write(
        [
          { kind: summaryKind, id, entry: { id, owner, value: summarize(report) } },
          { kind: reportKind, id, entry: { id, owner, value: report } },
          ...gone.flatMap((old) => removals(old.id)),
        ],
        Date.now(),
      );
    },
    remove: (id) => state.write(removals(id), Date.now()),
  };
}

function summarize({ id, started_at, duration, input, control, grade, counts, results }: CheckReport): CheckSummary {
  return {
    id,
    started_at,
    duration,
    url: input.url,
    audience: input.audience,
    control,
    ...(grade === undefined ? {} : { grade }),
    serious: counts.serious,
    warnings: counts.warnings,
    cases: results.length,
  };
}
