/** The tenant's addresses through the console: ports for now and for good, the authority, and who trusts it. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import type { NetworkView } from '../../src-main/contract/methods/network.ts';
import { choosePorts } from '../../src-main/runtime/choose-ports.ts';
import { findFreePort } from '../../src-main/runtime/find-free-port.ts';
import type { RuntimeOptions } from '../../src-main/runtime/tenant-runtime.ts';
import { hasProgram } from '../platform/find-program.ts';
import { readValue } from './both-doors.ts';
import { openConsole } from './running-console.ts';

it.each([
  [{}, {}, { port: 4400, httpsPort: 4443 }],
  [{}, { port: 5000 }, { port: 5000, httpsPort: 4443 }],
  [{ port: 6000 }, { port: 5000, httpsPort: 'off' }, { port: 6000, httpsPort: 'off' }],
  [{ port: 'off' }, { httpsPort: 'off' }, { port: 'off', httpsPort: 4443 }],
  [{ port: 5000 }, { httpsPort: 5000 }, { port: 5000, httpsPort: 4443 }],
  [{ port: 0, httpsPort: 0 }, { port: 5000 }, { port: 0, httpsPort: 0 }],
] as const)('a start given %j, with %j kept, opens %j', (given, kept, opened) => {
  expect(choosePorts(given, kept)).toEqual(opened);
});

it('ports chosen for good are opened by the next start, those for now are not, and kept ones can be forgotten', async () => {
  const data = makeFolder();
  const first = await open({ data, port: 0 });
  const [good = 0, now = 0] = await freePorts(2);
  await first.call('network.change', { port: good, httpsPort: 'off', hold: 'for_good' });
  expect(await first.call('network.get')).toMatchObject({
    port: good,
    kept: { port: good },
    given: ['port', 'httpsPort'],
  });
  await first.call('network.change', { port: now, httpsPort: 'off', hold: 'for_now' });
  expect(await first.call('network.get')).toMatchObject({ port: now, usual: { port: good, httpsPort: 'off' } });
  await first.close();

  const second = await open({ data, port: undefined, httpsPort: undefined });
  expect(await second.call('network.get')).toMatchObject({ port: good, httpsPort: 'off', given: [] });
  expect(await second.call('network.forgetPorts')).toMatchObject({
    port: good,
    usual: { port: 4400, httpsPort: 4443 },
    kept: {},
  });
  await second.close();
  expect(JSON.parse(readFileSync(join(data, 'ports.json'), 'utf8'))).toEqual({});
});

it('a file of kept ports that is damaged, or holds what no port is, counts as not there', async () => {
  const data = makeFolder();
  const running = await open({ data });
  for (const text of ['{', '[]', '{"port":0}', '{"port":"4401"}', '{"other":1}']) {
    writeFileSync(join(data, 'ports.json'), text);
    expect(await running.call('network.get'), text).toMatchObject({ usual: { port: 4400, httpsPort: 4443 }, kept: {} });
  }
});

it('a tenant in memory keeps no ports, says so, and leaves its doors as they are', async () => {
  const running = await open({});
  const before = await running.call('network.get');
  expect(before).not.toHaveProperty('kept');
  const [port] = await freePorts(1);
  const wanted = { port, httpsPort: 'off', hold: 'for_good' };
  expect(await running.dispatch('network.change', wanted)).toMatchObject({
    ok: false,
    problem: { code: 'not_available' },
  });
  expect(await running.call('network.get')).toEqual(before);
});

it('a taken port is named with its door, and the offered one opens that door, from now on where that is asked', async () => {
  const data = makeFolder();
  const { port, server } = await takePort();
  const running = await open({ data, port: 0, httpsPort: port });
  const { problem } = Object(await running.call('tenant.status'));
  expect(problem).toMatchObject({ code: 'port_taken', port, door: 'httpsPort', freePort: expect.any(Number) });
  const started = await running.call('tenant.start', { [problem.door]: problem.freePort, hold: 'for_good' });
  expect(started).toMatchObject({ state: 'running', httpsIssuer: `https://localhost:${problem.freePort}/` });
  expect(await running.call('network.get')).toMatchObject({ kept: { httpsPort: problem.freePort } });
  expect(JSON.parse(readFileSync(join(data, 'ports.json'), 'utf8'))).toEqual({ httpsPort: problem.freePort });
  server.close();
});

it('another authority is presented at once, is kept, and programs that trusted the old one break off', async () => {
  const data = makeFolder();
  const running = await open({ data, httpsPort: 0 });
  const before: NetworkView = Object(await running.call('network.get'));
  const address = `https://localhost:${before.httpsPort}/.well-known/jwks.json`;
  expect(await statusOf(address, before.authority?.pem)).toBe(200);
  expect(await running.call('network.trust')).toMatchObject({
    seen: [{ program: 'a-test' }],
    refused: { count: 0 },
    system: { state: expect.stringMatching(/^(not_trusted|unknown)$/) },
  });

  const after: NetworkView = Object(await running.call('network.renewAuthority'));
  expect(after.httpsPort).toBe(before.httpsPort);
  expect(after.authority?.name).toMatch(/^Tokenbench local CA [0-9a-f]{8}$/);
  expect(after.authority?.fingerprint).not.toBe(before.authority?.fingerprint);
  expect(await statusOf(address, after.authority?.pem)).toBe(200);
  await expect(statusOf(address, before.authority?.pem)).rejects.toThrow();
  await running.close();

  const again = await open({ data, httpsPort: 0 });
  expect(await again.call('network.get')).toMatchObject({ authority: { pem: after.authority?.pem } });
});

// Node.js itself breaks off without a word; curl says why, as OpenSSL, Go, Java and browsers do.
it.skipIf(!hasProgram('curl', '--version'))('a program that does not know the authority is counted', async () => {
  const running = await open({ httpsPort: 0 });
  const { httpsPort } = Object(await running.call('network.get'));
  const stranger = promisify(execFile)('curl', [
    '--silent',
    '--cacert',
    makeStranger(),
    `https://localhost:${httpsPort}/`,
  ]);
  await expect(stranger).rejects.toThrow();
  await expect
    .poll(() => running.call('network.trust'))
    .toMatchObject({ seen: [], refused: { count: 1, last: expect.any(String) } });
});

/** A certificate that is not the authority's. */
function makeStranger(): string {
  const path = join(makeFolder(), 'stranger.pem');
  writeFileSync(path, rootCertificates[0] ?? '');
  return path;
}

async function open(options: Partial<RuntimeOptions>) {
  const { dispatch, runtime, faults } = await openConsole({ port: 0, httpsPort: 'off', ...options });
  onTestFinished(() => runtime.close());
  onTestFinished(() => expect(faults).toEqual([]));
  return {
    dispatch,
    call: async (name: string, input: object = {}) => readValue(await dispatch(name, input)),
    close: () => runtime.close(),
  };
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-network-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(existsSync(join(folder, 'ports.json'))).toBe(false);
  return folder;
}

async function takePort(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  let from = 21_000 + Math.floor(Math.random() * 20_000);
  while (ports.length < count) {
    const port = await findFreePort(from);
    if (port !== undefined) ports.push(port);
    from = (port ?? from) + 1;
  }
  return ports;
}

function statusOf(address: string, ca: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(address, { ca, agent: false, headers: { 'user-agent': 'a-test' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });
}
