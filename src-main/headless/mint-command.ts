import { Command, InvalidArgumentError, Option } from 'commander';
import { type Breakage, breakages } from '../contract/methods/debugger.ts';
import { dataOption } from './command-options.ts';
import { CompletedOption } from './completed-option.ts';
import { print, report } from './terminal.ts';

interface MintOptions {
  claim: [string, unknown][];
  header: [string, unknown][];
  without: string[];
  key?: string;
  kid?: string;
  api?: string;
  pem?: string;
  break?: Breakage;
  data?: string;
}

const help = `
The claims are added to iss, iat, and exp (one hour). Values that are valid JSON are read as JSON, others as text.

Examples:
  $ tokenbench mint --claim sub=alice --claim aud=https://appointments.example/ --claim 'permissions=["read"]'
  $ tokenbench mint --claim aud=https://appointments.example/ --break expire
  $ tokenbench mint --key unpublished | tokenbench decode -
  $ tokenbench mint --pem ./my-key.pem --header kid=mine`;

export function mintCommand(): Command {
  return new Command('mint')
    .description('Print any token a test needs, valid or invalid, from a running or stored tenant.')
    .addOption(new Option('--claim <name=value>', 'a claim; may be repeated').default([]).argParser(collectMember))
    .addOption(new Option('--header <name=value>', 'a header; may be repeated').default([]).argParser(collectMember))
    .addOption(new Option('--without <claim>', 'leaves a claim out; may be repeated').default([]).argParser(collect))
    .addOption(
      new Option('--key <which>', "the tenant's key to sign with")
        .choices(['current', 'next', 'previous', 'unpublished'])
        .conflicts(['kid', 'api', 'pem']),
    )
    .addOption(new Option('--kid <kid>', 'a key of the tenant by its kid').conflicts(['api', 'pem']))
    .addOption(new Option('--api <id>', 'the signing secret of this API (HS256)').conflicts(['pem']))
    .addOption(new CompletedOption('--pem <file>', 'a private key of your own', 'files'))
    .addOption(new Option('--break <how>', 'one thing that an API must refuse').choices(breakages))
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(printToken);
}

async function printToken(options: MintOptions): Promise<void> {
  const { claim, header, without, data, break: breakage } = options;
  const [{ askTenant }, { resolveDataFolder }] = await Promise.all([
    import('./ask-tenant.ts'),
    import('../runtime/data-folder.ts'),
  ]);
  const key = await chooseKey(options);
  const request = {
    claims: Object.fromEntries(claim),
    header: Object.fromEntries(header),
    without,
    ...(key === undefined ? {} : { key }),
    ...(breakage === undefined ? {} : { breakage }),
  };
  const { token } = await askTenant(resolveDataFolder(data), 'mint', request, report);
  print(`${token}\n`);
}

async function chooseKey({ key, kid, api, pem }: MintOptions) {
  if (kid !== undefined) return { kid };
  if (api !== undefined) return { api };
  if (pem !== undefined) return { pem: await readPem(pem) };
  return (['current', 'next', 'previous', 'unpublished'] as const).find((one) => one === key);
}

async function readPem(path: string): Promise<string> {
  const [{ readFile }, { CommandFailure, exitCodes }] = await Promise.all([
    import('node:fs/promises'),
    import('./command-failure.ts'),
  ]);
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new CommandFailure(exitCodes.wrongUsage, `the file ${path} cannot be read.`);
  }
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

function collectMember(text: string, earlier: [string, unknown][]): [string, unknown][] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Give name=value.');
  return [...earlier, [name, readValue(value)]];
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
