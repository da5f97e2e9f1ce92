import { stopServers } from '../child-server.ts';
import { measureInRounds } from '../measure.ts';
import { compareRounds } from '../ratios.ts';
import { type CaseReport, describeLoad, ratesOf } from '../report.ts';
import type { RunOptions } from '../run-options.ts';
import { smallTenant, writeSeed } from '../seed.ts';
import { startConsoleTenant, type WatchedTenant } from '../servers/watched-tenant.ts';
import { tokenTarget, verifySampleToken } from '../token-server.ts';

/** What it costs the token endpoint that somebody looks at the traffic while the ring is full and turns over. */
export async function measureTrafficScreen(options: RunOptions): Promise<CaseReport> {
  const servers: WatchedTenant[] = [];
  try {
    const seed = writeSeed('small.json', smallTenant);
    const watched = await startConsoleTenant(options.cli, 'Traffic in view', seed, true);
    servers.push(watched);
    const alone = await startConsoleTenant(options.cli, 'Nobody looks', seed, false);
    servers.push(alone);
    for (const server of servers) await verifySampleToken(server);

    const targets = servers.map((server) => tokenTarget(server));
    const samples = await measureInRounds(targets, options);
    for (const server of servers) await verifySampleToken(server);
    if (watched.rows() < 1_000) throw new Error(`The screen was given ${watched.rows()} rows: nothing was watched.`);

    const [inView = [], unseen = []] = samples.map(ratesOf);
    return {
      title: 'Traffic screen: the token endpoint while somebody looks at a full ring, and while nobody does',
      ...describeLoad(targets, samples),
      ratios: [compareRounds('Token issue, in view ÷ unseen', inView, unseen, { rule: 'at least', value: 0.95 })],
    };
  } finally {
    await stopServers(servers);
  }
}
