/** Runs the built command as people do: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ReadyLine {
  issuer: string;
  httpsIssuer: string | null;
  tokenEndpoint: string;
  jwksUri: string;
  managementAudience: string;
  caCertificate: string | null;
  controlToken: string;
  applications: { name: string; clientId: string; clientSecret: string | null; audiences: string[] }[];
}

export interface Served {
  pid: number;
  ready: ReadyLine;
  /** Sends SIGTERM unless told otherwise; resolves when the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

interface RunOptions {
  input?: string;
  env?: Record<string, string>;
}

/** Runs the command to its end. */
export async function runCommand(args: readonly string[], { input = '', env = {} }: RunOptions = {}): Promise<Ended> {
  const { child, ended } = spawnCommand(args, env);
  child.stdin?.end(input);
  return ended;
}

/** Starts `serve … --json` and resolves when its line is there. The process ends with the test at the latest. */
export async function serve(args: readonly string[], options?: RunOptions): Promise<Served> {
  const { text, ...served } = await startServing([...args, '--json'], '\n', options);
  return { ready: JSON.parse(text), ...served };
}

/** Starts `serve …` and resolves when it has said all that it says. */
export async function serveForPeople(args: readonly string[]): Promise<Omit<Served, 'ready'> & { text: string }> {
  return startServing(args, 'Ctrl+C.\n');
}

async function startServing(args: readonly string[], lastWords: string, { env = {} }: RunOptions = {}) {
  const { child, ended, output } = spawnCommand(['serve', ...args], env);
  while (!output.stdout.includes(lastWords)) {
    const news = await Promise.race([once(child.stdout ?? child, 'data'), ended]);
    if (!Array.isArray(news)) throw new Error(`serve ended before it was ready: ${news.stderr}`);
  }
  return {
    pid: child.pid ?? 0,
    text: output.stdout,
    stop(signal: NodeJS.Signals = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

export function spawnCommand(args: readonly string[], env: Record<string, string>) {
  if (!existsSync(cli)) throw new Error(`${cli} is not there: run "npm run build" first.`);
  const child: ChildProcess = spawn(process.execPath, [cli, ...args], { env: { ...cleanEnvironment(), ...env } });
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code, ...output }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, output };
}

/** A data folder of the person who runs the tests is none of theirs. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { TOKENBENCH_DATA: _data, TOKENBENCH_DEBUG: _debug, ...env } = process.env;
  return env;
}
