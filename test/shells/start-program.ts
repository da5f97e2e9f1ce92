import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a script in a shell; the process of the test goes on, so that it can answer what the script asks of it. */
export async function startProgram(program: string, script: string): Promise<void> {
  await once(spawn(program, ['-c', script], { stdio: 'ignore' }), 'close');
}
