/** What became of each case since another run. */
import { type CheckResult, isSerious, isWarning } from '#contract/entities/api-check.ts';

export type CaseChange = 'new' | 'mended';

export interface RunChanges {
  byId: ReadonlyMap<string, CaseChange>;
  newFailures: number;
  mended: number;
}

export function compareRuns(now: readonly CheckResult[], before: readonly CheckResult[]): RunChanges {
  const earlier = new Map(before.map((result) => [result.id, result]));
  const byId = new Map<string, CaseChange>();
  for (const result of now) {
    const old = earlier.get(result.id);
    if (old === undefined || !wasRun(old) || !wasRun(result)) continue;
    if (isFailure(result) && !isFailure(old)) byId.set(result.id, 'new');
    if (!isFailure(result) && isFailure(old)) byId.set(result.id, 'mended');
  }
  const count = (kind: CaseChange) => [...byId.values()].filter((one) => one === kind).length;
  return { byId, newFailures: count('new'), mended: count('mended') };
}

function isFailure(result: CheckResult): boolean {
  return isSerious(result) || isWarning(result);
}

function wasRun({ verdict }: CheckResult): boolean {
  return verdict !== 'not_run';
}
