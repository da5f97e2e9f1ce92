import { Command, Option } from 'commander';
import { dataOption } from './command-options.ts';
import { print, report } from './terminal.ts';

interface TokenOptions {
  client: string;
  audience: string;
  scope?: string;
  data?: string;
}

const help = `
The same token, with the same checks, as from the token endpoint. If the tenant is not running, it is opened for this
one token, with the issuer http://localhost:4400/.

Examples:
  $ tokenbench token --client "Nightly Job" --audience https://appointments.example/
  $ tokenbench token --client "Nightly Job" --audience https://appointments.example/ --scope read:appointments
  $ curl -H "authorization: Bearer $(tokenbench token --client "API Explorer Application" --audience /api/v2/)" \\
      http://localhost:4400/api/v2/clients`;

export function tokenCommand(): Command {
  return new Command('token')
    .description('Print an access token for an application of a running or stored tenant.')
    .addOption(new Option('--client <name|id>', 'the application').makeOptionMandatory())
    .addOption(
      new Option('--audience <id>', "the API's identifier; /api/v2/ is the Management API").makeOptionMandatory(),
    )
    .addOption(new Option('--scope <scopes>', 'separated by spaces; all granted scopes if omitted'))
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(printToken);
}

async function printToken({ client, audience, scope, data }: TokenOptions): Promise<void> {
  const [{ askTenant }, { TokenRefusedError }, { resolveDataFolder }] = await Promise.all([
    import('./ask-tenant.ts'),
    import('../runtime/issue-token.ts'),
    import('../runtime/data-folder.ts'),
  ]);
  const wish = { client, audience, ...(scope === undefined ? {} : { scope }) };
  const answer = await askTenant(resolveDataFolder(data), 'token', wish, report);
  if (!('access_token' in answer)) throw new TokenRefusedError({ hint: undefined, ...answer });
  print(`${answer.access_token}\n`);
}
