import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { slowPem } from '../../builders/slow-pem.ts';
import { stopServers } from '../child-server.ts';
import { compareRounds, median } from '../ratios.ts';
import type { CaseReport } from '../report.ts';
import type { RunOptions } from '../run-options.ts';
import { smallTenant, writeSeed } from '../seed.ts';
import { type ConsolePage, openConsole, startConsoleTenant, type WatchedTenant } from '../servers/watched-tenant.ts';
import { requestToken } from '../token-server.ts';
import { workPath } from '../work-folder.ts';

/** Milliseconds that nothing may hold up the thread in which tokens are issued. */
const longestDelay = 50;

interface Bystander {
  page: ConsolePage;
  server: WatchedTenant;
  token: string;
}

type Job = (bystander: Bystander) => Promise<unknown>;

/** What others do to the tenant, while somebody waits for a token. */
const jobs: Record<string, Job> = {
  'nothing, for a second': () => new Promise((resolve) => setTimeout(resolve, 1_000)),
  'a token of 500 KB': ({ page }) => page.call('debugger.inspect', inspection(tokenOf(499_000))),
  'a paste of 1 MB, one token': ({ page }) => page.call('debugger.inspect', inspection(tokenOf(1_000_000))),
  'a paste of 1 MB, many tokens': ({ page, token }) =>
    page.call('debugger.inspect', inspection(`${token}\n`.repeat(1_000_000 / (token.length + 1)))),
  'a paste of 1 MB, no token': ({ page }) => page.call('debugger.inspect', inspection('eyJ.'.repeat(250_000))),
  'two tokens of 500 KB compared': ({ page }) =>
    page.call('debugger.compare', { left: tokenOf(500_000), right: `${tokenOf(499_000)}` }),
  'a key under 600,000 rounds': ({ page, token }) => page.call('debugger.inspect', underKey(token, 600_000)),
  'a key under ten million rounds': ({ page, token }) => page.call('debugger.inspect', underKey(token, 10_000_000)),
  'a filter over a full ring': async ({ page }) => {
    for (const filter of ['no-such-words', 'status:418 body:nothing', '-a -b -c -d -e']) {
      await page.call('traffic.list', { filter, count: 250 });
    }
  },
  'twenty streams nobody reads': async ({ page, server }) => {
    const leaving = new AbortController();
    await Promise.all(Array.from({ length: 20 }, () => page.openEvents(leaving.signal)));
    await exchange(server, 1_000);
    leaving.abort();
  },
  'a plan of 20,000 applications': ({ page }) => page.call('transfer.plan', { input: { files: manyClients(20_000) } }),
};

/** How long the tenant's one thread is held up, at most, by each of the largest things that anybody can ask of it. */
export async function measureEventLoopDelay(options: RunOptions): Promise<CaseReport> {
  const servers: WatchedTenant[] = [];
  const file = workPath('delay.json');
  process.env.DELAY_FILE = file;
  try {
    const probe = fileURLToPath(new URL('../servers/delay-probe.ts', import.meta.url));
    const seed = writeSeed('small.json', smallTenant);
    const server = await startConsoleTenant(options.cli, 'Tokenbench', seed, false, ['--import', probe]);
    servers.push(server);
    const page = await openConsole(server.console);
    const token = await requestToken(server.tokenEndpoint, server.tokenRequest);
    const bystander = { page, server, token };
    // The ring is filled once; code that runs for the first time is compiled first.
    await exchange(server, 10_000);
    for (const job of Object.values(jobs)) await job(bystander);

    const delays = new Map<string, number[]>(Object.keys(jobs).map((name) => [name, []]));
    for (let round = 1; round <= options.rounds; round += 1) {
      options.onProgress(`round ${round} of ${options.rounds}`);
      for (const [name, job] of Object.entries(jobs)) {
        options.onProgress(name);
        await readDelay(server.pid, file);
        await job(bystander);
        delays.get(name)?.push(await readDelay(server.pid, file));
      }
    }
    const rounds = Array.from({ length: options.rounds }, () => longestDelay);
    return {
      title: 'Event loop: how long the thread that issues tokens is held up by what others ask',
      rows: [...delays].map(([name, longest]) => ({ name, figures: { 'longest ms': median(longest) } })),
      ratios: [...delays].map(([name, longest]) =>
        compareRounds(`${name} ÷ ${longestDelay} ms`, longest, rounds, { rule: 'at most', value: 1 }),
      ),
      notes: [],
    };
  } finally {
    delete process.env.DELAY_FILE;
    await stopServers(servers);
  }
}

function inspection(text: string) {
  return { text, index: 0, verifyWith: { kind: 'automatic' } };
}

function underKey(token: string, rounds: number) {
  return { ...inspection(token), verifyWith: { kind: 'key', text: slowPem(rounds), passphrase: 'open' } };
}

function tokenOf(length: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const roles = Array.from(
    { length: Math.floor(length / 28) },
    (_, index) => `role-${String(index).padStart(12, '0')}`,
  );
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: 'https://issuer.example/', roles })}.${'A'.repeat(342)}`;
}

function manyClients(count: number) {
  const clients = Array.from({ length: count }, (_, index) => ({
    name: `Application ${index}`,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  }));
  return [{ path: 'tenant.json', text: JSON.stringify({ clients }) }];
}

async function exchange(server: WatchedTenant, count: number): Promise<void> {
  const atOnce = 20;
  for (let done = 0; done < count; done += atOnce) {
    await Promise.all(
      Array.from({ length: atOnce }, () => fetch(server.jwksUri).then((response) => response.arrayBuffer())),
    );
  }
}

/** Milliseconds since it was read the last time. */
async function readDelay(pid: number, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 10));
  return Number(Object(JSON.parse(readFileSync(file, 'utf8'))).longest);
}
