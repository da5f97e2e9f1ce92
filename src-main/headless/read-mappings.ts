import { readFileSync } from 'node:fs';
import { CommandFailure, exitCodes } from './command-failure.ts';

/** Keywords and their values from a JSON file, over those of `AUTH0_KEYWORD_REPLACE_MAPPINGS`, as the deploy tool knows it. */
export function readMappings(file: string | undefined): Record<string, unknown> {
  const { AUTH0_KEYWORD_REPLACE_MAPPINGS: fromEnvironment = '' } = process.env;
  return {
    ...(fromEnvironment === '' ? {} : readObject(fromEnvironment, 'AUTH0_KEYWORD_REPLACE_MAPPINGS')),
    ...(file === undefined ? {} : fromConfig(readObject(readText(file), file))),
  };
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
