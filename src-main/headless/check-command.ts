import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type CheckGroup,
  checkGroupNames,
  checkGroups,
  checkLibraryNames,
  checkMethods,
  isCheckGroup,
} from '../contract/entities/api-check.ts';
import type { CheckOptions } from './check-options.ts';
import { dataOption, readOpenPort } from './command-options.ts';
import { CompletedOption } from './completed-option.ts';

const help = `
Sends your API some 300 tokens and requests that are valid in everything but one detail, and reports which ones it
wrongly accepts or refuses. The tokens are signed with the tenant's own key, so each one gets past every check except the
one it tests. The tenant is not changed.

If no tenant is running, one is started for the check. The API must then trust the issuer that is printed.

With a method other than GET, an invalid token that is accepted triggers the action.

Groups: ${checkGroupNames.join(', ')}

Examples:
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --scope read:orders
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --group time --group claims
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --only alg-none
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --junit report.xml --no-wait

Exit codes of this command:
  0  the API behaves as expected
  3  it accepts what it must refuse, refuses what it must accept, or fails; with --fail-on warning, also for warnings
  8  inconclusive: the valid token is refused, the API doesn't respond, or the run was stopped`;

export function checkCommand(): Command {
  return new Command('check')
    .description('Check that your API refuses the tokens it must refuse.')
    .argument('<url>', 'URL of a protected route, such as http://localhost:3000/orders')
    .addOption(new Option('--audience <id>', "the API's identifier").makeOptionMandatory())
    .addOption(new Option('--scope <scopes>', 'permissions the route requires; detected if omitted'))
    .addOption(new Option('--client <name|id>', 'the application the tokens are issued to'))
    .addOption(new Option('--method <method>', 'of the request').choices(checkMethods).default('GET'))
    .addOption(
      new Option('--header <name: value>', 'an extra header; may be repeated').default({}).argParser(collectHeader),
    )
    .addOption(new Option('--body <text>', 'request body; set its content type with --header'))
    .addOption(new Option('--unprotected <url>', 'an unprotected route of the API, for comparison'))
    .addOption(
      new CompletedOption('--group <group>', 'only this group of cases; may be repeated', checkGroupNames)
        .default([])
        .argParser(collectGroup),
    )
    .addOption(new Option('--only <id>', 'only this case; may be repeated').default([]).argParser(collect))
    .addOption(new Option('--library <name>', 'the library that verifies tokens in the API').choices(checkLibraryNames))
    .addOption(
      new Option('--refused-status <n>', 'another status that counts as a refusal; may be repeated')
        .default([])
        .argParser(collectStatus),
    )
    .addOption(
      new Option('--allow-host <name>', 'confirm the host name if it is not on this machine or a private network'),
    )
    .addOption(new Option('--no-wait', "skip cases that wait for the API's caches (30 s or more)"))
    .addOption(
      new Option('--fail-on <what>', 'what causes exit code 3')
        .choices(['serious', 'warning', 'never'])
        .default('serious'),
    )
    .addOption(new CompletedOption('--junit <file>', 'write a JUnit report', 'files'))
    .addOption(new CompletedOption('--sarif <file>', 'write a SARIF report', 'files'))
    .addOption(new CompletedOption('--html <file>', 'write a report for people', 'files'))
    .addOption(new Option('--json', 'print one JSON object'))
    .addOption(dataOption())
    .addOption(new Option('--port <port>', 'port of the tenant started for the check').argParser(readOpenPort))
    .addHelpText('after', help)
    .action(async (url: string, options: CheckOptions) => {
      const { runCheckCommand } = await import('./run-check-command.ts');
      process.exitCode = await runCheckCommand(url, options);
    });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, ...value.split(',').filter((one) => one !== '')];
}

function collectGroup(value: string, before: readonly CheckGroup[]): CheckGroup[] {
  const groups = value.split(',').map((name) => {
    if (isCheckGroup(name)) return name;
    throw new InvalidArgumentError(
      `There are: ${checkGroupNames.map((one) => `${one} (${checkGroups[one]})`).join(', ')}.`,
    );
  });
  return [...before, ...groups];
}

function collectHeader(value: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [, name, text] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/s.exec(value) ?? [];
  if (name === undefined || text === undefined) {
    throw new InvalidArgumentError('A header is a name and a value, such as "X-Tenant: acme".');
  }
  return { ...before, [name]: text };
}

function collectStatus(value: string, before: readonly number[]): number[] {
  const status = Number(value);
  if (/^[2-5]\d\d$/.test(value)) return [...before, status];
  throw new InvalidArgumentError('A status is a number from 200 to 599.');
}
