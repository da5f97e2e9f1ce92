import { Command, InvalidArgumentError, Option } from 'commander';
import type { ImportInput, ImportPlan } from '../contract/methods/transfer.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { dataOption, passphraseOption } from './command-options.ts';
import { print, report } from './terminal.ts';

interface ImportOptions {
  data?: string;
  dryRun?: true;
  yes?: true;
  json?: true;
  mappings?: string;
  keyword: Record<string, string>;
  removeOthers?: true;
  skipProblems?: true;
  passphraseFile?: string;
}

const help = `
The path is a tenant.yaml of the Auth0 deploy tool, the folder that it exports, or a file of "tokenbench export". What would
be created, changed, left alone and ignored is printed first; then all of it is applied, or nothing. Nothing is removed
without --remove-others. What has problems stands in the way of all, unless --skip-problems leaves it out. A folder without
a tenant gets one.

Keywords (##NAME## and @@NAME@@) are taken from --keyword, from --mappings, from AUTH0_KEYWORD_REPLACE_MAPPINGS (JSON), and
from environment variables of their names, in this order. A passphrase is taken from --passphrase-file or from
TOKENBENCH_PASSPHRASE.

Examples:
  $ tokenbench import tenant.yaml --dry-run
  $ tokenbench import ./auth0 --keyword ENV=dev --yes
  $ tokenbench import ./auth0 --mappings config.json --skip-problems --yes
  $ tokenbench import fixture.json --data ./tenant --remove-others --yes`;

export function importCommand(): Command {
  return new Command('import')
    .description('Import a definition of the Auth0 deploy tool, or a Tokenbench file, into a running or stored tenant.')
    .argument('<path>', 'a file or a folder')
    .addOption(new Option('--dry-run', 'print what would happen, and stop'))
    .addOption(new Option('--yes', 'apply without asking'))
    .addOption(new Option('--json', 'print the plan as JSON'))
    .addOption(new Option('--mappings <file>', 'a JSON file of keywords and their values'))
    .addOption(
      new Option('--keyword <name=value>', 'a keyword and its value; may be repeated')
        .default({}, 'none')
        .argParser(readKeyword),
    )
    .addOption(new Option('--remove-others', 'remove what the files do not have, of the sections that they have'))
    .addOption(new Option('--skip-problems', 'leave out what has problems, and import the rest'))
    .addOption(passphraseOption('opens the secrets of a Tokenbench file'))
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(runImport);
}

function readKeyword(text: string, before: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([A-Za-z0-9_.-]+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('A keyword is given as NAME=VALUE.');
  }
  return { ...before, [name]: value };
}

async function runImport(path: string, options: ImportOptions): Promise<void> {
  const [
    { askTenant },
    { resolveDataFolder },
    { readImport },
    { readMappings, readExclusions, notHeeded },
    { readPassphrase },
    { describePlan, countActions },
  ] = await Promise.all([
    import('./ask-tenant.ts'),
    import('../runtime/data-folder.ts'),
    import('./read-import.ts'),
    import('./read-mappings.ts'),
    import('./read-passphrase.ts'),
    import('./describe-plan.ts'),
  ]);
  const folder = resolveDataFolder(options.data);
  const passphrase = readPassphrase(options.passphraseFile);
  const given: ImportInput = {
    files: await readImport(path),
    mappings: { ...readMappings(options.mappings), ...options.keyword },
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(options.removeOthers ? { removesOthers: true } : {}),
    ...(options.skipProblems ? { skipsProblems: true } : {}),
    exclude: readExclusions(options.mappings),
  };
  for (const name of notHeeded(options.mappings)) report(`${name} of ${options.mappings} is not heeded.`);
  const planOf = async (input: ImportInput) =>
    planned(await askTenant(folder, 'plan-import', input, report, { ifNone: 'memory' }));
  let input = given;
  let plan = await planOf(input);
  const fromEnvironment = keywordsOf(plan, process.env);
  if (Object.keys(fromEnvironment).length > 0) {
    input = { ...given, mappings: { ...fromEnvironment, ...given.mappings } };
    plan = await planOf(input);
  }
  print(options.json ? `${JSON.stringify(plan)}\n` : describePlan(plan));
  if (!plan.canApply) {
    throw new CommandFailure(
      exitCodes.wrongSeed,
      `${path} cannot be imported: see the problems above. Mend them, or add --skip-problems to import the rest. Nothing was changed`,
    );
  }
  if (options.dryRun || isDone(plan)) return;
  if (!options.yes && !(await isAgreed(`Apply ${countActions(plan)}?`))) {
    throw new CommandFailure(exitCodes.refused, 'nothing was changed.');
  }
  const wish = { input, fingerprint: plan.fingerprint };
  planned(await askTenant(folder, 'apply-import', wish, report, { ifNone: 'create' }));
  if (!options.json) print('Imported.\n');
}

function isDone({ counts: { create, update, remove } }: ImportPlan): boolean {
  return create + update + remove === 0;
}

function planned(answer: { plan: ImportPlan } | { problem: { message: string } }): ImportPlan {
  if ('plan' in answer) return answer.plan;
  throw new CommandFailure(exitCodes.wrongSeed, answer.problem.message);
}

function keywordsOf({ keywords }: ImportPlan, environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    keywords.flatMap((keyword) => {
      const value = environment[keyword];
      return value === undefined ? [] : [[keyword, value]];
    }),
  );
}

async function isAgreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      'there is nobody to ask: add --yes to apply the import, or --dry-run to look only.',
    );
  }
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await asking.question(`${question} [y/N] `)).trim());
  } finally {
    asking.close();
  }
}
