import { quoteWord } from '../../contract/shell-words.ts';
import type { Offer } from '../completed-option.ts';
import type { CommandWords, OperandWords, OptionWords } from './command-words.ts';

/** A script that can be sourced, or kept as `_tokenbench` in a folder of `fpath`. */
export function writeZshScript(commands: readonly CommandWords[]): string {
  return `#compdef tokenbench
# zsh completion for tokenbench

${commands.map(writeFunction).join('\n')}
# Kept in fpath, the file is the body of the function at its first call.
if [[ $funcstack[1] == _tokenbench ]]; then
  _tokenbench "$@"
else
  compdef _tokenbench tokenbench
fi
`;
}

function writeFunction({ path, options, operands, commands: below }: CommandWords): string {
  const specs = [...options.map(writeOption), ...(below.length > 0 ? [] : operands.map(writeOperand))];
  if (below.length === 0) {
    return `${nameFunction(path)}() {
  _arguments -S${specs.map(continueLine).join('')}
}
`;
  }
  return `${nameFunction(path)}() {
  local curcontext=$curcontext state line ret=1
  local -A opt_args
  local -a commands
  _arguments -C -S${[...specs, "'1: :->command'", "'*:: :->arguments'"].map(continueLine).join('')} && ret=0
  case $state in
    command)
      commands=(
${below.map(({ name, description }) => `        ${quoteWord(`${name}:${description}`, 'posix')}`).join('\n')}
      )
      _describe -t commands command commands && ret=0
      ;;
    arguments)
      case $words[1] in
${below.map((one) => `        ${one.name}) ${nameFunction(one.path)} && ret=0 ;;`).join('\n')}
      esac
      ;;
  esac
  return ret
}
`;
}

function continueLine(spec: string): string {
  return ` \\\n    ${spec}`;
}

function nameFunction(path: string): string {
  return `_${path.replaceAll(/[^A-Za-z0-9]/g, '_')}`;
}

/** Of options with a value the table does not say which may be repeated, so that all of them may. */
function writeOption({ names, description, value, offer }: OptionWords): string {
  const text = `[${description.replace(/[\\[\]]/g, '\\$&')}]`;
  if (value === undefined) {
    const others = names.length > 1 ? `(${names.join(' ')})` : '';
    return names.map((name) => quoteWord(`${others}${name}${text}`, 'posix')).join(' ');
  }
  return names
    .map((name) => {
      // A value follows in the next word, behind "=" or right behind the letter.
      const joined = name.startsWith('--') ? `${name}=` : `${name}+`;
      return quoteWord(`*${joined}${text}:${escapeColons(value)}:${writeOffer(offer)}`, 'posix');
    })
    .join(' ');
}

function writeOperand({ name, offer, isVariadic }: OperandWords, index: number): string {
  return quoteWord(`${isVariadic ? '*' : index + 1}:${escapeColons(name)}:${writeOffer(offer)}`, 'posix');
}

function writeOffer(offer: Offer): string {
  if (offer === 'files') return '_files';
  if (offer === 'folders') return '_files -/';
  // A space stands for nothing to offer.
  return offer.length === 0 ? ' ' : `(${offer.join(' ')})`;
}

function escapeColons(text: string): string {
  return text.replace(/[\\:]/g, '\\$&');
}
