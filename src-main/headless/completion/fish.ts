import { quoteWord } from '../../contract/shell-words.ts';
import type { Offer } from '../completed-option.ts';
import { type CommandWords, type OptionWords, offersSomething } from './command-words.ts';

/** A script for fish 3 and newer. */
export function writeFishScript(commands: readonly CommandWords[]): string {
  return `# fish completion for tokenbench

# Whether the words before the cursor are of this command and, where one is given, at this argument of it.
function __tokenbench_at
    set -l command tokenbench
    set -l operand 0
    set -l value 0
    set -l rest 0
    set -l tokens (commandline -opc)
    for word in $tokens[2..-1]
        if test $value = 1
            set value 0
        else if test $rest = 1
            set operand (math $operand + 1)
        else if test "$word" = --
            set rest 1
        else if string match -q -- '-?*' $word
            if contains -- "$command $word" $__tokenbench_value_options
                set value 1
            end
        else if test $operand = 0; and contains -- "$command $word" $__tokenbench_commands
            set command "$command $word"
        else
            set operand (math $operand + 1)
        end
    end
    test "$command" = $argv[1]; or return 1
    set -q argv[2]; or return 0
    test $rest = 0; or not set -q argv[3]; or return 1
    string match -q -- $argv[2] $operand
end

set -g __tokenbench_commands${commands
    .flatMap(({ commands: below }) => below.map(({ path }) => continueLine(path)))
    .join('')}
set -g __tokenbench_value_options${commands
    .flatMap(({ path, options }) =>
      options
        .filter(({ value }) => value !== undefined)
        .flatMap(({ names }) => names.map((name) => continueLine(`${path} ${name}`))),
    )
    .join('')}

# No files but where they are asked for.
complete -c tokenbench -e
complete -c tokenbench -f
${commands.map(writeCommand).join('')}`;
}

function continueLine(word: string): string {
  return ` \\\n    ${quoteWord(word, 'fish')}`;
}

function writeCommand({ path, options, operands, commands: below }: CommandWords): string {
  const lines = [
    ...below.map(({ name, description }) =>
      // A command stands before "--".
      completeAt([path, '0', 'command'], `-a ${quoteWord(name, 'fish')} -d ${quoteWord(description, 'fish')}`),
    ),
    ...operands
      .map((operand, index) => ({ ...operand, place: operand.isVariadic ? '*' : String(index) }))
      .filter(offersSomething)
      .map(({ place, offer }) => completeAt([path, place], writeOffer(offer))),
    ...options.map((option) => completeAt([path], writeOption(option))),
  ];
  return `\n# ${path}\n${lines.join('\n')}\n`;
}

function completeAt(place: readonly string[], rest: string): string {
  const condition = ['__tokenbench_at', ...place.map((word) => quoteWord(word, 'fish'))].join(' ');
  return `complete -c tokenbench -n ${quoteWord(condition, 'fish')} ${rest}`;
}

function writeOption({ names, description, value, offer }: OptionWords): string {
  return [
    ...names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)),
    ...(value === undefined ? [] : ['-r', writeOffer(offer)]),
    `-d ${quoteWord(description, 'fish')}`,
  ].join(' ');
}

function writeOffer(offer: Offer): string {
  if (offer === 'files') return '-F';
  if (offer === 'folders') return "-f -a '(__fish_complete_directories)'";
  return offer.length === 0 ? '-f' : `-f -a ${quoteWord(offer.join(' '), 'fish')}`;
}
