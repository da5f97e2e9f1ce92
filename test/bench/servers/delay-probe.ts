// Preloaded into a server: writes to DELAY_FILE, at each SIGUSR2, the longest time in milliseconds that its event loop was
// held up since the signal before.

import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const resolution = 1;
const file = process.env.DELAY_FILE;

// Threads of the server load this as well.
if (isMainThread && file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  process.on('SIGUSR2', () => {
    // After the turn that is under way, which may be the one that counts.
    setTimeout(() => {
      writeFileSync(`${file}.new`, JSON.stringify({ longest: Math.max(0, delay.max / 1e6 - resolution) }));
      renameSync(`${file}.new`, file);
      delay.reset();
    }, 5);
  });
}
