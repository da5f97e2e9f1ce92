/** The screens in a real Chromium, behind each host: `playwright test -c test/e2e/playwright.config.ts`. */
import { defineConfig } from '@playwright/test';
import type { HostOptions } from './fixture.ts';
import { whyNoElectron } from './hosts/why-no-electron.ts';

// Workers load this file as well, and once is enough.
const reason = process.env.TEST_WORKER_INDEX === undefined ? whyNoElectron() : undefined;
if (reason !== undefined) console.log(`${reason}: the specs of the real desktop host are not run.`);

// What these walk through is the same page behind each host, and main-paths.spec.ts walks the main ways on both. All of
// them on both would take the suite past ten minutes: `E2E_ALL=1` has the stand-in run them, too.
const screens = [
  'clients',
  'debugger',
  'debugger-editing',
  'debugger-keys',
  'large-tenant',
  'resource-servers',
  'settings',
  'signing-keys',
];
const sameOnEachHost = process.env.E2E_ALL === undefined ? screens.map((name) => `${name}.spec.ts`) : [];

export default defineConfig<HostOptions>({
  testMatch: '**/*.spec.ts',
  outputDir: '../../out/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // A guard against what hangs; a busy machine takes its time over axe.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  projects: [
    { name: 'browser', testIgnore: 'desktop/**', use: { host: 'browser' } },
    // The same Chromium shows the same screens: what axe finds is found behind the browser host.
    {
      name: 'stand-in',
      testIgnore: ['browser/**', 'accessibility.spec.ts', ...sameOnEachHost],
      grepInvert: /axe finds nothing/,
      use: { host: 'stand-in' },
    },
    { name: 'electron', testIgnore: 'browser/**', use: { host: 'electron' } },
  ],
});
