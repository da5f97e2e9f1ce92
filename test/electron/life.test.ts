import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quietPorts } from './launch-stand-in.ts';
import { call, eventually, prepareShell, toldEvent } from './shell-fixture.ts';

const shell = prepareShell();
const token = 'eyJhbGciOiJub25lIn0.e30.';

describe('a second start', () => {
  it('ends at once where the application runs', async () => {
    const second = shell.start({ env: { STAND_IN_LOCK: 'taken' } });
    expect(await second.exited).toBe(0);
    expect(second.errors()).toBe('');
  });

  it('brings the first to the front and hands over its file', async () => {
    const folder = shell.folder();
    writeFileSync(join(folder, 'access.jwt'), `${token}\n`);
    const { main, page } = await shell.launch();
    await main.blur();
    await main.secondInstance(['--no-sandbox', 'access.jwt'], folder);
    expect(await toldEvent(page, 'navigate')).toEqual({ path: '/debugger', token });
    expect(await main.readWindow()).toMatchObject({ focused: true, visible: true });
  });

  it('that hands over nothing only brings the first to the front', async () => {
    const { main } = await shell.launch();
    await main.blur();
    await main.secondInstance([], '/');
    expect((await main.readWindow()).focused).toBe(true);
  });
});

describe('links and token files', () => {
  it('given to the first start are shown once the screens are there', async () => {
    const folder = shell.folder();
    const path = join(folder, 'access.jwt');
    writeFileSync(path, token);
    const { page } = await shell.launch({ args: [...quietPorts, path] });
    expect(await toldEvent(page, 'navigate')).toEqual({ path: '/debugger', token });
  });

  it('opened from the system show the debugger, with the token nowhere in an address or a title', async () => {
    const { main, page } = await shell.launch();
    expect(await main.openUrl(`tokenbench://debugger#token=${token}`)).toBe(true);
    expect(await toldEvent(page, 'navigate')).toEqual({ path: '/debugger', token });
    expect(`${page.url()} ${await page.title()}`).not.toContain(token);
  });

  it('opened as a file are shown', async () => {
    const path = join(shell.folder(), 'id.jwt');
    writeFileSync(path, token);
    const { main, page } = await shell.launch();
    expect(await main.openFile(path)).toBe(true);
    expect(await toldEvent(page, 'navigate')).toEqual({ path: '/debugger', token });
  });

  it('that are not there are named in a dialog', async () => {
    const { main } = await shell.launch();
    await main.openFile('/nowhere/access.jwt');
    expect((await main.nextDialog()).detail).toBe(
      'access.jwt cannot be opened: there is no such file at /nowhere/access.jwt.',
    );
  });

  it('on the clipboard are shown when the menu asks', async () => {
    const { main, page } = await shell.launch();
    await main.writeClipboard(` ${token}\n`);
    await main.clickMenu('debug-clipboard');
    expect(await toldEvent(page, 'navigate')).toEqual({ path: '/debugger', token });
  });
});

describe('quitting', () => {
  it('closes the windows, then the tenant with its requests in flight, then ends', async () => {
    const { main, page, journal, exited, errors } = await shell.launch();
    const slow = openSlowRequest(await readTokenEndpoint(page));
    await slow.underWay;
    await main.quit();
    await eventually(() => journal.some(({ what }) => what === 'windows-closed')).toBe(true);
    slow.finish();
    expect(await slow.status).toBe(400);
    expect(await exited).toBe(0);
    expect(journal.filter(({ about }) => about === 'app').map(({ what }) => what)).toEqual([
      'before-quit',
      'windows-closed',
      'quit',
    ]);
    expect(errors()).toBe('');
  });

  it('does not wait for a request that never ends', async () => {
    const { main, page, exited } = await shell.launch();
    const slow = openSlowRequest(await readTokenEndpoint(page));
    await slow.underWay;
    const begun = performance.now();
    await main.quit();
    expect(await exited).toBe(0);
    expect(performance.now() - begun).toBeLessThan(5000);
    await expect(slow.status).rejects.toThrow();
  });
});

describe('what is kept', () => {
  it.skipIf(process.platform === 'win32')(
    'is readable for its owner only, and said to be plain where the session has no keyring',
    async () => {
      const dataFolder = shell.folder();
      const { main, page, exited } = await shell.launch({ dataFolder });
      expect(await call(page, 'host.info')).toMatchObject({
        value: {
          host: 'desktop',
          dataFolder,
          secretsAtRest: 'plain',
          secretsNotice: expect.stringContaining('plain text'),
        },
      });
      await main.quit();
      await exited;
      expect(statSync(join(dataFolder, 'tenant.db')).mode & 0o077).toBe(0);
      expect(statSync(join(dataFolder, 'desktop', 'settings.json')).mode & 0o077).toBe(0);
    },
  );

  it('is encrypted where there is a keyring, and opens again with it alone', async () => {
    const dataFolder = shell.folder();
    const keyring = { STAND_IN_KEYRING: 'login' };
    const first = await shell.launch({ dataFolder, env: keyring });
    expect(await call(first.page, 'host.info')).toMatchObject({ value: { secretsAtRest: 'encrypted' } });
    const clients = await call(first.page, 'clients.list');
    await first.main.quit();
    await first.exited;
    const kept = readFileSync(join(dataFolder, 'tenant.db'), 'latin1');
    expect(kept).not.toContain('client_secret');

    const locked = shell.start({ dataFolder });
    expect((await locked.main.nextDialog()).detail).toContain('tenant.db was encrypted by the desktop application');
    await locked.main.answerDialog(1);
    expect(await locked.exited).toBe(1);
    expect(readFileSync(join(dataFolder, 'tenant.db'), 'latin1')).toBe(kept);

    const again = await shell.launch({ dataFolder, env: keyring });
    expect(await call(again.page, 'clients.list')).toEqual(clients);
  });

  it('is opened by one application at a time, and the second is told who has it', async () => {
    const dataFolder = shell.folder();
    await shell.launch({ dataFolder });
    const second = shell.start({ dataFolder });
    expect(await second.main.nextDialog()).toMatchObject({
      message: 'Tokenbench cannot open its data folder',
      detail: expect.stringContaining('is in use by process'),
    });
    await second.main.answerDialog(1);
    expect(await second.exited).toBe(1);
  });

  it('that was damaged is told of when the window is there', async () => {
    const dataFolder = shell.folder();
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(join(dataFolder, 'tenant.json'), '{ "schemaVersion": ');
    const { main } = await shell.launch({ dataFolder });
    expect((await main.nextDialog()).detail).toContain('tenant.json is damaged: it is not valid JSON');
  });

  it('does not let damaged settings of the desktop stop a start', async () => {
    const dataFolder = shell.folder();
    mkdirSync(join(dataFolder, 'desktop'), { recursive: true });
    writeFileSync(
      join(dataFolder, 'desktop', 'settings.json'),
      '{"window": "wide", "preferences": {"theme": "neon"}, "told": 1',
    );
    const { page } = await shell.launch({ dataFolder });
    expect(await call(page, 'preferences.get')).toMatchObject({ value: { theme: 'system' } });
  });
});

describe('a start that cannot be', () => {
  it('says which option is wrong', async () => {
    const started = shell.start({ args: ['--port=many'] });
    expect(await started.exited).toBe(1);
    expect(started.errors()).toContain(
      '--port takes a port from 0 (any free one) to 65535, or "off"; it was given "many".',
    );
  });
});

type Page = Parameters<typeof call>[0];

async function readTokenEndpoint(page: Page): Promise<string> {
  let address: unknown;
  await eventually(async () => {
    const reply = await call(page, 'tenant.status');
    address = reply.ok ? Object(reply.value).tokenEndpoint : undefined;
    return address;
  }).toEqual(expect.stringContaining('/oauth/token'));
  return String(address);
}

/** A request whose body ends when it is told to. */
function openSlowRequest(address: string): { underWay: Promise<void>; status: Promise<number>; finish(): void } {
  const asked = request(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 2, expect: '100-continue' },
  });
  const underWay = new Promise<void>((resolve) => asked.once('continue', () => resolve()));
  const status = new Promise<number>((resolve, reject) => {
    asked.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.once('error', reject);
  });
  status.catch(() => undefined);
  asked.flushHeaders();
  return { underWay, status, finish: () => void asked.end('{}') };
}
