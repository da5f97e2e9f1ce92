/** Options of the commands that read a definition: import, and serve with its seed. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { passphraseOption } from './command-options.ts';
import { CompletedOption } from './completed-option.ts';

export interface DefinitionOptions {
  mappings?: string;
  keyword: Record<string, string>;
  skipProblems?: true;
  passphraseFile?: string;
}

/** How the options are said in help. */
export const definitionHelp = `Keywords (##NAME## and @@NAME@@) are taken from --keyword, from --mappings, from AUTH0_KEYWORD_REPLACE_MAPPINGS (JSON), and
from environment variables of their names, in this order. A passphrase is taken from --passphrase-file or from
TOKENBENCH_PASSPHRASE.`;

export function addDefinitionOptions(command: Command): Command {
  return command
    .addOption(new CompletedOption('--mappings <file>', 'a JSON file of keywords and their values', 'files'))
    .addOption(
      new Option('--keyword <name=value>', 'a keyword and its value; may be repeated')
        .default({}, 'none')
        .argParser(readKeyword),
    )
    .addOption(new Option('--skip-problems', 'skip what has problems and import the rest'))
    .addOption(passphraseOption('decrypts the secrets in a Tokenbench file'));
}

function readKeyword(text: string, before: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([A-Za-z0-9_.-]+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('A keyword is given as NAME=VALUE.');
  }
  return { ...before, [name]: value };
}
