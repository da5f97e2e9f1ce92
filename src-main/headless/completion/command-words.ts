/** What completion scripts are made of: the words of every command, read from the table that also parses them. */
import type { Argument, Command, Option } from 'commander';
import { CompletedArgument, CompletedOption, type Offer } from '../completed-option.ts';

export interface OptionWords {
  /** The short form first, where there is one. */
  names: readonly string[];
  description: string;
  /** What help calls the value; none where the option takes none. */
  value: string | undefined;
  offer: Offer;
}

export interface OperandWords {
  name: string;
  offer: Offer;
  isVariadic: boolean;
}

export interface CommandWords {
  /** As it is typed, such as `tokenbench keys list`. */
  path: string;
  options: readonly OptionWords[];
  operands: readonly OperandWords[];
  commands: readonly { name: string; path: string; description: string }[];
}

/** The command itself first, then all below it. What help hides is left out. */
export function readCommandWords(command: Command, parent = ''): CommandWords[] {
  const help = command.createHelp();
  const path = parent === '' ? command.name() : `${parent} ${command.name()}`;
  const below = help.visibleCommands(command);
  const words: CommandWords = {
    path,
    options: help.visibleOptions(command).map(readOption),
    operands: command.registeredArguments.map(readOperand),
    commands: below.map((one) => ({
      name: one.name(),
      path: `${path} ${one.name()}`,
      description: toOneLine(one.summary() || one.description()),
    })),
  };
  return [words, ...below.flatMap((one) => readCommandWords(one, path))];
}

function readOption(option: Option): OptionWords {
  const [, value] = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags) ?? [];
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    description: toOneLine(option.description),
    value: option.required || option.optional ? value : undefined,
    offer: option instanceof CompletedOption ? option.offer : (option.argChoices ?? []),
  };
}

function readOperand(argument: Argument): OperandWords {
  return {
    name: argument.name(),
    offer: argument instanceof CompletedArgument ? argument.offer : (argument.argChoices ?? []),
    isVariadic: argument.variadic,
  };
}

/** Whether there is anything to offer. */
export function offersSomething({ offer }: { offer: Offer }): boolean {
  return offer.length > 0;
}

function toOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
