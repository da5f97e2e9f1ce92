import { Command } from 'commander';
import type { ControlOutput } from '../runtime/control-requests.ts';
import { dataOption, readSignedDuration } from './command-options.ts';
import { print } from './terminal.ts';

interface DataOptions {
  data?: string;
}

const help = `
Tokens, lifetimes, and logs follow the tenant's clock; timeouts, certificates, and fault expiry don't. Restarting
Tokenbench resets it.

Examples:
  $ tokenbench clock
  $ tokenbench clock shift 5m                five minutes ahead of this machine
  $ tokenbench clock shift -- -90s           behind it
  $ tokenbench clock freeze                  stands still where it is
  $ tokenbench clock freeze 2026-01-31T12:00:00Z
  $ tokenbench clock advance 1h
  $ tokenbench clock reset`;

export function clockCommand(): Command {
  return subcommand('clock', "Print or set a running tenant's clock.")
    .action(async ({ data }: DataOptions) => {
      const { ask } = await import('./print-faults.ts');
      await printClock((await ask(data, 'list-faults', {})).clock);
    })
    .addCommand(
      subcommand('shift', "Move the clock ahead of or behind this machine's clock.")
        .argument('<duration>', 'such as 90s, 5m, 2h, 30d; with a minus behind', readSignedDuration)
        .action((offset_ms: number, _options: DataOptions, command: Command) => set({ offset_ms }, command)),
    )
    .addCommand(
      subcommand('freeze', 'Freeze the clock.')
        .argument('[time]', 'ISO 8601; now, without one')
        .action((frozen_at = 'now', _options: DataOptions, command: Command) => set({ frozen_at }, command)),
    )
    .addCommand(
      subcommand('advance', 'Move the clock forward, even while it is frozen.')
        .argument('<duration>', 'such as 90s, 5m, 2h, 30d', readSignedDuration)
        .action((advance_ms: number, _options: DataOptions, command: Command) => set({ advance_ms }, command)),
    )
    .addCommand(
      subcommand('reset', 'Reset the clock to real time.').action(async (_options: DataOptions, command: Command) => {
        const { ask } = await import('./print-faults.ts');
        await printClock(await ask(dataOf(command), 'reset-clock', {}));
      }),
    );
}

async function set(
  clock: { offset_ms: number } | { frozen_at: string } | { advance_ms: number },
  command: Command,
): Promise<void> {
  const { ask } = await import('./print-faults.ts');
  await printClock(await ask(dataOf(command), 'set-clock', { clock }));
}

/** Both `clock --data` and its commands take the folder. */
function dataOf(command: Command): string | undefined {
  return command.optsWithGlobals<DataOptions>().data;
}

async function printClock(clock: ControlOutput<'set-clock'>): Promise<void> {
  const { describeClock } = await import('./print-faults.ts');
  print(`${describeClock(clock) ?? `The clock is that of this machine: ${clock.now}.`}\n`);
}

function subcommand(name: string, description: string): Command {
  return new Command(name).description(description).addOption(dataOption()).addHelpText('after', help);
}
