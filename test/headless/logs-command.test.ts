import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type ReadyLine, runCommand, serve, spawnCommand } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const httpOnly = ['--port', '0', '--https-port', 'off'];
const appointments = 'https://appointments.example/';

function readJson(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object(JSON.parse(line)));
}

/** Asks for a token as an application of the sample. */
async function ask({ applications, tokenEndpoint }: ReadyLine, name: string, change: Record<string, string> = {}) {
  const application = applications.find((one) => one.name === name);
  const answer = await fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application?.clientId ?? '',
      client_secret: application?.clientSecret ?? '',
      audience: appointments,
      ...change,
    }),
  });
  return Object(await answer.json());
}

describe('logs', () => {
  it('prints the exchanges, oldest first, with why they were refused and no secret', async () => {
    const data = makeTemporaryFolder();
    const { ready } = await serve([...httpOnly, '--data', data]);
    await ask(ready, 'Nightly Job');
    await ask(ready, 'Nightly Job', { client_secret: 'S3CRET' });
    await fetch(ready.jwksUri);
    const { code, stdout, stderr } = await runCommand(['logs', '--data', data]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').map((line) => line.replace(/^[\d:.]{12} {2}(\d{3}) +[\d.]+ ms {2}/, '$1 '))).toEqual([
      '200 Token for Appointments API to Nightly Job: read:appointments',
      '401 Refused: The secret does not match Nightly Job',
      '200 JSON Web Key Set',
      '',
    ]);
    const refused = await runCommand(['logs', '--data', data, '--json', 'outcome:refused', 'app:nightly']);
    expect(readJson(refused.stdout)).toMatchObject([{ status: 401, kind: 'token', client_name: 'Nightly Job' }]);
    expect(refused.stdout).not.toContain('S3CRET');
    const last = await runCommand(['logs', '--data', data, '-n', '1', '--', '-kind:jwks']);
    expect(last.stdout).toMatch(/Refused: The secret does not match Nightly Job\n$/);
    expect((await runCommand(['logs', '--data', data, '-n', '0'])).stdout).toBe('');
  });

  it('tells what /api/v2/logs tells', async () => {
    const data = makeTemporaryFolder();
    const { ready } = await serve([...httpOnly, '--data', data]);
    await ask(ready, 'Nightly Job', { scope: 'write:appointments' });
    for (let count = 0; count < 230; count += 1) await ask(ready, 'Nightly Job', { audience: `urn:${count}` });
    const token = await runCommand([
      ...['token', '--client', 'API Explorer Application', '--audience', '/api/v2/', '--data', data],
    ]);
    const logs: object[] = [];
    for (let page = 0; page < 3; page += 1) {
      const answer = await fetch(`${ready.managementAudience}logs?per_page=100&page=${page}&q=type:feccft`, {
        headers: { authorization: `Bearer ${token.stdout.trim()}` },
      });
      expect(answer.status).toBe(200);
      logs.push(...Object.values<object>(Object(await answer.json())));
    }
    const { stdout } = await runCommand(['logs', '--data', data, '--json', '-n', '1000', 'type:feccft']);
    const story = (entry: object) => {
      const { log_id, date, type, description, client_id, client_name, audience, hint, details } = Object(entry);
      return [log_id, date, type, description, client_id, client_name, audience ?? '', hint ?? details.hint];
    };
    expect(readJson(stdout).reverse().map(story)).toEqual(logs.map(story));
    expect(logs).toHaveLength(231);
  });

  it('follows until it is interrupted', async () => {
    const data = makeTemporaryFolder();
    const { ready } = await serve([...httpOnly, '--data', data]);
    await ask(ready, 'Nightly Job');
    const { child, ended, output } = spawnCommand(['logs', '--follow', '--json', '--data', data], {});
    const arrived = async (count: number) => {
      while (readJson(output.stdout).length < count) await once(child.stdout ?? child, 'data');
    };
    await arrived(1);
    await ask(ready, 'Nightly Job', { audience: 'urn:nobody' });
    await arrived(2);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    expect(readJson(output.stdout).map(({ status }) => status)).toEqual([200, 403]);
  });

  it('follows until the tenant stops, and says so in a line', async () => {
    const data = makeTemporaryFolder();
    const { ready, stop } = await serve([...httpOnly, '--data', data]);
    await ask(ready, 'Nightly Job');
    const { child, ended } = spawnCommand(['logs', '--follow', '--data', data], {});
    await once(child.stdout ?? child, 'data');
    await stop();
    expect(await ended).toMatchObject({ code: 0, stderr: 'tokenbench: the tenant has stopped.\n' });
  });

  it('needs a tenant that runs, and a count that is one', async () => {
    const data = makeTemporaryFolder();
    const { stop } = await serve([...httpOnly, '--data', data]);
    await stop();
    const stopped = await runCommand(['logs', '--data', data]);
    expect(stopped).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('is running') });
    expect(await runCommand(['logs', '-n', 'all'])).toMatchObject({ code: 2 });
  });
});
