import { Command, Option } from 'commander';
import type { ImportInput, ImportPlan } from '../contract/methods/transfer.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { dataOption } from './command-options.ts';
import { CompletedArgument } from './completed-option.ts';
import { addDefinitionOptions, type DefinitionOptions, definitionHelp } from './definition-options.ts';
import { print, report } from './terminal.ts';

interface ImportOptions extends DefinitionOptions {
  data?: string;
  dryRun?: true;
  yes?: true;
  json?: true;
  removeOthers?: true;
}

const help = `
The path is a tenant.yaml of the Auth0 Deploy CLI, a folder that it exported, or a file of "tokenbench export". The
plan is printed first. Then all of it is applied, or nothing. Nothing is deleted without --remove-others. Problems
stop the import, unless --skip-problems skips what has them. A folder without a tenant gets one.

${definitionHelp}

Examples:
  $ tokenbench import tenant.yaml --dry-run
  $ tokenbench import ./auth0 --keyword ENV=dev --yes
  $ tokenbench import ./auth0 --mappings config.json --skip-problems --yes
  $ tokenbench import fixture.json --data ./tenant --remove-others --yes`;

export function importCommand(): Command {
  const command = new Command('import')
    .description('Import Auth0 Deploy CLI files, a seed, or a Tokenbench file into a running or stored tenant.')
    .addArgument(new CompletedArgument('<path>', 'a file or a folder', 'files'))
    .addOption(new Option('--dry-run', 'print the plan without applying it'))
    .addOption(new Option('--yes', 'apply without asking'))
    .addOption(new Option('--json', 'print the plan as JSON'))
    .addOption(new Option('--remove-others', "delete what the files don't contain, in the sections they have"));
  return addDefinitionOptions(command).addOption(dataOption()).addHelpText('after', help).action(runImport);
}

async function runImport(path: string, options: ImportOptions): Promise<void> {
  const [{ askTenant }, { resolveDataFolder }, { readImport }, { readDefinition }, { describePlan, countActions }] =
    await Promise.all([
      import('./ask-tenant.ts'),
      import('../runtime/data-folder.ts'),
      import('./read-import.ts'),
      import('./read-definition.ts'),
      import('./describe-plan.ts'),
    ]);
  const folder = resolveDataFolder(options.data);
  const input: ImportInput = {
    ...readDefinition(await readImport(path), options, report),
    ...(options.removeOthers ? { removesOthers: true } : {}),
  };
  const plan = planned(await askTenant(folder, 'plan-import', input, report, { ifNone: 'memory' }));
  print(options.json ? `${JSON.stringify(plan)}\n` : describePlan(plan));
  if (!plan.canApply) {
    throw new CommandFailure(
      exitCodes.wrongSeed,
      `${path} cannot be imported: see the problems above. Fix them, or add --skip-problems to import the rest. Nothing was changed`,
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

async function isAgreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      'there is no terminal to ask: add --yes to apply the import, or --dry-run to preview it.',
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
