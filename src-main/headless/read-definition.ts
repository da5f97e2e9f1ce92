/** What is said beside the files of a definition: keywords, the tool's configuration, a passphrase. */
import { readFileSync } from 'node:fs';
import type { ImportInput } from '../contract/methods/transfer.ts';
import { findKeywords } from '../tenant/transfer/keywords.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import type { DefinitionOptions } from './definition-options.ts';
import { readPassphrase } from './read-passphrase.ts';

export type Definition = Pick<ImportInput, 'files' | 'mappings' | 'passphrase' | 'skipsProblems' | 'exclude'>;

/**
 * The files and what is said beside them.
 * @param report is told which settings of the tool's configuration are not heeded
 * @throws {CommandFailure} where a file of the options cannot be read
 */
export function readDefinition(
  files: Definition['files'],
  { mappings: configFile, keyword = {}, skipProblems, passphraseFile }: Partial<DefinitionOptions>,
  report: (message: string) => void,
): Definition {
  const config = configFile === undefined ? {} : readObject(readText(configFile), configFile);
  for (const name of notHeeded(config)) report(`${name} of ${configFile} is ignored.`);
  const passphrase = readPassphrase(passphraseFile);
  return {
    files,
    mappings: { ...keywordsOfEnvironment(files), ...mappingsOfEnvironment(), ...mappingsOf(config), ...keyword },
    exclude: exclusionsOf(config),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(skipProblems ? { skipsProblems: true } : {}),
  };
}

function mappingsOfEnvironment(): Record<string, unknown> {
  const { AUTH0_KEYWORD_REPLACE_MAPPINGS: text = '' } = process.env;
  return text === '' ? {} : readObject(text, 'AUTH0_KEYWORD_REPLACE_MAPPINGS');
}

/** Of the variables only those that the files name. */
function keywordsOfEnvironment(files: Definition['files']): Record<string, string> {
  const named = new Set(files.flatMap(({ text }) => findKeywords(text)));
  return Object.fromEntries(
    [...named].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The deploy tool's own configuration file has them under a name. */
function mappingsOf(config: Record<string, unknown>): Record<string, unknown> {
  const { AUTH0_KEYWORD_REPLACE_MAPPINGS: inside } = config;
  return typeof inside === 'object' && inside !== null ? { ...inside } : config;
}

/** What the deploy tool's configuration leaves out. */
function exclusionsOf(config: Record<string, unknown>): NonNullable<ImportInput['exclude']> {
  const lists = {
    sections: textsOf(config.AUTH0_EXCLUDED),
    only: textsOf(config.AUTH0_INCLUDED_ONLY),
    clients: textsOf(config.AUTH0_EXCLUDED_CLIENTS),
    resourceServers: textsOf(config.AUTH0_EXCLUDED_RESOURCE_SERVERS),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, names]) => names !== undefined));
}

/** Settings of the tool's configuration that choose what it imports, and that are not heeded here. */
function notHeeded(config: Record<string, unknown>): string[] {
  const heeded = ['AUTH0_EXCLUDED', 'AUTH0_INCLUDED_ONLY', 'AUTH0_EXCLUDED_CLIENTS', 'AUTH0_EXCLUDED_RESOURCE_SERVERS'];
  const choosing = /^(?:AUTH0_EXCLUDED_|EXCLUDED_PROPS$|INCLUDED_PROPS$|AUTH0_ALLOW_DELETE$)/;
  return Object.keys(config).filter((name) => choosing.test(name) && !heeded.includes(name));
}

function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CommandFailure(exitCodes.wrongUsage, `${file} cannot be read. Give a JSON file of keywords.`, { cause });
  }
}

function readObject(text: string, what: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below: what is wrong may be a value that is nobody's business.
  }
  throw new CommandFailure(exitCodes.wrongUsage, `${what} is not a JSON object of keywords and values.`);
}
