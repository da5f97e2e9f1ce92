/** Prints the traffic of a running tenant, and goes on where that is wanted. */
import { setTimeout as pause } from 'node:timers/promises';
import type { TrafficRow } from '../contract/entities/traffic-row.ts';
import type { ControlInput } from '../runtime/control-requests.ts';
import { resolveDataFolder } from '../runtime/data-folder.ts';
import { UnansweredError } from '../store/lock-conversation.ts';
import { errorCode } from '../store/store-error.ts';
import { askRunning } from './ask-tenant.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { print, printable, report } from './terminal.ts';

export interface LogsOptions {
  follow?: true;
  json?: true;
  limit: number;
  data?: string;
}

/** Rows in one answer, which is a line of limited length. */
const page = 200;

/** Milliseconds between two questions. */
const followPause = 250;

/** @throws {CommandFailure} where no tenant runs */
export async function printLogs(filter: string, { follow, json, limit, data }: LogsOptions): Promise<void> {
  const folder = resolveDataFolder(data);
  const printRows = (rows: readonly TrafficRow[]) => print(rows.map(json ? toJson : toLine).join(''));
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  if (follow) process.once('SIGINT', stop).once('SIGTERM', stop);
  let { rows, newest } = await readRows(folder, { filter }, limit);
  printRows(rows);
  while (follow && !interrupt.signal.aborted) {
    await pause(followPause, undefined, { signal: interrupt.signal }).catch(() => undefined);
    if (interrupt.signal.aborted) return;
    try {
      ({ rows, newest = newest } = await readRows(folder, {
        filter,
        ...(newest === undefined ? {} : { after: newest }),
      }));
    } catch (error) {
      if (!isGone(error)) throw error;
      report('the tenant has stopped.');
      return;
    }
    printRows(rows);
  }
}

/** Oldest first: all of them, or the newest so many. */
async function readRows(
  folder: string,
  wish: Omit<ControlInput<'list-traffic'>, 'count'>,
  limit = Number.POSITIVE_INFINITY,
) {
  const newestFirst: TrafficRow[] = [];
  let before: string | undefined;
  let newest: string | undefined;
  for (;;) {
    const count = Math.max(1, Math.min(page, limit - newestFirst.length));
    const ask = { ...wish, count, ...(before === undefined ? {} : { before }) };
    const { rows, hasMore, newest: newestNow } = await askRunning(folder, 'list-traffic', ask);
    newest ??= newestNow;
    newestFirst.push(...rows);
    before = rows.at(-1)?.log_id;
    if (!hasMore || newestFirst.length >= limit || before === undefined) break;
  }
  return { rows: newestFirst.slice(0, limit).reverse(), newest };
}

function isGone(error: unknown): boolean {
  const isNobodyThere = error instanceof CommandFailure && error.exitCode === exitCodes.nothingThere;
  return isNobodyThere || error instanceof UnansweredError || ['ECONNRESET', 'EPIPE'].includes(errorCode(error) ?? '');
}

function toJson(row: TrafficRow): string {
  return `${JSON.stringify(row)}\n`;
}

/** `13:05:09.120  403  1.5 ms  Refused: …` in the time of this machine. */
function toLine({ date, status, duration, words, fault }: TrafficRow): string {
  const time = new Date(date);
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0'));
  const milliseconds = String(time.getMilliseconds()).padStart(3, '0');
  const shownStatus = status === 0 ? '---' : String(status);
  const shownDuration = `${duration.toFixed(1)} ms`.padStart(9);
  const shownFault = fault === undefined ? '' : ` [fault: ${fault}]`;
  return `${clock.join(':')}.${milliseconds}  ${shownStatus}  ${shownDuration}  ${printable(words)}${shownFault}\n`;
}
