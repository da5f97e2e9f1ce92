import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Key generation and child processes share two cores with everything else.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One core is left to nobody: half of the time goes by in waiting for child processes.
    maxWorkers: '100%',
  },
});
