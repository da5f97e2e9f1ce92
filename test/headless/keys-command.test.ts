import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const httpOnly = ['--port', '0', '--https-port', 'off'];
const sample = ['--client', 'Nightly Job', '--audience', 'https://appointments.example/'];

/** kid and state of each line. */
function readKeys(stdout: string): (string | undefined)[][] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ +/).slice(0, 2));
}

describe('keys', () => {
  it('lists the signing keys of a running tenant without what is secret of them', async () => {
    const data = makeTemporaryFolder();
    await serve([...httpOnly, '--data', data]);
    const { code, stdout } = await runCommand(['keys', 'list', '--data', data]);
    expect(code).toBe(0);
    expect(readKeys(stdout).map(([, state]) => state)).toEqual(['current', 'next']);
    expect(stdout).toMatch(/^[\w-]{21} {2}current {3}created \d{4}-\d\d-\d\dT[\d:.]+Z, current since \S+$/m);
    expect(stdout.length).toBeLessThan(400);
  });

  it('rotates them while it runs: old tokens stay valid, new ones have the next key', async () => {
    const data = makeTemporaryFolder();
    const { ready } = await serve([...httpOnly, '--data', data]);
    const keySet = createRemoteJWKSet(new URL(ready.jwksUri));
    const before = (await runCommand(['token', ...sample, '--data', data])).stdout.trim();
    const [, [next] = []] = readKeys((await runCommand(['keys', 'list', '--data', data])).stdout);
    const { code, stdout } = await runCommand(['keys', 'rotate', '--data', data]);
    expect(code).toBe(0);
    expect(readKeys(stdout).map(([, state]) => state)).toEqual(['current', 'next', 'previous']);
    const after = (await runCommand(['token', ...sample, '--data', data])).stdout.trim();
    expect((await jwtVerify(after, keySet)).protectedHeader.kid).toBe(next);
    await jwtVerify(before, keySet);
  });

  it('rotates those of a stored tenant', async () => {
    const data = makeTemporaryFolder();
    const { stop } = await serve([...httpOnly, '--data', data]);
    await stop();
    const rotated = await runCommand(['keys', 'rotate', '--data', data]);
    const listed = await runCommand(['keys', 'list', '--data', data]);
    expect(readKeys(rotated.stdout)).toHaveLength(3);
    expect(listed.stdout).toBe(rotated.stdout);
  });

  it('are not there without a tenant', async () => {
    expect(await runCommand(['keys', 'list', '--data', makeTemporaryFolder()])).toMatchObject({ code: 4, stdout: '' });
  });

  it('needs to know what to do', async () => {
    const { code, stderr } = await runCommand(['keys']);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: tokenbench keys');
    expect(await runCommand(['keys', 'burn'])).toMatchObject({
      code: 2,
      stderr: 'tokenbench: unknown command \'burn\'. See "tokenbench keys --help".\n',
    });
  });
});
