import { rmSync } from 'node:fs';
import { readResidentMemory } from '../process-cpu.ts';
import { type Budget, compareRounds, median, type Ratio } from '../ratios.ts';
import type { CaseReport, Row } from '../report.ts';
import type { RunOptions } from '../run-options.ts';
import { managementScope, writeScope, writeSeed } from '../seed.ts';
import { startStoredTenant, type Tenant } from '../servers/tokenbench.ts';
import { clientCredentialsRequest, requestToken } from '../token-server.ts';
import { workPath } from '../work-folder.ts';

const sizes = {
  small: { apis: 100, grants: 1_000 },
  large: { apis: 10_000, grants: 100_000 },
};

/** Writes measured in each round, after as many that warm it up. */
const writes = 150;

interface Measured {
  name: string;
  tenant: Tenant;
  firstStart: number;
  again: number;
  memory: number;
  p50: number[];
}

/** A write of the Management API, and starts, in a small and in a large tenant that is kept on the disk. */
export async function measureWriteAndStart(options: RunOptions): Promise<CaseReport> {
  const small = await start(options, 'small');
  const large = await start(options, 'large').catch(async (error) => {
    await small.tenant.stop();
    throw error;
  });
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const one of round % 2 === 0 ? [small, large] : [large, small]) {
        one.p50.push(await writeMany(one.tenant));
        options.onProgress(`round ${round + 1}: ${one.name}: ${one.p50.at(-1)?.toFixed(2)} ms a write`);
      }
    }
  } finally {
    await Promise.all([small.tenant.stop(), large.tenant.stop()]);
  }
  return {
    title: 'Writes and starts, kept on the disk: 1,000 grants, against 100,000',
    rows: [small, large].map(describe),
    ratios: [
      compareRounds('Write p50, large tenant ÷ small', large.p50, small.p50, { rule: 'at most', value: 2 }),
      limit('Write p50, large tenant, ms', large.p50, { rule: 'at most', value: 1.5 }),
      limit('First start with the large seed, ms', [large.firstStart], { rule: 'at most', value: 3_000 }),
      limit('Start again, large tenant, ms', [large.again], { rule: 'at most', value: 700 }),
    ],
    notes: [],
  };
}

async function start(options: RunOptions, size: keyof typeof sizes): Promise<Measured> {
  const folder = workPath(`write-${size}`);
  rmSync(folder, { recursive: true, force: true });
  const seed = writeSeed(`write-${size}.json`, sizes[size]);
  const [first, firstStart] = await timed(() => startStoredTenant(options.cli, folder, seed));
  await first.stop();
  const starts: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    const [again, ms] = await timed(() => startStoredTenant(options.cli, folder));
    starts.push(ms);
    await again.stop();
  }
  const tenant = await startStoredTenant(options.cli, folder);
  options.onProgress(`${size}: first start ${Math.round(firstStart)} ms, again ${Math.round(median(starts))} ms`);
  return { name: size, tenant, firstStart, again: median(starts), memory: readResidentMemory(tenant.pid), p50: [] };
}

async function timed<Result>(act: () => Promise<Result>): Promise<[Result, number]> {
  const begin = performance.now();
  return [await act(), performance.now() - begin];
}

/** Milliseconds of a write in the middle of many, one after the other. */
async function writeMany({ managementAudience, tokenEndpoint }: Tenant): Promise<number> {
  const scope = `${managementScope} ${writeScope}`;
  const token = await requestToken(tokenEndpoint, clientCredentialsRequest({ audience: managementAudience, scope }));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const list = await fetch(`${managementAudience}resource-servers?per_page=2`, { headers });
  const [, { id }] = Object(await list.json());
  const times: number[] = [];
  for (let count = 0; count < 2 * writes; count += 1) {
    const begin = performance.now();
    const answer = await fetch(`${managementAudience}resource-servers/${id}`, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ token_lifetime: 3_600 + count }),
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`A wrong answer is no result: ${answer.status}`);
    if (count >= writes) times.push(performance.now() - begin);
  }
  return median(times);
}

/** A figure by itself, where the limit is one of its own. */
function limit(label: string, values: number[], budget: Budget): Ratio {
  return compareRounds(
    label,
    values,
    values.map(() => 1),
    budget,
  );
}

function describe({ name, firstStart, again, memory, p50 }: Measured): Row {
  return {
    name: `${name} tenant`,
    figures: {
      'first start ms': firstStart,
      'start again ms': again,
      'memory MiB': memory,
      'write p50 ms': median(p50),
    },
  };
}
