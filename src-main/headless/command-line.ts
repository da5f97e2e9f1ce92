/** The words that the command understands, and what becomes of an error. */
import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { checkCommand } from './check-command.ts';
import { clockCommand } from './clock-command.ts';
import { exitCodes } from './command-failure.ts';
import { completionCommand } from './completion-command.ts';
import { decodeCommand } from './decode-command.ts';
import { describeFailure } from './describe-failure.ts';
import { exportCommand } from './export-command.ts';
import { faultCommand } from './fault-command.ts';
import { importCommand } from './import-command.ts';
import { keysCommand } from './keys-command.ts';
import { logsCommand } from './logs-command.ts';
import { mintCommand } from './mint-command.ts';
import { serveCommand } from './serve-command.ts';
import { print, printError, report } from './terminal.ts';
import { tokenCommand } from './token-command.ts';
import { verifyCommand } from './verify-command.ts';

const exitCodesHelp = `
Exit codes:
  0  done; decode: the signature is verified; verify: every token is
  1  another error
  2  wrong option or argument, or a token that can't be read
  3  refused: no token for this application; import: not confirmed; decode, verify: not verified; check: failures
  4  not found: no tenant in the data folder, or none running; decode, verify: no suitable key
  5  the port is taken by another program
  6  the data folder is in use or can't be used
  7  the seed or import is invalid
  8  check: inconclusive, because the valid token is refused`;

const examples = `
Examples:
  $ tokenbench serve                       a tenant at http://localhost:4400 and https://localhost:4443
  $ tokenbench serve --ephemeral --seed tenant.yaml --port 0 --json
  $ tokenbench token --client "Nightly Job" --audience https://appointments.example/
  $ tokenbench token --client "Nightly Job" --audience https://appointments.example/ | tokenbench decode -
  $ tokenbench logs --follow outcome:refused

The data folder is --data, else TOKENBENCH_DATA, else the system's place for application data.`;

/** Resolves to the exit code. Errors are one line on standard error. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  // A reader such as `head` may leave early; there is nobody left to tell.
  process.stdout.on('error', () => undefined);
  try {
    await createProgram().parseAsync([...argv]);
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    // Help and version end this way too; what they had to say is said.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    const { line, exitCode } = await describeFailure(error);
    if (process.env.TOKENBENCH_DEBUG === undefined) report(line);
    else printError(`tokenbench: ${line}\n`);
    return exitCode;
  }
}

/** Every command, with its options and help. */
export function createProgram(): Command {
  const program = new Command('tokenbench')
    .description('A local, offline mock of an Auth0 tenant: applications, APIs, tokens, keys, and the Management API.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', examples);
  for (const command of [
    serveCommand(),
    tokenCommand(),
    mintCommand(),
    decodeCommand(),
    verifyCommand(),
    keysCommand(),
    logsCommand(),
    importCommand(),
    exportCommand(),
    faultCommand(),
    clockCommand(),
    checkCommand(),
    completionCommand(),
  ])
    program.addCommand(command);
  for (const command of allCommands(program)) {
    command
      .exitOverride()
      .addHelpText('after', exitCodesHelp)
      .configureOutput({
        writeOut: print,
        writeErr: printError,
        outputError: (text) => report(describeUsageError(text, command)),
      });
  }
  return program;
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function describeUsageError(text: string, command: Command): string {
  const what = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  return `${what}. See "${pathOf(command)} --help".`;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
