/** The desktop application as it was built, around the stand-in for Electron. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchStandIn } from '../../electron/launch-stand-in.ts';
import { type Launcher, quietHttps } from './host.ts';

export function standInHost(): Launcher {
  return {
    async start({ port }) {
      const dataFolder = mkdtempSync(join(tmpdir(), 'tokenbench-e2e-'));
      const { page, close } = await launchStandIn({ dataFolder, args: [`--port=${port}`, quietHttps] });
      return {
        page,
        async close() {
          await close();
          rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
        },
      };
    },
    close: async () => undefined,
  };
}
