import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isBuilt, isStale } from '../../scripts/ensure-build.mjs';

const script = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const isFresh = isBuilt() && !isStale();
if (!isFresh) console.warn('The build is older than the sources: "npm start" would build, and is not tried');

describe('npm start', () => {
  it.runIf(isFresh)('passes over taken ports, and says so', async () => {
    for (const port of [4400, 4443]) {
      // Somebody else may have it, which serves as well.
      const other = createServer();
      await new Promise((resolve) => other.once('error', resolve).listen(port, '127.0.0.1', () => resolve(port)));
      onTestFinished(() => void other.close());
    }
    const child = spawn(process.execPath, [script, '--ephemeral', '--json']);
    onTestFinished(() => void child.kill('SIGKILL'));
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const [line] = await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Port 4400 is taken [^\n]*\nPort 4443 is taken [^\n]*\n$/);
    const { issuer, httpsIssuer } = JSON.parse(String(line));
    expect([issuer, httpsIssuer]).toEqual([
      expect.stringMatching(/^http:\/\/localhost:(?!4400\/)\d+\/$/),
      expect.stringMatching(/^https:\/\/localhost:(?!4443\/)\d+\/$/),
    ]);
  });
});
