/** A second Node process that runs a TypeScript file of this folder and speaks in lines. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface NodeProcess {
  child: ChildProcess;
  /** All lines up to now. */
  lines: string[];
  /** Resolves when there are that many lines, or no more will come. */
  waitForLines(count: number): Promise<void>;
  /** Ends it as `kill -9` does; resolves when its last line was read. */
  kill(): Promise<void>;
  /** Resolves to the exit code. */
  ended: Promise<unknown>;
}

/** `fileBlocks` limits the size of the files it writes, in the blocks of the shell's `ulimit -f`. */
export function startNode(file: string, args: string[], { fileBlocks }: { fileBlocks?: number } = {}): NodeProcess {
  const node = [process.execPath, join(import.meta.dirname, file), ...args];
  const [command = '', ...rest] =
    fileBlocks === undefined ? node : ['/bin/sh', '-c', `ulimit -f ${fileBlocks}; exec "$@"`, 'sh', ...node];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'close'), once(reader, 'close')]).then(([[code]]) => code);
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    lines,
    ended,
    async waitForLines(count) {
      while (lines.length < count) {
        const more = once(reader, 'line');
        if ((await Promise.race([more, ended.then(() => 'ended')])) === 'ended') return;
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
