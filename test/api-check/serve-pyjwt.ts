import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServedApi } from './serve-api.ts';

/** The API of `programs/serve-with-pyjwt.py`, in a process of its own. */
export async function servePyjwt(
  python: string,
  { issuer, audience, scope }: { issuer: string; audience: string; scope: string },
): Promise<ServedApi> {
  const program = fileURLToPath(new URL('programs/serve-with-pyjwt.py', import.meta.url));
  const { PATH = '' } = process.env;
  const child = spawn(python, [program], {
    env: { PATH, ISSUER: issuer, AUDIENCE: audience, SCOPE: scope },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  child.stdout.resume();
  const { port } = JSON.parse(String(line).split('\n')[0] ?? '');
  return {
    url: `http://127.0.0.1:${port}/orders`,
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
