import { quoteWord } from '../../contract/shell-words.ts';
import type { Offer } from '../completed-option.ts';
import { type CommandWords, offersSomething } from './command-words.ts';

/** A script for bash 3.2 and newer, with nothing of bash-completion. */
export function writeBashScript(commands: readonly CommandWords[]): string {
  return `# bash completion for tokenbench
_tokenbench() {
  local IFS=$' \\t\\n' command=tokenbench value='' rest='' kind='' offered='' options='' prefix='' glue=''
  local piece word cur head i last operand=0
  local -a words=()

  # Readline breaks words at these characters; the command does not.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    piece=\${COMP_WORDS[i]}
    last=$((\${#words[@]} - 1))
    if [[ -n $piece && -z \${piece//[=:@]/} && $last -ge 0 ]]; then
      words[last]+=$piece glue=1
    elif [[ -n $piece && -n $glue ]]; then
      words[last]+=$piece glue=''
    else
      words+=("$piece") glue=''
    fi
  done
  last=$((\${#words[@]} - 1))
  cur=\${words[last]}
  if [[ -n $glue ]]; then head=$cur; else head=\${cur%"$piece"}; fi

  for ((i = 0; i < last; i++)); do
    word=\${words[i]}
    if [[ -n $value ]]; then
      value=''
    elif [[ -n $rest ]]; then
      operand=$((operand + 1))
    elif [[ $word == -- ]]; then
      rest=1
    elif [[ $word == -?* ]]; then
      case "$command $word" in
${cases(valueOptions(commands), 8, () => 'value=$word')}
      esac
    else
      case "$operand $command $word" in
${indent(
  commands.flatMap(({ commands: below }) =>
    below.map(({ path }) => `${quoteWord(`0 ${path}`, 'posix')}) command=${quoteWord(path, 'posix')} ;;`),
  ),
  8,
)}
        *) operand=$((operand + 1)) ;;
      esac
    fi
  done

  case $command in
${indent(
  commands.map(
    ({ path, options }) =>
      `${quoteWord(path, 'posix')}) options='${options.flatMap(({ names }) => names).join(' ')}' ;;`,
  ),
  4,
)}
  esac
  if [[ -z $value && -z $rest && $cur == --*=* ]]; then
    value=\${cur%%=*} prefix=\${cur%%=*}= cur=\${cur#*=}
  fi
  if [[ -n $value ]]; then
    case "$command $value" in
${cases(valueOptions(commands).filter(offersSomething), 6, assignOffer)}
    esac
  elif [[ -z $rest && $cur == -* ]]; then
    offered=$options
  else
    case "$command $operand" in
${cases(operands(commands), 6, assignOffer)}
    esac
    if [[ -z $rest && -z $cur && -z $kind && -z $offered ]]; then offered=$options; fi
  fi

  COMPREPLY=()
  IFS=$'\\n'
  case $kind in
    # Readline quotes file names itself. The bash of macOS has no compopt.
    files) compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$cur")) ;;
    folders) compopt -o dirnames 2>/dev/null || COMPREPLY=($(compgen -d -- "$cur")) ;;
  esac
  IFS=' '
  for word in $offered; do
    if [[ $word == "$cur"* ]]; then
      word=$prefix$word
      COMPREPLY+=("\${word#"$head"}")
    fi
  done
}
complete -F _tokenbench tokenbench
`;
}

interface Place {
  pattern: string;
  offer: Offer;
}

function valueOptions(commands: readonly CommandWords[]): Place[] {
  return commands.flatMap(({ path, options }) =>
    options
      .filter(({ value }) => value !== undefined)
      .flatMap(({ names, offer }) => names.map((name) => ({ pattern: quoteWord(`${path} ${name}`, 'posix'), offer }))),
  );
}

function operands(commands: readonly CommandWords[]): Place[] {
  return commands.flatMap(({ path, operands: own, commands: below }) => {
    const places = own.map(({ offer, isVariadic }, index) => ({
      pattern: isVariadic ? `${quoteWord(`${path} `, 'posix')}*` : quoteWord(`${path} ${index}`, 'posix'),
      offer,
    }));
    const names = { pattern: quoteWord(`${path} 0`, 'posix'), offer: below.map(({ name }) => name) };
    return [names, ...places].filter(offersSomething);
  });
}

/** One case for all places where the same is done. */
function cases(places: readonly Place[], width: number, act: (offer: Offer) => string): string {
  const patterns = new Map<string, string[]>();
  for (const { pattern, offer } of places) {
    const action = act(offer);
    patterns.set(action, [...(patterns.get(action) ?? []), pattern]);
  }
  return indent(
    [...patterns].map(([action, own]) => `${own.join(' | ')}) ${action} ;;`),
    width,
  );
}

function assignOffer(offer: Offer): string {
  return typeof offer === 'string' ? `kind=${offer}` : `offered=${quoteWord(offer.join(' '), 'posix')}`;
}

function indent(lines: readonly string[], width: number): string {
  return lines.map((line) => `${' '.repeat(width)}${line}`).join('\n');
}
