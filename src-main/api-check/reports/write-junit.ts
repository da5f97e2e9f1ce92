/**
 * JUnit XML, as CI systems read it: a suite a group, a case a case. A failure is what is serious; a warning is in the output
 * of its case; what was not run is skipped.
 */
import { create } from 'xmlbuilder';
import {
  type CheckReport,
  type CheckResult,
  checkGroupNames,
  checkGroups,
  checkVerdicts,
  isSerious,
  isWarning,
} from '../../contract/entities/api-check.ts';
import { describeResult } from './describe-result.ts';

export function writeJunit(report: CheckReport): string {
  const { results, started_at } = report;
  const root = create('testsuites', { version: '1.0', encoding: 'UTF-8' })
    .att('name', `API check of ${clean(report.input.url)}`)
    .att('tests', results.length)
    .att('failures', results.filter(isSerious).length)
    .att('time', seconds(report.duration));
  for (const group of checkGroupNames) {
    const cases = results.filter((result) => result.group === group);
    if (cases.length === 0) continue;
    const suite = root
      .ele('testsuite')
      .att('name', checkGroups[group])
      .att('tests', cases.length)
      .att('failures', cases.filter(isSerious).length)
      .att('errors', 0)
      .att('skipped', cases.filter(({ verdict }) => verdict === 'not_run').length)
      .att('time', seconds(sum(cases)))
      .att('timestamp', started_at.slice(0, 19))
      .att('hostname', 'localhost');
    for (const result of cases) {
      const one = suite
        .ele('testcase')
        .att('name', `${result.id}: ${clean(result.title)}`)
        .att('classname', `api-check.${group}`)
        .att('time', seconds(result.duration ?? 0));
      if (isSerious(result)) {
        one
          .ele('failure')
          .att('message', clean(result.reason))
          .att('type', checkVerdicts[result.verdict])
          .txt(clean(describeResult(result, report)));
      } else if (result.verdict === 'not_run') one.ele('skipped').att('message', clean(result.reason));
      else if (isWarning(result) || result.verdict === 'remark') {
        one.ele('system-out').txt(clean(describeResult(result, report)));
      }
    }
  }
  return `${root.end({ pretty: true })}\n`;
}

/** Without what XML 1.0 §2.2 has no place for. */
function clean(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function sum(results: readonly CheckResult[]): number {
  return results.reduce((all, { duration = 0 }) => all + duration, 0);
}
