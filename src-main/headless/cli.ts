#!/usr/bin/env node
/** The command. It loads nothing before the cache of compiled code is on: that cache halves the time of a start. */
import module from 'node:module';
import { availableParallelism } from 'node:os';

// What is used of Node is there since 22.13, SQLite among it; a start would fail with words that help nobody.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  const { report } = await import('./terminal.ts');
  report(`needs Node.js 22.13 or newer; this is ${process.version}.`);
  process.exit(1);
}

module.enableCompileCache();

// Signing is all that the pool is busy with. More threads than cores take the turn from the one that serves: 9 % of the
// token endpoint's rate on two cores.
process.env.UV_THREADPOOL_SIZE ??= String(Math.max(2, availableParallelism()));

const { runCommandLine } = await import('./command-line.ts');
process.exitCode = await runCommandLine(process.argv);
