import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findFreePort } from '../../src-main/runtime/find-free-port.ts';
import { hasProgram } from '../platform/find-program.ts';
import { aPrivateKey, aSeed, ordersApi, secretApi } from './a-seed.ts';
import { type ReadyLine, runCommand, serve, serveForPeople } from './command.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

const anyPorts = ['--port', '0', '--https-port', '0'];
const httpOnly = ['--port', '0', '--https-port', 'off'];

async function requestToken({ tokenEndpoint }: ReadyLine, parameters: Record<string, string>): Promise<string> {
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }),
  });
  return Object(await response.json()).access_token;
}

describe('serve', () => {
  it('prints exactly one line of JSON when it is ready, and leads from it to a verified token', async () => {
    const { ready, stop } = await serve([...anyPorts, '--ephemeral']);
    expect(Object.keys(ready)).toEqual([
      'issuer',
      'httpsIssuer',
      'tokenEndpoint',
      'jwksUri',
      'managementAudience',
      'caCertificate',
      'controlToken',
      'applications',
    ]);
    expect(ready).toMatchObject({
      issuer: expect.stringMatching(/^http:\/\/localhost:\d+\/$/),
      httpsIssuer: expect.stringMatching(/^https:\/\/localhost:\d+\/$/),
      tokenEndpoint: `${ready.issuer}oauth/token`,
      jwksUri: `${ready.issuer}.well-known/jwks.json`,
      managementAudience: `${ready.issuer}api/v2/`,
    });
    const [job, explorer] = ready.applications;
    expect(job).toMatchObject({ name: 'Nightly Job', audiences: ['https://appointments.example/'] });
    expect(explorer).toMatchObject({ audiences: [ready.managementAudience] });
    const token = await requestToken(ready, {
      client_id: job?.clientId ?? '',
      client_secret: job?.clientSecret ?? '',
      audience: 'https://appointments.example/',
    });
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(ready.jwksUri)), { issuer: ready.issuer });
    expect(payload.scope).toBe('read:appointments');
    const { code, stdout } = await stop();
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('tells people where it is, and how to trust it', async () => {
    const data = makeTemporaryFolder();
    const { text, stop } = await serveForPeople([...anyPorts, '--data', data]);
    expect(text).toMatch(/^ {2}Issuer {7}http:\/\/localhost:\d+\/$/m);
    expect(text).toMatch(/^ {2}HTTPS {8}https:\/\/localhost:\d+\/$/m);
    expect(text).toContain(`export NODE_EXTRA_CA_CERTS=${join(data, 'tls', 'ca.pem')}\n`);
    expect(text).toContain('  Faults       tokenbench fault --help\n');
    expect(text).toContain('Stop it with Ctrl+C.');
    expect(await stop('SIGINT')).toEqual({ code: 0, stdout: text, stderr: '' });
  });

  it.runIf(hasProgram('curl', '--version'))(
    'gives people a curl line for a token that works as it is pasted',
    async () => {
      const seed = aSeed();
      // What a shell would stumble over.
      const [client] = seed.clients ?? [];
      Object.assign(client ?? {}, { client_secret: `it's $HOME "\\" \`id\` !` });
      const file = writeTemporaryFile('seed.json', JSON.stringify(seed));
      const { text } = await serveForPeople([...httpOnly, '--ephemeral', '--seed', file]);
      const [line = ''] = /^ {2}curl .*$/m.exec(text) ?? [];
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line]);
      expect(decodeJwt(JSON.parse(stdout).access_token)).toMatchObject({ aud: ordersApi, scope: 'read:orders' });
    },
  );

  it('says what is missing where nobody may have a token', async () => {
    const { text } = await serveForPeople([...httpOnly, '--ephemeral', '--no-sample']);
    expect(text).toContain('No application can get a token yet');
    const [, address = '', bearer = ''] = /^ {2}Faults {7}(\S+) with the bearer (\S+)$/m.exec(text) ?? [];
    expect((await fetch(`${address}faults`, { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(200);
  });

  it('says null of what is not there', async () => {
    const { ready } = await serve([...httpOnly, '--ephemeral', '--no-sample']);
    expect(ready).toMatchObject({ httpsIssuer: null, caCertificate: null, applications: [] });
  });

  it('is at HTTPS alone where the HTTP port is off', async () => {
    const { ready } = await serve(['--port', 'off', '--https-port', '0', '--ephemeral']);
    expect(ready.issuer).toMatch(/^https:/);
    expect(ready.httpsIssuer).toBe(ready.issuer);
  });

  it('issues for one fixed issuer where it is told to', async () => {
    const seed = writeTemporaryFile('seed.json', JSON.stringify(aSeed()));
    const { ready } = await serve([...httpOnly, '--ephemeral', '--seed', seed, '--issuer', 'https://id.example.test']);
    expect(ready).toMatchObject({
      issuer: 'https://id.example.test/',
      tokenEndpoint: expect.stringMatching(/^http:\/\/localhost:\d+\/oauth\/token$/),
      managementAudience: 'https://id.example.test/api/v2/',
    });
    const token = await requestToken(ready, {
      client_id: 'shipping',
      client_secret: 'shipping-secret',
      audience: ordersApi,
    });
    await jwtVerify(token, createRemoteJWKSet(new URL(ready.jwksUri)), { issuer: 'https://id.example.test/' });
  });

  it('holds what the seed says, with the same key every time, in place of the sample', async () => {
    const seed = writeTemporaryFile(
      'seed.json',
      JSON.stringify(aSeed({ signingKeys: [{ privateKey: aPrivateKey() }] })),
    );
    const kids: unknown[] = [];
    for (const _start of [1, 2]) {
      const { ready, stop } = await serve([...httpOnly, '--ephemeral', '--seed', seed]);
      expect(ready.applications).toEqual([
        { name: 'Shipping', clientId: 'shipping', clientSecret: 'shipping-secret', audiences: [ordersApi, secretApi] },
      ]);
      const wish = { client_id: 'shipping', client_secret: 'shipping-secret', audience: ordersApi };
      kids.push(decodeProtectedHeader(await requestToken(ready, wish)).kid);
      await stop();
    }
    expect(kids[1]).toBe(kids[0]);
  });
});

describe('serve on a data folder', () => {
  it('keeps the tenant, its keys and its certificate authority, closed to other users', async () => {
    const data = join(makeTemporaryFolder(), 'tenant');
    const first = await serve([...anyPorts, '--data', data]);
    const caCertificate = first.ready.caCertificate ?? '';
    const authority = readFileSync(caCertificate, 'utf8');
    const modeOf = (...path: string[]) => (statSync(join(data, ...path)).mode & 0o777).toString(8);
    expect(modeOf()).toBe('700');
    expect(modeOf('tenant.db')).toBe('600');
    expect(modeOf('tls', 'ca.pem')).toBe('644');
    expect(modeOf('tls', 'ca-key.pem')).toBe('600');
    expect(modeOf('tls', 'server-key.pem')).toBe('600');
    expect(modeOf('control-token')).toBe('600');
    expect((await first.stop()).code).toBe(0);
    expect(readdirSync(data).sort()).toEqual(['control-token', 'tenant.backup.db', 'tenant.db', 'tls']);

    const second = await serve([...anyPorts], { env: { TOKENBENCH_DATA: data } });
    expect(second.ready.applications.map(({ clientId }) => clientId)).toEqual(
      first.ready.applications.map(({ clientId }) => clientId),
    );
    expect(readFileSync(second.ready.caCertificate ?? '', 'utf8')).toBe(authority);
  });

  it.runIf(process.platform === 'linux')('uses the place of the system for it', async () => {
    const place = makeTemporaryFolder();
    await serve(httpOnly, { env: { XDG_DATA_HOME: place } });
    expect(existsSync(join(place, 'tokenbench', 'tenant.db'))).toBe(true);
  });

  it('stops the second process on a folder, which says where the first one is', async () => {
    const data = makeTemporaryFolder();
    const { ready, pid } = await serve([...httpOnly, '--data', data]);
    const { code, stdout, stderr } = await runCommand(['serve', ...httpOnly, '--data', data]);
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
    expect(stderr).toBe(
      `tokenbench: The data folder ${data} is in use by process ${pid}. Stop that Tokenbench first, or choose another data folder. It is at ${ready.issuer}\n`,
    );
  });

  it('can start again after it was killed', async () => {
    const data = makeTemporaryFolder();
    const first = await serve([...httpOnly, '--data', data]);
    await first.stop('SIGKILL');
    const second = await serve([...httpOnly, '--data', data]);
    expect(second.ready.applications[0]?.clientId).toBe(first.ready.applications[0]?.clientId);
  });
});

describe('serve --ephemeral', () => {
  it('leaves nothing on disk', async () => {
    const home = makeTemporaryFolder();
    const places = {
      HOME: home,
      XDG_DATA_HOME: home,
      TMPDIR: home,
      LOCALAPPDATA: home,
      NODE_DISABLE_COMPILE_CACHE: '1',
    };
    const { ready, stop } = await serve([...anyPorts, '--ephemeral'], { env: places });
    expect(readFileSync(ready.caCertificate ?? '', 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(readdirSync(home)).toHaveLength(1);
    await stop();
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('serve opens', () => {
  it('the ports that were chosen for good in Settings, unless it is given others', async () => {
    const data = makeTemporaryFolder();
    const port = (await findFreePort(22_000 + Math.floor(Math.random() * 20_000))) ?? 0;
    writeFileSync(join(data, 'ports.json'), JSON.stringify({ port, httpsPort: 'off' }));
    const kept = await serve(['--data', data]);
    expect(kept.ready).toMatchObject({ issuer: `http://localhost:${port}/`, httpsIssuer: null });
    await kept.stop();
    const given = await serve(['--data', data, '--port', '0']);
    expect(given.ready.issuer).not.toBe(`http://localhost:${port}/`);
    expect(given.ready.httpsIssuer).toBeNull();
  });
});

describe('serve stops', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('at %s, with exit code 0', async (signal) => {
    const { stop } = await serve([...httpOnly, '--data', makeTemporaryFolder()]);
    expect(await stop(signal)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('serve refuses in one line', () => {
  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const data = makeTemporaryFolder();
    const { code, stdout, stderr } = await runCommand([
      'serve',
      '--port',
      `${port}`,
      '--https-port',
      'off',
      '--data',
      data,
    ]);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^tokenbench: Port ${port} is taken by another program\\. .*\n$`));
    // The folder was let go.
    await serve([...httpOnly, '--data', data]);
  });

  it('a seed that is wrong, with line and path, and keeps nothing of it', async () => {
    const data = makeTemporaryFolder();
    const seed = writeTemporaryFile(
      'seed.yaml',
      'resourceServers:\n  - identifier: https://orders.example/\nclients:\n  - name: Shipping\n' +
        'clientGrants:\n  - client_id: Shipping\n    audience: https://orders.example/\n    scope: [read:orders]\n',
    );
    const { code, stderr } = await runCommand(['serve', ...httpOnly, '--data', data, '--seed', seed]);
    expect(code).toBe(7);
    expect(stderr).toMatch(/^tokenbench: .*seed\.yaml:8:13 clientGrants\[0\]\.scope\[0\]: .*read:orders.*\n$/);
    const { ready } = await serve([...httpOnly, '--data', data, '--no-sample']);
    expect(ready.applications).toEqual([]);
  });

  it.each([
    [['--port', '70000'], 'A port is a number from 0'],
    [['--port', 'off', '--https-port', 'off'], 'leave no address'],
    [['--issuer', 'https://id.example.test/path'], 'An issuer is a URL'],
    [['--rate-limit', '0'], 'The limit is a whole number'],
    [['--ephemeral', '--data', 'somewhere'], "can't be combined with --data"],
    [['--prot', '1'], 'unknown option \'--prot\' (Did you mean --port?). See "tokenbench serve --help".'],
    [['something'], 'too many arguments'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCommand(['serve', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^tokenbench: [^\n]*\n$/);
  });
});

it('with the screens, the line of JSON tells as much, and where they are', async () => {
  const { ready } = await serve(['--console', '--console-port=0', '--ephemeral', ...anyPorts]);
  const { ready: without } = await serve([...anyPorts, '--ephemeral']);
  expect(Object.keys(ready)).toEqual(['console', ...Object.keys(without), 'problem']);
  expect(ready).toMatchObject({
    console: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#session=/),
    problem: null,
  });
  expect(ready.applications.map(({ name }) => name)).toEqual(without.applications.map(({ name }) => name));
  expect(readFileSync(ready.caCertificate ?? '', 'utf8')).toContain('BEGIN CERTIFICATE');
});
