/** A check in the terminal: what is to be mended, the worst first, and the sum. */
import { adviceFor, describeGrade } from '../api-check/reports/describe-result.ts';
import {
  type CheckReport,
  type CheckResult,
  compareResults,
  isSerious,
  isWarning,
  verdictInWords,
} from '../contract/entities/api-check.ts';
import { printable } from './terminal.ts';

export function describeCheck(report: CheckReport): string {
  const { results, advice, findings, control, counts } = report;
  const sorted = [...results].sort(compareResults);
  const serious = sorted.filter(isSerious);
  const warnings = sorted.filter(isWarning);
  const lines = [
    ...serious.flatMap((result) => inFull(result, report)),
    ...(warnings.length === 0 ? [] : ['Warnings:', ...warnings.flatMap(inShort), '']),
    ...(control === 'accepted' ? findings : []),
    ...(advice === undefined || control === 'refused' ? [] : [advice]),
    describeGrade(report),
    `${results.length} cases: ${counts.as_expected} as expected, ${counts.serious} serious, ${counts.warnings} warnings, ${counts.remark} remarks, ${counts.not_run} not run.`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function inFull(result: CheckResult, report: CheckReport): string[] {
  const { id, title, expected, got, reason, why } = result;
  const advice = adviceFor(result, report);
  return [
    `${verdictInWords(result)}: ${title} (${id})`,
    `  expected ${expected}; got ${got}`,
    `  ${reason}`,
    `  ${why}`,
    ...(advice === undefined ? [] : [`  Fix: ${advice}`]),
    '',
  ];
}

function inShort({ id, title, got }: CheckResult): string[] {
  return [`  ${title} (${id}): ${got}`];
}
