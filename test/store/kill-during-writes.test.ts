/** The server is killed a hundred times while several clients write through the Management API, and a session through none. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { storedIn } from '../builders/stored-in.ts';
import { aDataFolder, openDb } from './data-folder.ts';

const rounds = 50;
const writers = 4;

it('keeps every acknowledged write of concurrent clients when its process is killed 100 times', async () => {
  await Promise.all([killServer(), killServer()]);
}, 180_000);

async function killServer(): Promise<void> {
  const folder = aDataFolder();
  const acknowledged = new Set<string>();
  const removed = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer(folder);
    let writing: ReturnType<typeof writeUntilGone>[] = [];
    let wanted = 2 + Math.floor(Math.random() * 20);
    const enough = new Promise<void>((resolve) => {
      const count = () => {
        wanted -= 1;
        if (wanted === 0) resolve();
      };
      writing = Array.from({ length: writers }, (_, writer) => writeUntilGone(server, `${round}-${writer}`, count));
    });
    // A write takes well under a millisecond, a request a few: the kill falls on any part of one.
    await Promise.race([
      ...writing,
      enough.then(() => new Promise((resolve) => setTimeout(resolve, Math.random() * 4))),
    ]);
    server.child.kill('SIGKILL');
    await server.ended;
    for (const { made, gone } of await Promise.all(writing)) {
      for (const id of made) acknowledged.add(id);
      for (const id of gone) removed.add(id);
    }
  }
  expect(acknowledged.size).toBeGreaterThan(rounds);
  const { resourceServers = {} } = storedIn(openDb(folder)) ?? {};
  const kept = new Set(Object.values(resourceServers).map(({ identifier }) => identifier));
  expect([...acknowledged].filter((id) => !kept.has(id) && !removed.has(id))).toEqual([]);
  expect([...removed].filter((id) => kept.has(id))).toEqual([]);
}

interface Server {
  child: ChildProcess;
  ended: Promise<unknown>;
  api: string;
  token: string;
}

async function startServer(folder: string): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve-for-writers.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ended, ...JSON.parse(String(line)) };
}

/** Every third API is removed again, which is acknowledged as well. */
async function writeUntilGone(
  { api, token }: Server,
  name: string,
  onAcknowledged: () => void,
): Promise<{ made: string[]; gone: string[] }> {
  const made: string[] = [];
  const gone: string[] = [];
  /** Its removal was under way. */
  let doubtful: string | undefined;
  const send = (method: string, path: string, body?: object) =>
    fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  for (let number = 0; ; number += 1) {
    const identifier = `https://${name}-${number}.example/`;
    try {
      const created = await send('POST', 'resource-servers', { identifier, name: identifier });
      expect(created.status).toBe(201);
      const { id }: { id: string } = Object(await created.json());
      made.push(identifier);
      onAcknowledged();
      if (number % 3 !== 2) continue;
      doubtful = identifier;
      expect((await send('DELETE', `resource-servers/${id}`)).status).toBe(204);
      doubtful = undefined;
      gone.push(identifier);
    } catch (error) {
      if (error instanceof TypeError) return { made: made.filter((one) => one !== doubtful), gone };
      throw error;
    }
  }
}
