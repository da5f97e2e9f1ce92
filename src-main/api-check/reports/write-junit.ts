/**
 * JUnit XML, as CI systems read it, in the form that the strictest of its schemas allows: a suite a group, a case a case. A
 * failure is what is serious; warnings and remarks are in the output of the suite; what was not run is skipped.
 */
import { create, type XMLElement } from 'xmlbuilder';
import {
  type CheckReport,
  type CheckResult,
  checkGroupNames,
  checkGroups,
  isSerious,
  isWarning,
  verdictInWords,
} from '../../contract/entities/api-check.ts';
import { describeResult } from './describe-result.ts';

export function writeJunit(report: CheckReport): string {
  const { results, started_at } = report;
  const root = create('testsuites', { version: '1.0', encoding: 'UTF-8' });
  for (const [id, group] of checkGroupNames.entries()) {
    const cases = results.filter((result) => result.group === group);
    if (cases.length === 0) continue;
    const suite = root
      .ele('testsuite')
      .att('id', id)
      .att('package', 'api-check')
      .att('name', checkGroups[group])
      .att('tests', cases.length)
      .att('failures', cases.filter(isSerious).length)
      .att('errors', 0)
      .att('skipped', cases.filter(({ verdict }) => verdict === 'not_run').length)
      .att('time', seconds(sum(cases)))
      .att('timestamp', started_at.slice(0, 19))
      .att('hostname', 'localhost');
    suite.ele('properties').ele('property').att('name', 'url').att('value', clean(report.input.url));
    for (const result of cases) addCase(suite, result, report);
    const noted = cases.filter((result) => isWarning(result) || result.verdict === 'remark');
    suite.ele('system-out', {}, noted.map((result) => clean(describeResult(result, report))).join('\n\n'));
    suite.ele('system-err', {}, '');
  }
  return `${root.end({ pretty: true })}\n`;
}

function addCase(suite: XMLElement, result: CheckResult, report: CheckReport): void {
  const one = suite
    .ele('testcase')
    .att('name', `${result.id}: ${clean(result.title)}`)
    .att('classname', `api-check.${result.group}`)
    .att('time', seconds(result.duration ?? 0));
  if (result.verdict === 'not_run') one.ele('skipped').att('message', clean(result.reason));
  if (!isSerious(result)) return;
  one
    .ele('failure', {}, clean(describeResult(result, report)))
    .att('message', clean(result.reason))
    .att('type', verdictInWords(result));
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
