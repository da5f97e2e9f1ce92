import { readFileSync } from 'node:fs';
import type { ImportInput } from '../contract/methods/transfer.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';

/** Keywords and their values from a JSON file, over those of `AUTH0_KEYWORD_REPLACE_MAPPINGS`, as the deploy tool knows it. */
export function readMappings(file: string | undefined): Record<string, unknown> {
  const { AUTH0_KEYWORD_REPLACE_MAPPINGS: fromEnvironment = '' } = process.env;
  return {
    ...(fromEnvironment === '' ? {} : readObject(fromEnvironment, 'AUTH0_KEYWORD_REPLACE_MAPPINGS')),
    ...(file === undefined ? {} : fromConfig(readObject(readText(file), file))),
  };
}

/** What the deploy tool's configuration leaves out, from the file of the mappings. */
export function readExclusions(file: string | undefined): NonNullable<ImportInput['exclude']> {
  const content = file === undefined ? {} : readObject(readText(file), file);
  const lists = {
    sections: textsOf(content.AUTH0_EXCLUDED),
    only: textsOf(content.AUTH0_INCLUDED_ONLY),
    clients: textsOf(content.AUTH0_EXCLUDED_CLIENTS),
    resourceServers: textsOf(content.AUTH0_EXCLUDED_RESOURCE_SERVERS),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, names]) => names !== undefined));
}

/** Settings of the tool's configuration that choose what it imports, and that are not heeded here. */
export function notHeeded(file: string | undefined): string[] {
  const content = file === undefined ? {} : readObject(readText(file), file);
  const heeded = ['AUTH0_EXCLUDED', 'AUTH0_INCLUDED_ONLY', 'AUTH0_EXCLUDED_CLIENTS', 'AUTH0_EXCLUDED_RESOURCE_SERVERS'];
  const choosing = /^(?:AUTH0_EXCLUDED_|EXCLUDED_PROPS$|INCLUDED_PROPS$|AUTH0_ALLOW_DELETE$)/;
  return Object.keys(content).filter((name) => choosing.test(name) && !heeded.includes(name));
}

function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** The deploy tool's own configuration file has them under a name. */
function fromConfig(content: Record<string, unknown>): Record<string, unknown> {
  const { AUTH0_KEYWORD_REPLACE_MAPPINGS: inside } = content;
  return typeof inside === 'object' && inside !== null ? { ...inside } : content;
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
  throw new CommandFailure(exitCodes.wrongUsage, `${what} is no JSON object of keywords and their values.`);
}
