import { describe, expect, it } from 'vitest';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const ports = ['--port', '0', '--https-port', 'off'];

async function aTenant() {
  const data = makeTemporaryFolder();
  const served = await serve([...ports, '--data', data]);
  const run = (...args: string[]) => runCommand(args, { env: { TOKENBENCH_DATA: data } });
  const statusOf = async (path: string) => (await fetch(`${served.ready.issuer}${path}`)).status;
  return { data, ...served, run, statusOf };
}

describe('tokenbench fault', () => {
  it('sets faults in a running tenant, lists them and turns them off', async () => {
    const { run, statusOf } = await aTenant();
    const set = await run('fault', 'set', 'jwks_down', 'status=500', '--for', '10m');
    expect(set).toMatchObject({ code: 0, stderr: '' });
    expect(set.stdout).toMatch(/^flt_\w+ {2}jwks_down {2}status=500 {2}expires_at=\S+ {2}hits=0\n$/);
    expect(await statusOf('.well-known/jwks.json')).toBe(500);
    await run('fault', 'set', 'token_refused', 'refusal=no_client_grant', '--client', 'Nightly Job', '--next', '3');
    const { faults } = JSON.parse((await run('fault', 'list', '--json')).stdout);
    expect(faults).toMatchObject([
      { kind: 'jwks_down', hits: 1 },
      { kind: 'token_refused', refusal: 'no_client_grant', client_id: expect.stringMatching(/^\w{32}$/), next: 3 },
    ]);
    expect((await run('fault', 'off', 'jwks_down')).stdout).toMatch(/^flt_\w+ {2}token_refused/);
    expect(await statusOf('.well-known/jwks.json')).toBe(200);
    await run('fault', 'preset', 'clocks_drift');
    expect((await run('fault', 'off')).stdout).toBe('No fault is set.\n');
    expect((await run('clock')).stdout).toMatch(/^The clock is that of this machine: /);
  });

  it('keeps what is pinned over a restart, and nothing else', async () => {
    const { data, run, stop } = await aTenant();
    await run('fault', 'set', 'jwks_slow', 'delay_ms=5', '--pinned');
    await run('fault', 'set', 'jwks_down');
    await stop();
    await serve([...ports, '--data', data]);
    const { faults } = JSON.parse((await run('fault', 'list', '--json')).stdout);
    expect(faults).toMatchObject([{ kind: 'jwks_slow', delay_ms: 5, pinned: true }]);
  });

  it('prints the key to the HTTP API, the same that "serve --json" tells', async () => {
    const { ready, run } = await aTenant();
    const token = (await run('fault', 'token')).stdout.trim();
    expect(token).toBe(ready.controlToken);
    const answer = await fetch(`${ready.issuer}_tokenbench/faults`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, await answer.json()]).toEqual([200, []]);
  });

  it.each([
    [['set', 'token_late'], 'there is no fault token_late.'],
    [['set', 'token_slow', 'delay=5'], 'token_slow takes delay_ms=…, not delay=5.'],
    [['set', 'token_slow', 'delay_ms=soon'], 'on property delay_ms'],
    [['set', 'jwks_down', '--client', 'x'], 'cannot be narrowed by client_id'],
    [['set', 'jwks_down', '--for', 'ever'], 'A duration is a number with'],
    [['set', 'jwks_down', '--next', '0'], 'Give a whole number of requests'],
    [['preset', 'nothing'], 'there is no preset nothing.'],
  ])('%j is refused with the reason, and asks no tenant', async (args, reason) => {
    const { code, stderr, stdout } = await runCommand(['fault', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('says that no tenant runs where none does', async () => {
    const { code, stderr } = await runCommand(['fault', 'list', '--data', makeTemporaryFolder()]);
    expect(code).toBe(4);
    expect(stderr).toMatch(/no tenant is running in .* Start one with "tokenbench serve"/);
  });

  it('lists every kind with what it takes', async () => {
    const { stdout } = await runCommand(['fault', 'kinds']);
    expect(stdout).toContain('token_slow: Is slow');
    expect(stdout).toContain('delay_ms=5000 (milliseconds)');
  });
});

describe('tokenbench clock and mint', () => {
  it('move the clock that tokens go by, and mint any token', async () => {
    const { run, ready } = await aTenant();
    expect((await run('clock', 'shift', '--', '-90s')).stdout).toMatch(/^The clock is 90 s behind: /);
    await run('clock', 'freeze', '2030-01-01T00:00:00Z');
    expect((await run('clock', 'advance', '1h')).stdout).toBe('The clock stands still at 2030-01-01T01:00:00.000Z.\n');
    const minted = await run('mint', '--claim', 'sub=alice', '--claim', 'roles=["a"]', '--without', 'exp');
    const [, payload = ''] = minted.stdout.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      iss: ready.issuer,
      iat: Date.parse('2030-01-01T01:00:00Z') / 1_000,
      sub: 'alice',
      roles: ['a'],
    });
    expect((await run('mint', '--key', 'previous')).stderr).toContain('Rotate the keys first.');
    expect((await run('mint', '--claim', 'sub')).code).toBe(2);
    expect((await run('clock', 'reset')).stdout).toMatch(/^The clock is that of this machine: /);
  });
});
