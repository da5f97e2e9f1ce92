/** `tokenbench serve --console` as it was built, in a Chromium that the starts of a worker share. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../electron/stand-in/find-chromium.ts';
import { type Launcher, quietHttps, type StartedHost } from './host.ts';

const cli = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));

export function browserHost(): Launcher {
  let browser: Promise<Browser> | undefined;
  return {
    async start({ port, seed }) {
      browser ??= launchChromium();
      const served = await serveConsole(port, seed === undefined ? [] : [`--seed=${seed}`]);
      return openTab(await browser, served);
    },
    close: async () => (await browser)?.close(),
  };
}

export interface ServedConsole {
  /** With the session token in its fragment. */
  address: string;
  stop(): Promise<void>;
}

export async function serveConsole(port: number, more: readonly string[] = []): Promise<ServedConsole> {
  const options = ['--console', '--console-port=0', '--ephemeral', `--port=${port}`, quietHttps, '--json', ...more];
  const child = spawn(process.execPath, [cli, 'serve', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const line = await Promise.race([readLine(child), ended.then(() => undefined)]);
  if (line === undefined) throw new Error(`serve --console ended with ${child.exitCode} before it was ready.`);
  const { console: address }: { console: string } = JSON.parse(line);
  return {
    address,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function readLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined;
  for await (const line of createInterface(stdout)) return line;
  return undefined;
}

async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath && { executablePath }), args: chromiumArguments });
}

async function openTab(browser: Browser, { address, stop }: ServedConsole): Promise<StartedHost> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin });
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    async close() {
      await context.close();
      await stop();
    },
  };
}
