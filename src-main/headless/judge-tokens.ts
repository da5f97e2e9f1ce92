/** Judges one token, or every line of standard input: many at a time, answered in order. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TokenReport, Verdict } from '../contract/entities/token-report.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { createInspector, type Inspector } from './inspect-texts.ts';
import { print } from './terminal.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Lines that are judged at once: enough to keep all cores busy, few enough for one request to a running tenant. */
const mostTogether = 128;
/** Lines that wait at most, so that an endless input does not fill the memory. */
const mostWaiting = 4 * mostTogether;

/** The exit code of the worst verdict. */
const exitCodeOf: Record<Verdict, number> = {
  verified: exitCodes.done,
  not_a_jwt: exitCodes.wrongUsage,
  cannot_verify: exitCodes.nothingThere,
  not_verified: exitCodes.refused,
};

/**
 * @param text undefined reads lines from standard input
 * @param describe for people; lines, and `--json`, are answered in JSON
 * @returns the exit code: 0 only when every token is verified
 */
export async function judgeTokens(
  text: string | undefined,
  options: VerifyOptions,
  describe: (report: TokenReport) => string,
): Promise<number> {
  if (text === undefined && process.stdin.isTTY) {
    throw new CommandFailure(exitCodes.wrongUsage, 'no token given: pass one, or pipe tokens in, one per line.');
  }
  const inspect = await createInspector(options, text === undefined);
  if (text === undefined) return judgeLines(inspect);
  const [report] = await inspect([text]);
  if (report === undefined) throw new Error('The token was not checked.');
  print(options.json === true ? `${JSON.stringify(toLine(report))}\n` : describe(report));
  return exitCodeOf[report.verdict];
}

async function judgeLines(inspect: Inspector): Promise<number> {
  const seen = new Set<Verdict>();
  for await (const lines of readBatches()) {
    for (const report of await inspect(lines)) {
      seen.add(report.verdict);
      if (!print(`${JSON.stringify(toLine(report))}\n`)) await once(process.stdout, 'drain');
    }
  }
  const worst = (['not_verified', 'cannot_verify', 'not_a_jwt'] as const).find((verdict) => seen.has(verdict));
  return exitCodeOf[worst ?? 'verified'];
}

/** What is there is answered at once: whoever writes one line and waits for the answer gets it. */
async function* readBatches(): AsyncGenerator<string[]> {
  const waiting: string[] = [];
  const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  let isOpen = true;
  let blank = 0;
  let wake = () => {};
  input.on('line', (line) => {
    // Empty lines at the end are no tokens; between others each keeps its place.
    if (line.trim() === '') {
      blank += 1;
      return;
    }
    for (; blank > 0; blank -= 1) waiting.push('');
    waiting.push(line);
    if (waiting.length > mostWaiting) input.pause();
    wake();
  });
  input.on('close', () => {
    isOpen = false;
    wake();
  });
  while (isOpen || waiting.length > 0) {
    if (waiting.length > 0) yield waiting.splice(0, mostTogether);
    else {
      input.resume();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
}

/** What machines read. */
function toLine({ verdict, checks, header, payload, payloadText, inner, warnings }: TokenReport): object {
  const shown = inner ?? { payload, payloadText };
  return {
    verdict,
    checks: checks.map(({ check, result, reason }) => ({ check, result, reason })),
    header: header ?? null,
    payload: shown.payload ?? (header === undefined ? null : (shown.payloadText ?? null)),
    warnings: [...warnings, ...(inner?.warnings ?? [])].map(({ code, text }) => ({ code, text })),
  };
}
