import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const caseNames = ['token', 'jwks', 'list', 'traffic', 'start', 'write', 'paste', 'delay'] as const;
export type CaseName = (typeof caseNames)[number];

export interface RunOptions {
  only: CaseName[];
  /** Seconds per measurement. */
  seconds: number;
  rounds: number;
  /** Cold starts of each server. */
  starts: number;
  /** The built command under measurement. */
  cli: string;
  json: boolean;
  /** A missed budget fails the run. */
  check: boolean;
  onProgress(line: string): void;
}

export const usage = `Usage: npm run bench -- [options]

  --only LIST     of ${caseNames.join(',')} (default: all)
  --seconds N     per measurement (default 3)
  --rounds N      default 5; --seconds 1 --rounds 2 is the short version
  --starts N      cold starts of each server (default 10)
  --cli FILE      the built command (default out/main/cli.js)
  --json          print the run as JSON instead of Markdown
  --check         exit with 1 when a budget is missed
  --help          this text

Every server runs in its own process and takes its turn in every round, so only the ratios
within one run mean something. Progress goes to standard error, the result to standard output.
`;

/** Reads the command line; undefined where only the usage is asked for. Throws on what it does not know. */
export function readRunOptions(args: string[]): RunOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: caseNames.join(',') },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '5' },
      starts: { type: 'string', default: '10' },
      cli: { type: 'string', default: fileURLToPath(new URL('../../out/main/cli.js', import.meta.url)) },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    only: values.only.split(',').map(readCaseName),
    seconds: readCount('--seconds', values.seconds),
    rounds: readCount('--rounds', values.rounds),
    starts: readCount('--starts', values.starts),
    cli: values.cli,
    json: values.json,
    check: values.check,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  };
}

function readCaseName(name: string): CaseName {
  const found = caseNames.find((known) => known === name);
  if (found === undefined) throw new Error(`--only: "${name}" is not one of ${caseNames.join(', ')}`);
  return found;
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${option}: "${text}" is not a whole number above 0`);
  return count;
}
