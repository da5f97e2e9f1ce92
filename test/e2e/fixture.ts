/** The same specs on each host: `app` starts it for one spec, `shared` once for all that change nothing in it. */
import { test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { browserHost } from './hosts/browser-host.ts';
import { electronHost } from './hosts/electron-host.ts';
import type { Launcher, StartedHost, StartOptions } from './hosts/host.ts';
import { standInHost } from './hosts/stand-in-host.ts';
import { whyNoElectron } from './hosts/why-no-electron.ts';

export interface HostOptions {
  host: 'browser' | 'stand-in' | 'electron';
}

export interface App extends StartedHost {
  /** What the page complained of; a spec fails where something is left. */
  complaints: string[];
}

interface Fixtures {
  /** With a tenant of its own. */
  app: App;
  /** The application of this worker, at Getting started. */
  shared: App;
  /** For starts with options; ended with the spec. */
  start: (options?: Partial<StartOptions>) => Promise<App>;
}

interface WorkerFixtures extends HostOptions {
  launcher: Launcher;
  sharedHost: { app(): Promise<App> };
}

const launchers = { browser: browserHost, 'stand-in': standInHost, electron: electronHost };

export const test = base.extend<Fixtures, WorkerFixtures>({
  host: ['browser', { option: true, scope: 'worker' }],

  launcher: [
    async ({ host }, use) => {
      const launcher = launchers[host]();
      await use(launcher);
      await launcher.close();
    },
    { scope: 'worker' },
  ],

  sharedHost: [
    async ({ launcher }, use) => {
      let app: Promise<App> | undefined;
      await use({
        app: () => {
          app ??= open(launcher, { port: 0 });
          return app;
        },
      });
      await (await app)?.close();
    },
    { scope: 'worker' },
  ],

  start: async ({ host, launcher }, use, testInfo) => {
    skipWhereMissing(host, testInfo);
    const started: App[] = [];
    await use(async (options = {}) => {
      const app = await open(launcher, { port: 0, ...options });
      started.push(app);
      return app;
    });
    for (const app of started) {
      if (testInfo.status !== testInfo.expectedStatus) await attachPicture(app.page, testInfo);
      await app.close();
    }
    for (const { complaints } of started) expect(complaints).toEqual([]);
  },

  app: async ({ start }, use) => {
    await use(await start());
  },

  shared: async ({ host, sharedHost }, use, testInfo) => {
    skipWhereMissing(host, testInfo);
    const app = await sharedHost.app();
    await app.page.evaluate("location.hash = '#/'");
    await use(app);
    if (testInfo.status !== testInfo.expectedStatus) await attachPicture(app.page, testInfo);
    expect(app.complaints.splice(0)).toEqual([]);
  },
});

function skipWhereMissing(host: HostOptions['host'], testInfo: TestInfo): void {
  const reason = host === 'electron' ? whyNoElectron() : undefined;
  testInfo.skip(reason !== undefined, reason);
}

async function open(launcher: Launcher, options: StartOptions): Promise<App> {
  const { page, close } = await launcher.start(options);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return { page, close, complaints };
}

async function attachPicture(page: Page, testInfo: TestInfo): Promise<void> {
  const body = await page.screenshot().catch(() => undefined);
  if (body !== undefined) await testInfo.attach('screen', { body, contentType: 'image/png' });
}

export { expect };
