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
The token is the one that the token endpoint would give the application: the same checks refuse it. A tenant that is not
running is opened for this one token, and is then its issuer at http://localhost:4400/.

Examples:
  $ tokenbench token --client "Nightly Job" --audience https://appointments.example/
  $ tokenbench token --client "Nightly Job" --audience https://appointments.example/ --scope read:appointments
  $ curl -H "authorization: Bearer $(tokenbench token --client "API Explorer Application" --audience /api/v2/)" \\
      http://localhost:4400/api/v2/clients`;

export function tokenCommand(): Command {
  return new Command('token')
    .description('Print an access token of an application of a running or stored tenant.')
    .addOption(new Option('--client <name|id>', 'the application').makeOptionMandatory())
    .addOption(
      new Option('--audience <id>', "the API's identifier; /api/v2/ is the Management API").makeOptionMandatory(),
    )
    .addOption(new Option('--scope <scopes>', 'separated by spaces; all that are granted without it'))
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
