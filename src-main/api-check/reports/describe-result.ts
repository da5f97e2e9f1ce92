/** A result in words, for every kind of report. */
import {
  type CheckReport,
  type CheckResult,
  isSerious,
  isWarning,
  verdictInWords,
} from '../../contract/entities/api-check.ts';
import { describeFix } from '../fixes.ts';

export function adviceFor(result: CheckResult, { library }: Pick<CheckReport, 'library'>): string | undefined {
  const fix = isSerious(result) || isWarning(result) ? describeFix(result.fix, library) : undefined;
  if (fix === undefined) return undefined;
  return fix.set === undefined ? fix.advice : `${fix.advice} ${fix.set}`;
}

/** Several lines: what was expected, what came, why it matters and how to mend it. */
export function describeResult(result: CheckResult, report: Pick<CheckReport, 'library'>): string {
  const { title, expected, got, reason, why } = result;
  const advice = adviceFor(result, report);
  return [
    `${title}: ${verdictInWords(result).toLowerCase()}`,
    `Expected: ${expected}`,
    `Got: ${got}`,
    reason,
    `Why: ${why}`,
    ...(advice === undefined ? [] : [`Fix: ${advice}`]),
  ].join('\n');
}

export function describeGrade({ grade, counts, control, advice }: CheckReport): string {
  if (control === 'refused') return advice ?? 'The valid token was refused.';
  const { serious, warnings } = counts;
  const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
  const found =
    serious + warnings === 0
      ? 'nothing to fix'
      : [
          ...(serious > 0 ? [many(serious, 'serious failure', 'serious failures')] : []),
          ...(warnings > 0 ? [many(warnings, 'warning', 'warnings')] : []),
        ].join(', ');
  return `Grade ${grade ?? '–'}: ${found}`;
}
