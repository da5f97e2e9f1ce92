/** Runs a check to its end: progress on standard error, the result on standard output, reports in files. */
import { writeFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import { toJsonReport } from '../api-check/reports/write-json.ts';
import { writeReport } from '../api-check/reports/write-report.ts';
import type { CheckInput, CheckReport } from '../contract/entities/api-check.ts';
import { type CheckReportFormat, checkReportFormats } from '../contract/methods/api-check.ts';
import { resolveDataFolder } from '../runtime/data-folder.ts';
import { type CheckDriver, openCheckDriver } from './check-driver.ts';
import type { CheckOptions } from './check-options.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { describeCheck } from './describe-check.ts';
import { print, showProgress } from './terminal.ts';

/** Milliseconds between two looks at how far it is. */
const interval = 150;

/** @returns the exit code */
export async function runCheckCommand(url: string, options: CheckOptions): Promise<number> {
  const driver = await openCheckDriver(resolveDataFolder(options.data), toInput(url, options), options.port);
  try {
    const report = await follow(driver, options.json !== true);
    print(options.json ? `${JSON.stringify(toJsonReport(report))}\n` : describeCheck(report));
    writeFiles(report, options);
    return exitCodeOf(report, options.failOn);
  } finally {
    await driver.close();
  }
}

function toInput(url: string, options: CheckOptions): CheckInput {
  const { audience, scope, client, method, header, body, unprotected, group, only, library } = options;
  const { refusedStatus, allowHost, wait } = options;
  return {
    url,
    audience,
    ...(scope === undefined ? {} : { scope }),
    ...(client === undefined ? {} : { client }),
    // Whoever writes a method means it.
    ...(method === undefined ? {} : { method, allow_actions: true }),
    ...(Object.keys(header).length === 0 ? {} : { headers: header }),
    ...(body === undefined ? {} : { body }),
    ...(unprotected === undefined ? {} : { unprotected_url: unprotected }),
    ...(group.length === 0 ? {} : { groups: group }),
    ...(only.length === 0 ? {} : { only }),
    ...(library === undefined ? {} : { library }),
    ...(refusedStatus.length === 0 ? {} : { refused_statuses: refusedStatus }),
    ...(allowHost === undefined ? {} : { allow_host: allowHost }),
    wait,
  };
}

async function follow(driver: CheckDriver, isShown: boolean): Promise<CheckReport> {
  const id = await driver.start();
  const progress = isShown ? showProgress() : undefined;
  const stop = () => void driver.stop(id).catch(() => undefined);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    for (let known = 0; ; ) {
      const { state, total, ended, results, waiting, report, problem } = await driver.read(id, known);
      known += results.length;
      progress?.tell(ended, total, waiting === undefined ? undefined : describeWaiting(waiting));
      if (report !== undefined) return report;
      if (state === 'failed') throw new CommandFailure(exitCodes.failed, problem ?? 'the check failed.');
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  } finally {
    progress?.end();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function describeWaiting({ what, milliseconds }: { what: string; milliseconds: number }): string {
  return `waiting ${Math.ceil(milliseconds / 1_000)} s ${what}`;
}

function writeFiles(report: CheckReport, options: CheckOptions): void {
  for (const format of checkReportFormats) {
    const path = pathFor(format, options);
    if (path === undefined) continue;
    try {
      writeFileSync(path, writeReport(report, format, packageJson.version));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CommandFailure(exitCodes.failed, `the report ${path} cannot be written: ${reason}`);
    }
  }
}

function pathFor(format: CheckReportFormat, { html, junit, sarif }: CheckOptions): string | undefined {
  return { html, junit, sarif, json: undefined }[format];
}

function exitCodeOf({ control, counts, advice }: CheckReport, failOn: CheckOptions['failOn']): number {
  if (control === 'refused') return exitCodes.nothingToTell;
  const failures = failOn === 'warning' ? counts.serious + counts.warnings : counts.serious;
  if (failOn !== 'never' && failures > 0) return exitCodes.refused;
  // A run that ended early has not shown that there is nothing.
  return advice === undefined ? exitCodes.done : exitCodes.nothingToTell;
}
