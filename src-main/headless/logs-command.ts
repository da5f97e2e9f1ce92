import { Command, InvalidArgumentError, Option } from 'commander';
import { dataOption } from './command-options.ts';
import type { LogsOptions } from './print-logs.ts';

const help = `
Exchanges of a running tenant, oldest first, as on the Traffic screen. The last 10,000 are kept. A filter is a list of
words and fields: kind, outcome (ok, refused, failed), status, app, api, method, path, type, fault. "-" before a field
excludes it; put it after "--", so that it is not read as an option.

Each line of --json is an object with log_id, date, kind, outcome, words, status, duration and what else is known; where it
has a type, GET /api/v2/logs/{log_id} of the Management API tells the same. Secrets are masked.

Examples:
  $ tokenbench logs
  $ tokenbench logs --follow outcome:refused app:nightly
  $ tokenbench logs --json kind:token status:403 | jq -r .hint
  $ tokenbench logs --follow -- -kind:jwks`;

export function logsCommand(): Command {
  return new Command('logs')
    .description('Print the requests to a running tenant and why any were refused.')
    .argument('[filter...]', 'such as status:403 app:nightly')
    .addOption(new Option('-f, --follow', 'keep printing until Ctrl+C or until the tenant stops'))
    .addOption(new Option('--json', 'print a line of JSON for each exchange'))
    .addOption(new Option('-n, --limit <count>', 'of the newest at first').argParser(readLimit).default(100))
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(async (words: string[], options: LogsOptions) =>
      (await import('./print-logs.ts')).printLogs(words.join(' '), options),
    );
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d{1,5}$/.test(text) && limit <= 10_000) return limit;
  throw new InvalidArgumentError('A count is a whole number from 0 to 10000.');
}
