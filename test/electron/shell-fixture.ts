/** Starts the application for the tests of one file, each with a data folder of its own, and ends what they started. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import type { Reply } from '../../src-main/contract/bridge.ts';
import { type BuiltApplication, buildApplication } from './build-application.ts';
import {
  type LaunchedStandIn,
  launchStandIn,
  type StandInOptions,
  type StartedStandIn,
  startStandIn,
} from './launch-stand-in.ts';

export interface ShellFixture {
  /** A new data folder. */
  folder(): string;
  launch(options?: Partial<StandInOptions>): Promise<LaunchedStandIn>;
  start(options?: Partial<StandInOptions>): StartedStandIn;
  /** One application for all the tests of the file that change nothing in it. */
  shared(): Promise<LaunchedStandIn>;
}

/** To be called at the top of a test file. */
export function prepareShell(): ShellFixture {
  // Each start brings up a browser of its own.
  vi.setConfig({ testTimeout: 60_000 });
  let application: BuiltApplication;
  const folders: string[] = [];
  const started: StartedStandIn[] = [];
  let shared: Promise<LaunchedStandIn> | undefined;
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'tokenbench-shell-'));
    folders.push(path);
    return path;
  };
  const complete = (options: Partial<StandInOptions>): StandInOptions => ({
    dataFolder: options.dataFolder ?? folder(),
    entry: application.entry,
    ...options,
  });
  beforeAll(async () => {
    application = await buildApplication();
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.close()));
  });
  afterAll(async () => {
    await (await shared)?.close();
    application?.remove();
    for (const path of folders) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    folder,
    async launch(options = {}) {
      const launched = await launchStandIn(complete(options));
      started.push(launched);
      return launched;
    },
    shared() {
      shared ??= launchStandIn(complete({}));
      return shared;
    },
    start(options = {}) {
      const one = startStandIn(complete(options));
      started.push(one);
      return one;
    },
  };
}

/** An environment whose session says that it shows tray icons, or that it does not. */
export function withTray(shows: boolean, folder: string): Record<string, string> {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  const program = join(programs, 'dbus-send');
  writeFileSync(program, `#!/bin/sh\necho "   variant       boolean ${shows}"\n`);
  chmodSync(program, 0o755);
  return { PATH: `${programs}${delimiter}${process.env.PATH}` };
}

/** A call through the page's bridge, as the screens make it. */
export async function call(page: Page, name: unknown, input: unknown = {}): Promise<Reply> {
  return page.evaluate(`window.tokenbench.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`);
}

/** The first event of a name that the page was told, once there is one. */
export async function toldEvent(page: Page, name: string): Promise<unknown> {
  const find = `window.told.find((event) => event.name === ${JSON.stringify(name)})`;
  await untilTrue(page, `${find} !== undefined`);
  const event: { payload: unknown } = await page.evaluate(find);
  return event.payload;
}

/**
 * Waits for an expression of the page. Not by Playwright's own `waitForFunction`: what it asks a second time is evaluated by
 * the page, whose policy forbids that.
 */
export async function untilTrue(page: Page, expression: string): Promise<void> {
  // While a page is loaded anew there is none to ask.
  await eventually(() => page.evaluate(expression).catch(() => false)).toBe(true);
}

/** Expects of a value that it becomes so, on a machine that may be busy. */
export function eventually<Value>(read: () => Value) {
  return expect.poll(read, { timeout: 15_000 });
}
