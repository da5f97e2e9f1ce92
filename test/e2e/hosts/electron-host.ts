/** The desktop application as it was built, in a real Electron. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { electronBinary } from '../../../scripts/electron-binary.mjs';
import { builtMain } from '../../electron/launch-stand-in.ts';
import { type Launcher, quietHttps } from './host.ts';

export function electronHost(): Launcher {
  return {
    async start({ port }) {
      const executablePath = electronBinary();
      if (executablePath === undefined) throw new Error('Electron is not installed here.');
      const dataFolder = mkdtempSync(join(tmpdir(), 'tokenbench-e2e-'));
      const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const electron = await _electron.launch({
        executablePath,
        args: [builtMain, `--data=${dataFolder}`, `--port=${port}`, quietHttps, ...sandbox],
      });
      return {
        page: await electron.firstWindow(),
        async close() {
          // Closing the window would ask; the process is a test's own.
          electron.process().kill();
          await electron.waitForEvent('close').catch(() => undefined);
          rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
        },
      };
    },
    close: async () => undefined,
  };
}
