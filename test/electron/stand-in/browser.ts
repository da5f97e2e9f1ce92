/** The Chromium whose pages stand for windows. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumArguments, findChromium } from './find-chromium.ts';

export interface Browser {
  context: BrowserContext;
  /** Where a test can join it, `http://127.0.0.1:…`. */
  address: string;
  close(): Promise<void>;
}

let opened: Browser | undefined;

/** The browser that {@link openBrowser} opened. */
export function currentBrowser(): Browser {
  if (opened === undefined) throw new Error('The browser of the stand-in is not open.');
  return opened;
}

export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'tokenbench-stand-in-'));
  const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  process.on('exit', remove);
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath !== undefined && { executablePath }),
    args: [...chromiumArguments, '--remote-debugging-port=0'],
    viewport: { width: 1280, height: 800 },
    handleSIGINT: false,
  });
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  opened = { context, address: `http://127.0.0.1:${port}`, close: () => context.close() };
  return opened;
}
