import { readFileSync } from 'node:fs';
import { CommandFailure, exitCodes } from './command-failure.ts';

/** The first line of a file, else `TOKENBENCH_PASSPHRASE`; never an argument, which other users of the machine can see. */
export function readPassphrase(file: string | undefined): string | undefined {
  const { TOKENBENCH_PASSPHRASE: fromEnvironment } = process.env;
  if (file === undefined) return fromEnvironment || undefined;
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0] || undefined;
  } catch (cause) {
    throw new CommandFailure(exitCodes.wrongUsage, `the passphrase file ${file} cannot be read.`, { cause });
  }
}
