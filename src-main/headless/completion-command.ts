import { Command } from 'commander';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { CompletedArgument } from './completed-option.ts';
import { completedShells } from './completion/completed-shells.ts';
import { print } from './terminal.ts';

const help = `
The script completes commands, options, known option values, and paths. Print it again after an update.

Examples:
  $ tokenbench completion bash > completion.bash

To install it:
  bash        in ~/.bashrc:                     source <(tokenbench completion bash)
  zsh         in ~/.zshrc, after compinit:      source <(tokenbench completion zsh)
  fish        in ~/.config/fish/config.fish:    tokenbench completion fish | source
  powershell  in the file that $PROFILE names:  tokenbench completion powershell | Out-String | Invoke-Expression`;

/** `completion` reads what it prints from the command that it is part of. */
export function completionCommand(): Command {
  return (
    new Command('completion')
      .description('Print a script that completes this command in your shell.')
      .addArgument(new CompletedArgument('[shell]', completedShells.join(', '), completedShells))
      // Commander's own error for a missing argument does not name the shells.
      .usage('[options] <shell>')
      .addHelpText('after', help)
      .action(printScript)
  );
}

async function printScript(name: string | undefined, _options: unknown, command: Command): Promise<void> {
  const shell = completedShells.find((one) => one === name);
  if (shell === undefined || command.parent === null) {
    const what = name === undefined ? 'name the shell' : `there is no completion for ${name}. Name one of`;
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `${what}: ${completedShells.join(', ')}. To install it in bash: source <(tokenbench completion bash). For the others see "tokenbench completion --help".`,
    );
  }
  const { writeScript } = await import('./completion/write-script.ts');
  print(writeScript(shell, command.parent));
}
