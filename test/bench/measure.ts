// Puts load on servers in turns, so that whatever else the machine does hits all of them alike.

import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { readProcessCpu } from './process-cpu.ts';

export const connections = 16;

/** One request, repeated by every connection as soon as its answer is in. */
export interface LoadTarget {
  name: string;
  pid: number;
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

export interface LoadSample {
  requestsPerSecond: number;
  p99Ms: number;
  /** Processor time of the server's process; undefined where the system does not tell. */
  cpuMicrosecondsPerRequest: number | undefined;
  /** 0 to 1; near 1 the load generator, not the server, sets the pace. */
  generatorBusy: number;
}

export interface LoadOptions {
  /** Seconds per measurement. */
  seconds: number;
  rounds: number;
  onProgress(line: string): void;
}

/**
 * Measures every target once per round, A B C then C B A, after a warm-up of each.
 * Returns the samples of each target in the order of the rounds; throws if any answer was not 2xx.
 */
export async function measureInRounds(targets: LoadTarget[], options: LoadOptions): Promise<LoadSample[][]> {
  for (const target of targets) {
    options.onProgress(`warm-up: ${target.name}`);
    await applyLoad(target, Math.max(1, options.seconds));
  }
  const samples = targets.map((): LoadSample[] => []);
  for (let round = 0; round < options.rounds; round += 1) {
    const order = [...targets.entries()];
    for (const [index, target] of round % 2 === 0 ? order : order.reverse()) {
      const sample = await applyLoad(target, options.seconds);
      samples[index]?.push(sample);
      options.onProgress(`round ${round + 1}: ${target.name}: ${Math.round(sample.requestsPerSecond)} req/s`);
    }
  }
  return samples;
}

async function applyLoad(target: LoadTarget, seconds: number): Promise<LoadSample> {
  const cpuBefore = readProcessCpu(target.pid);
  const loopBefore = performance.eventLoopUtilization();
  const { name: _name, pid: _pid, ...request } = target;
  const result = await autocannon({ ...request, connections, duration: seconds, sampleInt: 200 });
  const generatorBusy = performance.eventLoopUtilization(loopBefore).utilization;
  const cpuAfter = readProcessCpu(target.pid);

  const answered = result['2xx'];
  if (answered === 0 || result.non2xx + result.errors + result.timeouts + result.mismatches + result.resets > 0) {
    throw new Error(
      `${target.name}: a wrong answer is no result: ${answered} answers 2xx, ${result.non2xx} other, ` +
        `${result.errors} errors (${result.timeouts} timeouts), ${result.resets} resets; ` +
        `by status ${JSON.stringify(result.statusCodeStats)}`,
    );
  }
  return {
    requestsPerSecond: (answered * 1000) / (result.finish.getTime() - result.start.getTime()),
    p99Ms: result.latency.p99,
    cpuMicrosecondsPerRequest:
      cpuBefore === undefined || cpuAfter === undefined ? undefined : (cpuAfter - cpuBefore) / answered,
    generatorBusy,
  };
}
