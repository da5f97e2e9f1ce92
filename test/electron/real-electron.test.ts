/** The same application in a real Electron, where its binary was installed. Elsewhere these tests are not run. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltApplication, buildApplication, inProject } from './build-application.ts';
import { quietPorts } from './launch-stand-in.ts';
import { call, untilTrue } from './shell-fixture.ts';

const executablePath = findElectron();

describe.skipIf(executablePath === undefined)('in a real Electron', () => {
  let application: BuiltApplication;
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-electron-'));
  beforeAll(async () => {
    application = await buildApplication();
  });
  afterAll(() => {
    application?.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('the window opens, calls its tenant, and nothing is reported as insecure', async () => {
    const electron = await _electron.launch({
      executablePath: executablePath ?? '',
      args: [
        application.entry,
        `--data=${folder}`,
        ...quietPorts,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    const warnings: string[] = [];
    const page = await electron.firstWindow();
    page.on(
      'console',
      (message) => message.text().includes('Electron Security Warning') && warnings.push(message.text()),
    );
    await untilTrue(page, 'window.scriptRan');
    expect(page.url()).toBe('app://console/index.html');
    expect(await call(page, 'host.info')).toMatchObject({ ok: true, value: { host: 'desktop' } });
    expect(await page.evaluate('[typeof require, typeof process, window.inlineRan]')).toEqual([
      'undefined',
      'undefined',
      undefined,
    ]);
    expect(warnings).toEqual([]);
    await electron.evaluate(({ app }) => app.quit());
    await electron.waitForEvent('close');
  });
});

/** Looks at files: to import the package would download the binary. */
function findElectron(): string | undefined {
  const named = inProject('node_modules/electron/path.txt');
  if (!existsSync(named)) return undefined;
  const path = join(inProject('node_modules/electron/dist'), readFileSync(named, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}
