import { performance } from 'node:perf_hooks';
import { compareRounds, median } from '../ratios.ts';
import type { CaseReport } from '../report.ts';
import type { RunOptions } from '../run-options.ts';
import { smallTenant, writeSeed } from '../seed.ts';
import { startMockServer } from '../servers/oauth2-mock-server.ts';
import { generateReferenceKey } from '../servers/start-reference.ts';
import { startStoredTenant } from '../servers/tokenbench.ts';
import { requestToken, type TokenServer, verifySampleToken } from '../token-server.ts';
import { workPath } from '../work-folder.ts';

interface ColdStart {
  /** Spawn to ready line, milliseconds. */
  ready: number;
  /** Spawn to the first token in hand, milliseconds. */
  firstToken: number;
}

/** Spawn to first token with stored keys: ours beside oauth2-mock-server. */
export async function measureColdStart(options: RunOptions): Promise<CaseReport> {
  const key = await generateReferenceKey();
  const dataFolder = workPath('data');
  const starters = [() => startStoredTenant(options.cli, dataFolder), () => startMockServer(key)];

  const prepared = await startStoredTenant(options.cli, dataFolder, writeSeed('small.json', smallTenant));
  await prepared.stop();
  for (const start of starters) {
    const server = await start();
    await verifySampleToken(server).finally(server.stop);
  }

  const samples = starters.map((): ColdStart[] => []);
  for (let round = 0; round < options.starts; round += 1) {
    const order = [...starters.entries()];
    for (const [index, start] of round % 2 === 0 ? order : order.reverse()) {
      samples[index]?.push(await timeColdStart(start));
    }
  }
  options.onProgress(`${options.starts} cold starts of each`);

  const [ours = [], mock = []] = samples;
  const firstTokens = (starts: ColdStart[]) => starts.map((start) => start.firstToken);
  return {
    title: `Cold start: spawn to first token with stored keys, ${options.starts} starts each`,
    rows: [
      { name: 'Tokenbench', figures: describeStarts(ours) },
      { name: 'oauth2-mock-server', figures: describeStarts(mock) },
    ],
    ratios: [
      compareRounds('Tokenbench ÷ oauth2-mock-server', firstTokens(ours), firstTokens(mock), {
        rule: 'at most',
        value: 1.35,
      }),
    ],
    notes: [],
  };
}

async function timeColdStart(start: () => Promise<TokenServer>): Promise<ColdStart> {
  const spawned = performance.now();
  const server = await start();
  try {
    const ready = performance.now() - spawned;
    await requestToken(server.tokenEndpoint, server.tokenRequest);
    return { ready, firstToken: performance.now() - spawned };
  } finally {
    await server.stop();
  }
}

function describeStarts(starts: ColdStart[]): Record<string, number> {
  return {
    'ready ms': median(starts.map((start) => start.ready)),
    'first token ms': median(starts.map((start) => start.firstToken)),
  };
}
