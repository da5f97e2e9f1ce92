import type { Command } from 'commander';
import { writeBashScript } from './bash.ts';
import { readCommandWords } from './command-words.ts';
import type { CompletedShell } from './completed-shells.ts';
import { writeFishScript } from './fish.ts';
import { writePowershellScript } from './powershell.ts';
import { writeZshScript } from './zsh.ts';

const writers = {
  bash: writeBashScript,
  zsh: writeZshScript,
  fish: writeFishScript,
  powershell: writePowershellScript,
} as const;

/** The completion script of a shell, for the whole command. */
export function writeScript(shell: CompletedShell, program: Command): string {
  return writers[shell](readCommandWords(program));
}
