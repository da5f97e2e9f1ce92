// A server under measurement is a child process that says when it is ready on one line of its standard output.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ChildServer<Ready> {
  pid: number;
  ready: Ready;
  stop(): Promise<void>;
}

const readyWithinMs = 120_000;
const stopWithinMs = 10_000;

/**
 * Starts `node ...args` and resolves when `readReadyLine` recognizes a line of its output.
 * Rejects with the child's last words when it ends, or is not ready within two minutes.
 */
export async function startChild<Ready>(
  args: string[],
  readReadyLine: (line: string) => Ready | undefined,
): Promise<ChildServer<Ready>> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const killWithParent = () => child.kill('SIGKILL');
  process.once('exit', killWithParent);
  const exited = once(child, 'exit').finally(() => process.off('exit', killWithParent));

  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
  });

  const ready = await new Promise<Ready>((resolve, reject) => {
    const fail = (reason: string) => {
      child.kill('SIGKILL');
      reject(new Error(`node ${args.join(' ')}: ${reason}\n${lastWords}`));
    };
    const timer = setTimeout(() => fail(`no ready line within ${readyWithinMs / 1000} s`), readyWithinMs);
    exited.then(
      ([code]) => fail(`ended with code ${code} before its ready line`),
      (error: Error) => fail(error.message),
    );
    const lines = createInterface({ input: child.stdout }).on('line', function readLine(line) {
      try {
        const found = readReadyLine(line);
        if (found === undefined) return;
        resolve(found);
      } catch (error) {
        fail(`its ready line cannot be read: ${error instanceof Error ? error.message : error}`);
      }
      clearTimeout(timer);
      // Whatever it says later is read, lest the pipe fill, and dropped.
      lines.off('line', readLine);
    });
  });

  let stopping = false;
  exited.then(([code, signal]) => {
    if (!stopping) console.error(`node ${args.join(' ')}: ended by itself (${code ?? signal})\n${lastWords}`);
  });

  if (child.pid === undefined) throw new Error(`node ${args.join(' ')}: has no process id`);
  return {
    pid: child.pid,
    ready,
    async stop() {
      stopping = true;
      const timer = setTimeout(killWithParent, stopWithinMs);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Stops all, whatever becomes of each. */
export async function stopServers(servers: { stop(): Promise<void> }[]): Promise<void> {
  await Promise.allSettled(servers.map((server) => server.stop()));
}
