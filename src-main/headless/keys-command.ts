import { Command } from 'commander';
import type { ControlOutput } from '../runtime/control-requests.ts';
import { dataOption } from './command-options.ts';
import { print, printable, report } from './terminal.ts';

const help = `
Rotating makes the next key current and publishes a new next one. Tokens signed with the previous key stay valid until
it is revoked.

Examples:
  $ tokenbench keys list
  $ tokenbench keys rotate --data ./tenant`;

export function keysCommand(): Command {
  return new Command('keys')
    .description('List or rotate the signing keys of a running or stored tenant.')
    .addHelpText('after', help)
    .addCommand(
      new Command('list')
        .description('Print the kid, state, and times of each signing key.')
        .addOption(dataOption())
        .addHelpText('after', help)
        .action(({ data }: { data?: string }) => printKeys('list-keys', data)),
    )
    .addCommand(
      new Command('rotate')
        .description('Make the next signing key the current one, and print the keys.')
        .addOption(dataOption())
        .addHelpText('after', help)
        .action(({ data }: { data?: string }) => printKeys('rotate-keys', data)),
    );
}

async function printKeys(name: 'list-keys' | 'rotate-keys', data: string | undefined): Promise<void> {
  const [{ askTenant }, { resolveDataFolder }] = await Promise.all([
    import('./ask-tenant.ts'),
    import('../runtime/data-folder.ts'),
  ]);
  const keys = await askTenant(resolveDataFolder(data), name, {}, report);
  const width = Math.max(...keys.map(({ kid }) => kid.length));
  for (const key of keys) {
    print(`${printable(key.kid).padEnd(width)}  ${key.state.padEnd(8)}  ${describeTimes(key)}\n`);
  }
}

function describeTimes({
  created_at,
  current_since,
  current_until,
  revoked_at,
}: ControlOutput<'list-keys'>[number]): string {
  return [
    `created ${created_at}`,
    ...(current_since === undefined ? [] : [`current since ${current_since}`]),
    ...(current_until === undefined ? [] : [`until ${current_until}`]),
    ...(revoked_at === undefined ? [] : [`revoked ${revoked_at}`]),
  ].join(', ');
}
