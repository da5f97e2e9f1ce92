import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type CheckGroup,
  checkGroupNames,
  checkGroups,
  checkLibraryNames,
  isCheckGroup,
} from '../contract/entities/api-check.ts';
import type { CheckOptions } from './check-options.ts';
import { dataOption, readOpenPort } from './command-options.ts';

const help = `
Sends an API on this machine some 300 tokens and requests that are right in everything but one thing, and says which of
them it accepts and must not, or refuses and must not. The tokens are signed by the tenant's own key, so that each gets
past everything but the one check that it is about. Nothing of the tenant is changed.

Without a running tenant one is started for the check: the API must then trust the issuer that is printed.

With a method other than GET, a bad token that is accepted performs the action.

Groups: ${checkGroupNames.join(', ')}

Examples:
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --scope read:orders
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --group time --group claims
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --only alg-none
  $ tokenbench check http://localhost:3000/orders --audience https://orders.example/ --junit report.xml --no-wait

Exit codes of this command:
  0  the API does as it should
  3  it accepts what it must refuse, refuses what it must accept, or breaks; with --fail-on warning also for warnings
  8  nothing could be told: the good token is refused, there is no answer, or the run was stopped`;

export function checkCommand(): Command {
  return new Command('check')
    .description('Check that an API of yours refuses the tokens that it must.')
    .argument('<url>', 'address of a protected route, such as http://localhost:3000/orders')
    .addOption(new Option('--audience <id>', "the API's identifier").makeOptionMandatory())
    .addOption(new Option('--scope <scopes>', 'permissions that the route needs; found out without it'))
    .addOption(new Option('--client <name|id>', 'the application that the tokens are of'))
    .addOption(new Option('--method <method>', 'of the request').default('GET'))
    .addOption(
      new Option('--header <name: value>', 'one more header; may be repeated').default({}).argParser(collectHeader),
    )
    .addOption(new Option('--body <text>', 'body of the request, with its type in a --header'))
    .addOption(new Option('--unprotected <url>', 'a route of the API that needs no token, to tell them apart'))
    .addOption(new Option('--group <group>', `some cases only; may be repeated`).default([]).argParser(collectGroup))
    .addOption(new Option('--only <id>', 'one case only; may be repeated').default([]).argParser(collect))
    .addOption(new Option('--library <name>', 'what verifies tokens in the API').choices(checkLibraryNames))
    .addOption(
      new Option('--refused-status <n>', 'one more status that is a refusal; may be repeated')
        .default([])
        .argParser(collectStatus),
    )
    .addOption(new Option('--allow-host <name>', 'the host once more, where it is not on this machine or its network'))
    .addOption(new Option('--no-wait', 'leave out the cases that wait for caches of the API (half a minute or more)'))
    .addOption(
      new Option('--fail-on <what>', 'what makes the exit code 3')
        .choices(['serious', 'warning', 'never'])
        .default('serious'),
    )
    .addOption(new Option('--junit <file>', 'write a JUnit report'))
    .addOption(new Option('--sarif <file>', 'write a SARIF report'))
    .addOption(new Option('--html <file>', 'write a report for people'))
    .addOption(new Option('--json', 'print one JSON object'))
    .addOption(dataOption())
    .addOption(new Option('--port <port>', 'port of a tenant that is started for the check').argParser(readOpenPort))
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
