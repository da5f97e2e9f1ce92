/** A fault of Tokenbench itself: told once, with a way to report it, and nothing that was accepted is lost. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

it.skipIf(process.platform === 'win32')('closes the tenant in order', async () => {
  const data = join(makeTemporaryFolder(), 'data');
  const secret = 'k'.repeat(64);
  // Something goes wrong in a timer, as it would in a part that nobody waits for.
  const fault = writeTemporaryFile(
    'fault.mjs',
    `process.on('SIGUSR2', () => { Promise.reject(new Error('broken with /${secret}/.')); Promise.reject(new Error('again')); });`,
  );
  const served = await serve([`--data=${data}`, '--port=0', '--https-port=off'], {
    env: { NODE_OPTIONS: `--import=file://${fault}` },
  });
  const { code, stderr } = await served.stop('SIGUSR2');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^tokenbench: it failed by a fault of its own, and stops\./);
  expect(stderr).toContain('Error: broken with /***/.');
  expect(stderr).not.toContain(secret);
  expect(stderr).not.toContain('again');
  expect(stderr).toMatch(/Please report this text .*: tokenbench \d+\.\d+\.\d+, Node\.js \d+/);
  // The folder is let go of, and whole.
  const keys = await runCommand(['keys', 'list', '--data', data]);
  expect(keys).toMatchObject({ code: 0, stderr: '' });
  expect(keys.stdout).toContain('current');
});
