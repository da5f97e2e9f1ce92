import { Command, InvalidArgumentError, Option } from 'commander';
import { faultKindNames, faultPresetNames, isFaultPreset } from '../contract/entities/fault-kinds.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { dataOption, readDuration } from './command-options.ts';
import { CompletedArgument } from './completed-option.ts';
import { print } from './terminal.ts';

interface SetOptions {
  client?: string;
  audience?: string;
  probability?: number;
  oneIn?: number;
  next?: number;
  for?: number;
  pinned?: true;
  data?: string;
}

interface DataOptions {
  data?: string;
  json?: true;
}

const help = `
Faults make a running tenant fail on purpose. They are turned off when it stops, unless pinned.
"tokenbench fault kinds" lists them with what each simulates and its parameters.

Examples:
  $ tokenbench fault set token_slow delay_ms=3000 --next 3
  $ tokenbench fault set token_refused refusal=no_client_grant --client "Nightly Job"
  $ tokenbench fault set jwks_down --for 10m
  $ tokenbench fault set token_server_error status=502 body=html --probability 0.2
  $ tokenbench fault preset auth0_down
  $ tokenbench fault off jwks_down
  $ tokenbench fault off                   turn off all faults and reset the clock
  $ curl -H "authorization: Bearer $(tokenbench fault token)" http://localhost:4400/_tokenbench/`;

export function faultCommand(): Command {
  return new Command('fault')
    .description('Make a running tenant fail on purpose: refuse, stall, drop connections, or issue wrong tokens.')
    .addHelpText('after', help)
    .addCommand(
      subcommand('kinds', 'List the kinds of faults, what each simulates, and its parameters.').action(async () =>
        (await import('./print-faults.ts')).printKinds(),
      ),
    )
    .addCommand(
      subcommand('list', 'Print active faults, and the clock if it was changed.')
        .addOption(new Option('--json', 'print JSON'))
        .action(async ({ data, json }: DataOptions) => {
          const { ask, printFaults } = await import('./print-faults.ts');
          printFaults(await ask(data, 'list-faults', {}), json);
        }),
    )
    .addCommand(setCommand())
    .addCommand(
      subcommand('preset', 'Set several faults at once.')
        .addArgument(
          new CompletedArgument('<name>', `one of ${faultPresetNames.join(', ')}`, faultPresetNames).argParser(
            readPreset,
          ),
        )
        .action(async (preset: (typeof faultPresetNames)[number], { data }: DataOptions) => {
          const { ask, printFaults } = await import('./print-faults.ts');
          printFaults(await ask(data, 'fault-preset', { preset }));
        }),
    )
    .addCommand(
      subcommand('off', 'Turn off a fault by ID or kind. Without one, turn off all faults and reset the clock.')
        .addArgument(new CompletedArgument('[which]', 'id or kind', faultKindNames))
        .action(async (which: string | undefined, { data }: DataOptions) => {
          const { ask, printFaults } = await import('./print-faults.ts');
          printFaults(await ask(data, 'faults-off', which === undefined ? {} : { which }));
        }),
    )
    .addCommand(
      subcommand('token', 'Print the control token for the HTTP API at /_tokenbench/.').action(
        async ({ data }: DataOptions) => {
          const { ask } = await import('./print-faults.ts');
          print(`${(await ask(data, 'control-token', {})).token}\n`);
        },
      ),
    );
}

function setCommand(): Command {
  return subcommand('set', 'Set a fault. It replaces a fault of the same kind for the same application and API.')
    .addArgument(new CompletedArgument('<kind>', 'see "tokenbench fault kinds"', faultKindNames))
    .argument('[parameters...]', 'of the kind, as name=value')
    .addOption(new Option('--client <name|id>', 'only requests of this application'))
    .addOption(new Option('--audience <id>', 'only requests for this API'))
    .addOption(new Option('--probability <p>', 'of each request, up to 1').argParser(readProbability))
    .addOption(new Option('--one-in <n>', 'every nth request').argParser(readCount))
    .addOption(new Option('--next <n>', 'removed after this many requests').argParser(readCount))
    .addOption(
      new Option('--for <duration>', 'removed after this time, such as 30s, 10m or 2h').argParser(readDuration),
    )
    .addOption(new Option('--pinned', 'kept when Tokenbench restarts'))
    .action(async (kind: string, parameters: string[], options: SetOptions) => {
      const { ask, printFaults, readFault } = await import('./print-faults.ts');
      const { client, audience, probability, oneIn, next, for: time, pinned, data } = options;
      const terms = {
        ...(client === undefined ? {} : { client_id: client }),
        ...(audience === undefined ? {} : { audience }),
        ...(probability === undefined ? {} : { probability }),
        ...(oneIn === undefined ? {} : { one_in: oneIn }),
        ...(next === undefined ? {} : { next }),
        ...(time === undefined ? {} : { expires_in: Math.max(1, Math.round(time / 1_000)) }),
        ...(pinned === undefined ? {} : { pinned }),
      };
      await ask(data, 'set-fault', { fault: readFault(kind, parameters, terms) });
      printFaults(await ask(data, 'list-faults', {}));
    });
}

function subcommand(name: string, description: string): Command {
  return new Command(name).description(description).addOption(dataOption()).addHelpText('after', help);
}

function readPreset(text: string) {
  if (isFaultPreset(text)) return text;
  throw new CommandFailure(
    exitCodes.wrongUsage,
    `there is no preset ${text}. Presets: ${faultPresetNames.join(', ')}.`,
  );
}

function readProbability(text: string): number {
  const value = Number(text);
  if (/^(?:0?\.\d+|1|1\.0+)$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('A probability is a number above 0 and up to 1, such as 0.25.');
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number of requests, 1 or more.');
}
