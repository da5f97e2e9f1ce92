// Runs the benchmarks and prints the ratios; `--help` says how.

import { measureColdStart } from './cases/cold-start.ts';
import { measureEventLoopDelay } from './cases/event-loop-delay.ts';
import { measurePasteToVerdict } from './cases/paste-to-verdict.ts';
import { measureTenantSize } from './cases/tenant-size.ts';
import { measureTokenEndpoint } from './cases/token-endpoint.ts';
import { measureTrafficScreen } from './cases/traffic-screen.ts';
import { measureWellKnown } from './cases/well-known.ts';
import { measureWriteAndStart } from './cases/write-and-start.ts';
import { type CaseReport, printMarkdown, readMachineFacts } from './report.ts';
import { type CaseName, caseNames, type RunOptions, readRunOptions, usage } from './run-options.ts';

const cases: Record<CaseName, (options: RunOptions) => Promise<CaseReport>> = {
  token: measureTokenEndpoint,
  jwks: measureWellKnown,
  list: measureTenantSize,
  traffic: measureTrafficScreen,
  start: measureColdStart,
  write: measureWriteAndStart,
  paste: measurePasteToVerdict,
  delay: measureEventLoopDelay,
};

async function run(options: RunOptions): Promise<void> {
  const machine = readMachineFacts();
  const reports: CaseReport[] = [];
  for (const name of caseNames.filter((known) => options.only.includes(known))) {
    options.onProgress(`== ${name}`);
    reports.push(await cases[name](options));
  }
  console.log(options.json ? JSON.stringify({ machine, reports }, null, 2) : printMarkdown(machine, reports));
  const missed = reports.flatMap((report) => report.ratios).filter((ratio) => ratio.met === false);
  if (options.check && missed.length > 0) process.exitCode = 1;
}

// Ending by exit, not by signal, lets the servers be stopped and the work folder go.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  const options = readRunOptions(process.argv.slice(2));
  if (options) await run(options);
  else console.log(usage);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
