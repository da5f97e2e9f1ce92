// What a run found, as data (`--json`) and as the Markdown made of it.

import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release } from 'node:os';
import type { LoadSample, LoadTarget } from './measure.ts';
import { median, type Ratio } from './ratios.ts';

export interface Row {
  name: string;
  /** Column title to value; absent columns are left blank. */
  figures: Record<string, number>;
}

export interface CaseReport {
  title: string;
  rows: Row[];
  ratios: Ratio[];
  notes: string[];
}

export interface MachineFacts {
  processor: string;
  cores: number;
  system: string;
  node: string;
  /** One-minute load average when the run began: what else the machine was doing. */
  loadAverage: number;
  packages: Record<string, string>;
}

const comparedPackages = ['autocannon', 'fastify', 'oauth2-mock-server', 'oidc-provider'];
const generatorLimit = 0.9;

/** Facts of this machine and the versions measured against. */
export function readMachineFacts(): MachineFacts {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    system: `${platform()} ${release()}`,
    node: process.version,
    loadAverage: loadavg()[0] ?? Number.NaN,
    packages: Object.fromEntries(comparedPackages.map((name) => [name, readInstalledVersion(name)])),
  };
}

function readInstalledVersion(name: string): string {
  const manifest = readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8');
  return String(JSON.parse(manifest).version);
}

/** One row per target: medians over the rounds. */
export function describeLoad(targets: LoadTarget[], samples: LoadSample[][]): { rows: Row[]; notes: string[] } {
  const notes: string[] = [];
  const rows = targets.map((target, index) => {
    const ofTarget = samples[index] ?? [];
    const figures: Record<string, number> = {
      'req/s': median(ofTarget.map((sample) => sample.requestsPerSecond)),
      'p99 ms': median(ofTarget.map((sample) => sample.p99Ms)),
    };
    const cpu = ofTarget.flatMap((sample) => sample.cpuMicrosecondsPerRequest ?? []);
    if (cpu.length > 0) figures['server CPU µs/req'] = median(cpu);
    const busy = median(ofTarget.map((sample) => sample.generatorBusy));
    if (busy > generatorLimit) {
      notes.push(
        `${target.name}: the load generator was ${Math.round(busy * 100)} % busy, so the server may be faster than shown; compare the CPU column.`,
      );
    }
    return { name: target.name, figures };
  });
  return { rows, notes };
}

/** The requests per second of one target, in the order of the rounds. */
export function ratesOf(samples: LoadSample[] | undefined): number[] {
  return (samples ?? []).map((sample) => sample.requestsPerSecond);
}

/** The run as Markdown, machine facts first. */
export function printMarkdown(machine: MachineFacts, reports: CaseReport[]): string {
  const versions = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`);
  return [
    `# Benchmarks`,
    `${machine.cores} cores (${machine.processor}), ${machine.system}, Node ${machine.node}, load average ${machine.loadAverage.toFixed(2)}; ${versions.join(', ')}.`,
    ...reports.map(printCase),
  ].join('\n\n');
}

function printCase(report: CaseReport): string {
  const columns = [...new Set(report.rows.flatMap((row) => Object.keys(row.figures)))];
  const figures = printTable(
    ['', ...columns],
    report.rows.map((row) => [row.name, ...columns.map((column) => formatFigure(row.figures[column]))]),
  );
  const ratios = printTable(
    ['Ratio', 'Measured', 'Rounds', 'Budget', ''],
    report.ratios.map((ratio) => [
      ratio.label,
      ratio.value.toFixed(2),
      `${ratio.lowest.toFixed(2)} to ${ratio.highest.toFixed(2)}`,
      ratio.budget ? `${ratio.budget.rule} ${ratio.budget.value.toFixed(2)}` : '',
      ratio.met === undefined ? '' : ratio.met ? 'met' : '**missed**',
    ]),
  );
  return [`## ${report.title}`, figures, ratios, ...report.notes.map((note) => `- ${note}`)].join('\n\n');
}

function printTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function formatFigure(value: number | undefined): string {
  if (value === undefined) return '';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}
