/** SARIF 2.1.0 (OASIS), as code scanning reads it: a rule a case, a result where something is to be mended or known. */
import type { Log } from 'sarif';
import { type CheckReport, type CheckResult, isSerious, isWarning } from '../../contract/entities/api-check.ts';
import { battery } from '../cases/index.ts';
import { describeFix } from '../fixes.ts';
import { adviceFor } from './describe-result.ts';

/** @param version of Tokenbench */
export function writeSarif(report: CheckReport, version: string): string {
  const shown = report.results.filter(({ verdict }) => !['as_expected', 'not_run'].includes(verdict));
  const rules = battery.filter(({ id }) => shown.some((result) => result.id === id));
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Tokenbench API check',
            semanticVersion: version,
            rules: rules.map(({ id, title, why, fix, severity, group, maker }) => ({
              id,
              name: id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
              shortDescription: { text: title },
              fullDescription: { text: why },
              help: { text: describeFix(fix, report.library)?.advice ?? why },
              defaultConfiguration: {
                level: severity === 'must' ? 'error' : severity === 'should' ? 'warning' : 'note',
              },
              properties: {
                tags: ['security', group],
                ...(severity === 'may' ? {} : { 'security-severity': securitySeverity(maker) }),
              },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: report.control === 'accepted',
            startTimeUtc: report.started_at,
            endTimeUtc: new Date(Date.parse(report.started_at) + report.duration).toISOString(),
          },
        ],
        results: shown.map((result) => ({
          ruleId: result.id,
          ruleIndex: rules.findIndex(({ id }) => id === result.id),
          level: levelOf(result),
          kind: levelOf(result) === 'none' ? 'informational' : 'fail',
          message: { text: messageOf(result, report) },
          locations: [{ physicalLocation: { artifactLocation: { uri: report.input.url } } }],
          partialFingerprints: { 'apiCheck/v1': `${result.id} ${report.input.url}` },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function levelOf(result: CheckResult): 'error' | 'warning' | 'none' {
  if (isSerious(result)) return 'error';
  return isWarning(result) ? 'warning' : 'none';
}

function messageOf(result: CheckResult, report: CheckReport): string {
  const { title, reason, expected, got } = result;
  const advice = adviceFor(result, report);
  return `${title}. ${reason} Expected: ${expected}. Got: ${got}.${advice === undefined ? '' : ` ${advice}`}`;
}

/** As code scanning ranks it, 0 to 10: by who could make such a token. */
function securitySeverity(maker: string | undefined): string {
  return maker === 'anyone' ? '9.5' : maker === 'holder' ? '7.5' : '4.0';
}
