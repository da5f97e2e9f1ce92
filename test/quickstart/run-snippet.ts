/** Does with a snippet what a person does: saves its files in a folder, then pastes its steps into a shell. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Snippet } from '../../src-renderer/quickstart/quickstart.ts';
import { baseEnvironment, type Toolchain } from './toolchains.ts';

const execute = promisify(execFile);

/** Milliseconds after which a program hangs: a first Go build on a busy machine takes most of a minute. */
const patience = 100_000;

/** Without --norc bash takes a socket for its input as a remote login and reads the person's own settings. */
const shell = (script: string) => ['--norc', '-e', '-c', script];

export interface SavedSnippet {
  folder: string;
  /** What is pasted to run it: trust, then the command. */
  script: string;
  /** Last step. */
  tryIt: string;
  remove(): void;
}

export function saveSnippet({ steps }: Snippet, toolchain?: Toolchain): SavedSnippet {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-quickstart-'));
  for (const { file, text } of steps) {
    if (file !== undefined) writeFileSync(join(folder, file.replaceAll('/', '_')), `${text}\n`);
  }
  toolchain?.prepare(folder);
  const textOf = (isWanted: (title: string) => boolean) =>
    steps.flatMap(({ title, text }) => (isWanted(title) ? [text] : [])).join('\n');
  return {
    folder,
    script: textOf((title) => /^(Trust|Run)\b/.test(title)) || textOf((title) => title === 'Get a token'),
    tryIt: textOf((title) => title === 'Try it'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** What a script printed. @throws {Error} with its exit code and standard error */
export async function runScript(
  script: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const env = { ...baseEnvironment, ...environment };
  const { stdout } = await execute('bash', shell(script), { cwd: folder, env, timeout: patience });
  return stdout;
}

export interface ServedSnippet {
  /** `http://localhost:<port>` */
  origin: string;
  /** Everything the program printed. */
  output(): string;
  stop(): Promise<void>;
}

const listening = /listening|running on|server .* started/i;

/** Starts a snippet's API on a free port. @throws {Error} with what it printed, where it never listens */
export async function serveSnippet(
  { script, folder }: SavedSnippet,
  environment: Readonly<Record<string, string>>,
): Promise<ServedSnippet> {
  const port = await findFreePort();
  const env = { ...baseEnvironment, PORT: String(port), ...environment };
  // A group of its own: `go run` and `python3 -m` have children that must end with it.
  const server = spawn('bash', shell(script), { cwd: folder, env, detached: true });
  let output = '';
  const heard = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      if (listening.test(output)) resolve();
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`The program ended with ${code}: ${output}`)));
    AbortSignal.timeout(patience).addEventListener('abort', () => reject(new Error(`It never listens: ${output}`)));
  });
  const stop = () => endGroup(server);
  try {
    await heard;
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin: `http://localhost:${port}`, output: () => output, stop };
}

async function endGroup(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'close');
  process.kill(-server.pid, 'SIGKILL');
  await ended;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The probe listens at no port.');
  return address.port;
}
