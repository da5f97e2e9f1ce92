/** `tokenbench check`: against APIs at a tenant that runs, and at one that is started for the check. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findFreePort } from '../../src-main/runtime/find-free-port.ts';
import { serveListener } from '../api-check/serve-api.ts';
import { serveOrders } from '../api-check/serve-orders.ts';
import { aSeed, ordersApi } from './a-seed.ts';
import { runCommand, serve, spawnCommand } from './command.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

const scope = 'read:orders';

async function aTenantWithApi(flaw?: string) {
  const data = makeTemporaryFolder();
  const seed = writeTemporaryFile('seed.json', JSON.stringify(aSeed()));
  const served = await serve(['--port', '0', '--https-port', 'off', '--data', data, '--seed', seed]);
  const { issuer } = served.ready;
  const api = await serveOrders({ issuer, audience: ordersApi, scope, ...(flaw === undefined ? {} : { flaw }) });
  onTestFinished(() => api.close());
  const env = { TOKENBENCH_DATA: data };
  const check = (...args: string[]) =>
    runCommand(['check', api.url, '--audience', ordersApi, '--scope', scope, '--no-wait', ...args], { env });
  return { data, env, api, check, ...served };
}

describe('tokenbench check', () => {
  it('ends with 0 where the API does as it should, and prints one object of the documented shape', async () => {
    const { check } = await aTenantWithApi();
    const { code, stdout, stderr } = await check('--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['control', 'counts', 'results']);
    expect(report).toMatchObject({ control: 'accepted', counts: { serious: 0, breaks: 0 } });
    expect(report.results.length).toBeGreaterThan(290);
    for (const result of report.results) {
      expect(Object.keys(result)).toEqual(['id', 'group', 'severity', 'verdict', 'expected', 'got', 'reason']);
      expect(result.severity).toMatch(/^(must|should|may)$/);
      expect(result.verdict).toMatch(/^(as_expected|accepts_wrong|refuses_right|breaks|remark|not_run)$/);
    }
  });

  it('ends with 3 where it finds something serious, says how to mend it, and writes reports', async () => {
    const { check, data } = await aTenantWithApi('does not check the audience');
    const file = (name: string) => join(data, name);
    const reports = ['--junit', file('r.xml'), '--sarif', file('r.sarif'), '--html', file('r.html')];
    const { code, stdout, stderr } = await check('--client', 'Shipping', '--library', 'jose', ...reports);
    expect(code).toBe(3);
    expect(stderr).toMatch(/\d+ of \d+\n$/);
    expect(stdout).toMatch(/^Accepts what it must refuse: The audience of another API \(aud-other-api\)\n/);
    expect(stdout).toContain("Fix: Require your API's identifier as the audience");
    expect(stdout).toContain('jwtVerify(token, keys, { audience })');
    expect(stdout).toMatch(/Grade C: \d+ serious failures/);
    const read = (name: string) => readFileSync(file(name), 'utf8');
    expect(read('r.xml')).toMatch(
      /<testcase name="aud-missing: No aud" classname="api-check\.claims" time="[\d.]+">\s+<failure/,
    );
    const [run] = JSON.parse(read('r.sarif')).runs;
    const results: { ruleId: string; level: string; ruleIndex: number }[] = run.results;
    const found = results.find(({ ruleId }) => ruleId === 'aud-missing');
    expect(found).toMatchObject({ level: 'error' });
    expect(run.tool.driver.rules[found?.ruleIndex ?? -1].id).toBe('aud-missing');
    const html = read('r.html');
    expect(html).toContain('id="aud-missing" open');
    expect(html).not.toMatch(/<script|src=|href="http/);
  });

  it('fails by warnings where it is told to, and by nothing where it is told that', async () => {
    const { check } = await aTenantWithApi();
    expect((await check('--only', 'typ-wrong', '--fail-on', 'warning')).code).toBe(3);
    expect((await check('--only', 'typ-wrong')).code).toBe(0);
    const wrong = await aTenantWithApi('does not check the issuer');
    expect((await wrong.check('--group', 'claims', '--fail-on', 'never')).code).toBe(0);
  });

  it('ends with 8 and the way out where the good token is refused', async () => {
    const { env, ready } = await aTenantWithApi();
    const other = await serveOrders({ issuer: ready.issuer, audience: 'https://other.example/', scope });
    onTestFinished(() => other.close());
    const { code, stdout } = await runCommand(['check', other.url, '--audience', ordersApi], { env });
    expect(code).toBe(8);
    expect(stdout).toContain(`the audience ${ordersApi}, and the JWKS at ${ready.jwksUri}`);
    const asJson = await runCommand(['check', other.url, '--audience', ordersApi, '--json'], { env });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ control: 'refused' });
  });

  it.each([
    [['http://127.0.0.1:1/', '--audience', ordersApi], 'Nothing listens at 127.0.0.1:1.'],
    [['http://127.0.0.1:1/', '--audience', `${ordersApi}x`], `Did you mean ${ordersApi}?`],
    [['http://192.0.2.1/', '--audience', ordersApi], 'is not on this machine'],
    [['http://127.0.0.1:1/', '--audience', ordersApi, '--group', 'all'], 'There are: control'],
    [['http://127.0.0.1:1/', '--audience', ordersApi, '--header', 'nothing'], 'A header is a name and a value'],
    [['http://127.0.0.1:1/'], "'--audience <id>' not specified"],
  ])('refuses %j with 2 and one line', async (args, words) => {
    const { env } = await aTenantWithApi();
    const { code, stderr } = await runCommand(['check', ...args], { env });
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(words);
  });

  it('sends the request that is described, and no secret of it into a report', async () => {
    const { env, data } = await aTenantWithApi();
    const seen: string[] = [];
    const api = await serveListener((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        seen.push(`${request.method} ${request.headers['x-api-key']} ${request.headers['content-type']} ${body}`);
        response.writeHead(request.headers.authorization === undefined ? 401 : 200).end();
      });
    });
    onTestFinished(() => api.close());
    const html = join(data, 'r.html');
    const request = [
      '--method',
      'POST',
      '--body',
      '{"a":1}',
      '--header',
      'X-Api-Key: s3cret',
      '--header',
      'Content-Type: application/json',
    ];
    await runCommand(['check', api.url, '--audience', ordersApi, '--only', 'replay', '--html', html, ...request], {
      env,
    });
    expect(seen[0]).toBe('POST s3cret application/json {"a":1}');
    expect(readFileSync(html, 'utf8')).not.toContain('s3cret');
  });

  it('starts a tenant for the check where none runs, and says what the API must trust', async () => {
    const port = (await findFreePort(20_000 + Math.floor(Math.random() * 20_000))) ?? 0;
    const issuer = `http://localhost:${port}/`;
    // The key is not there before the tenant is: the API fetches it for each request.
    const api = await serveListener(async (request, response) => {
      const { createRemoteJWKSet, jwtVerify } = await import('jose');
      const keys = createRemoteJWKSet(new URL(`${issuer}.well-known/jwks.json`));
      const [, token = ''] = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
      const options = { issuer, audience: ordersApi, algorithms: ['RS256'], requiredClaims: ['exp'] };
      const claims = await jwtVerify(token, keys, options).catch(() => undefined);
      const granted = String(claims?.payload.scope).split(' ');
      response.writeHead(claims === undefined ? 401 : granted.includes(scope) ? 200 : 403).end();
    });
    onTestFinished(() => api.close());
    const args = ['check', api.url, '--audience', ordersApi, '--scope', scope, '--port', `${port}`, '--no-wait'];
    const { code, stdout, stderr } = await runCommand([...args, '--group', 'claims'], {
      env: { TOKENBENCH_DATA: join(makeTemporaryFolder(), 'nothing') },
    });
    expect(stderr).toContain(`no tenant is running, so one was started at ${issuer} for this check.`);
    expect(stdout).toContain('0 serious');
    expect(code).toBe(0);
  });

  it('that is killed ends the run in the tenant, which goes on as it was', async () => {
    const { api, env, ready } = await aTenantWithApi();
    const { child, ended } = spawnCommand(['check', api.url, '--audience', ordersApi, '--scope', scope], env);
    // This API holds its key: the check waits to see whether it asks for the JWKS.
    await expect.poll(() => (child.exitCode === null ? 'running' : 'ended'), { timeout: 10_000 }).toBe('running');
    await new Promise<void>((resolve) => {
      child.stderr?.on('data', (text) => {
        if (String(text).includes('waiting')) resolve();
      });
    });
    child.kill('SIGKILL');
    await ended;
    await expect
      .poll(
        async () => (await runCommand(['check', api.url, '--audience', ordersApi, '--only', 'alg-none'], { env })).code,
        {
          timeout: 25_000,
          interval: 1_000,
        },
      )
      .toBe(0);
    expect(await (await fetch(ready.jwksUri)).json()).toMatchObject({ keys: [{}, {}] });
  });

  it('that is interrupted ends with what it has', async () => {
    const { api, env } = await aTenantWithApi();
    const { child, ended } = spawnCommand(['check', api.url, '--audience', ordersApi, '--scope', scope], env);
    child.stderr?.on('data', (text) => {
      if (String(text).includes('waiting')) child.kill('SIGINT');
    });
    const { code, stdout } = await ended;
    expect(code).toBe(8);
    expect(stdout).toContain('The run was stopped.');
  });
});
