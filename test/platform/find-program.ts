import { spawnSync } from 'node:child_process';

/** Whether a program of the machine can be run; says so where not, since the tests that need it are then left out. */
export function hasProgram(program: string, versionArgument: string): boolean {
  const found = spawnSync(program, [versionArgument]).status === 0;
  if (!found) {
    console.warn(`${program} is not on this machine: the tests that need it are not run`);
  }
  return found;
}
