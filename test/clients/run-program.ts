/** Runs a program of `programs/` as a user would: a process of its own, settings in the environment, JSON lines out. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Milliseconds after which a program hangs. */
const timeout = 30_000;

/**
 * What the program printed, a value for each line.
 * @throws {Error} with its exit code and standard error
 */
export async function runProgram(
  interpreter: string,
  name: string,
  settings: Readonly<Record<string, string>>,
): Promise<unknown[]> {
  const program = fileURLToPath(new URL(`programs/${name}`, import.meta.url));
  const { PATH = '' } = process.env;
  const { stdout } = await execute(interpreter, [program], { env: { PATH, ...settings }, timeout });
  return stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

const pythons = ['/usr/bin/python3', 'python3'];

/** A Python that can import the given modules, or why there is none, which is also said on the console. */
export async function findPython(...modules: string[]): Promise<{ python: string } | { missing: string }> {
  for (const python of pythons) {
    const canImport = await execute(python, ['-c', `import ${modules.join(', ')}`], { timeout }).then(
      () => true,
      () => false,
    );
    if (canImport) return { python };
  }
  const missing = `neither ${pythons.join(' nor ')} can import ${modules.join(', ')}`;
  console.warn(`Tests with Python are not run: ${missing}`);
  return { missing };
}
