import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFreePort } from '../../src-main/runtime/find-free-port.ts';
import { quietPorts } from './launch-stand-in.ts';
import { call, eventually, prepareShell, toldEvent, untilTrue, withTray } from './shell-fixture.ts';

const shell = prepareShell();

it('the application opens the ports that were chosen for good, where its start is given none', async () => {
  const dataFolder = shell.folder();
  const port = (await findFreePort(23_000 + Math.floor(Math.random() * 20_000))) ?? 0;
  writeFileSync(join(dataFolder, 'ports.json'), JSON.stringify({ port, httpsPort: 'off' }));
  const { page } = await shell.launch({ dataFolder, args: [] });
  expect(await readStatus(page)).toMatchObject({ issuer: `http://localhost:${port}/` });
});

describe('the window', () => {
  it('with edits that are not saved asks before it goes, and goes where the person says so', async () => {
    const { main, page, journal, exited } = await shell.launch();
    // Whoever listens answers; others would let the page go.
    page.on('dialog', () => undefined);
    await page.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())");
    // Chromium asks only where a person did something.
    await page.mouse.click(5, 5);
    const asked = () => journal.filter(({ about }) => about === 'message-box').map(({ what }) => what);
    await main.presetDialog(0);
    await main.quit();
    await eventually(async () => asked()).toEqual(['Leave without saving?']);
    expect(page.isClosed()).toBe(false);
    // Quitting was called off: closing the window is closing the window again.
    await main.closeWindow();
    expect((await main.nextDialog()).message).toBe('Quit Tokenbench?');
    await main.answerDialog(1);
    await main.presetDialog(1);
    await main.quit();
    expect(await exited).toBe(0);
    expect(asked()).toHaveLength(2);
  });

  it('comes back where it was, and maximised apart from that', async () => {
    const dataFolder = shell.folder();
    const bounds = { x: 300, y: 120, width: 1000, height: 700 };
    const first = await shell.launch({ dataFolder });
    await first.main.setBounds(bounds);
    await first.main.maximise();
    await first.main.quit();
    await first.exited;

    const second = await shell.launch({ dataFolder });
    expect(await second.main.readWindow()).toMatchObject({ bounds, maximised: true, fullScreen: false, visible: true });
  });

  it('is brought back when the screen it was on is gone', async () => {
    const dataFolder = shell.folder();
    const laptop = { x: 0, y: 0, width: 1440, height: 900 };
    const beside = { x: 1440, y: 0, width: 1920, height: 1080 };
    const first = await shell.launch({ dataFolder, env: { STAND_IN_DISPLAYS: JSON.stringify([laptop, beside]) } });
    await first.main.setBounds({ x: 2000, y: 50, width: 1000, height: 700 });
    await first.main.quit();
    await first.exited;

    const second = await shell.launch({ dataFolder, env: { STAND_IN_DISPLAYS: JSON.stringify([laptop]) } });
    expect((await second.main.readWindow()).bounds).toEqual({ x: 440, y: 50, width: 1000, height: 700 });
  });

  it('opens in the ground of the theme that was chosen, so that it never flashes', async () => {
    const dataFolder = shell.folder();
    const first = await shell.launch({ dataFolder });
    expect(await call(first.page, 'preferences.update', { theme: 'dark' })).toMatchObject({ value: { theme: 'dark' } });
    expect(await first.main.themeSource()).toBe('dark');
    await first.main.quit();
    await first.exited;

    const second = await shell.launch({ dataFolder });
    expect(await second.main.themeSource()).toBe('dark');
    expect((await second.main.readWindow()).background).toBe('#15171d');
  });

  it('takes the theme of the menu at once', async () => {
    const { main, page } = await shell.launch();
    await main.clickMenu('theme-dark');
    expect(await main.themeSource()).toBe('dark');
    expect(await call(page, 'preferences.get', {})).toMatchObject({ value: { theme: 'dark' } });
    expect(await toldEvent(page, 'preferences')).toMatchObject({ theme: 'dark' });
  });

  it.skipIf(process.platform === 'darwin')(
    'hides when it is closed beside a tray, after saying so once, and the tenant goes on',
    async () => {
      const dataFolder = shell.folder();
      const { main, page } = await shell.launch({ dataFolder, env: withTray(true, dataFolder) });
      await main.closeWindow();
      expect(await main.nextDialog()).toMatchObject({ message: 'Tokenbench keeps running' });
      await main.answerDialog(0);
      await eventually(async () => (await main.readWindow()).visible).toBe(false);
      expect(await call(page, 'tenant.status')).toMatchObject({ value: { state: 'running' } });

      await main.clickTray('tray-show');
      expect((await main.readWindow()).visible).toBe(true);
      await main.closeWindow();
      await eventually(async () => (await main.readWindow()).visible).toBe(false);
      expect(await main.countDialogs()).toBe(0);
    },
  );

  it.runIf(process.platform === 'linux')(
    'asks before it is closed where there is no tray to come back from, since that quits',
    async () => {
      const dataFolder = shell.folder();
      const { main, exited } = await shell.launch({ dataFolder, env: withTray(false, dataFolder) });
      expect(await main.readTray()).toBeUndefined();
      await main.closeWindow();
      expect(await main.nextDialog()).toMatchObject({ message: 'Quit Tokenbench?' });
      await main.answerDialog(1);
      await main.closeWindow();
      await main.nextDialog();
      await main.answerDialog(0);
      expect(await exited).toBe(0);
    },
  );

  it('offers to reload when its page crashed, while the tenant lives on', async () => {
    const { main, page } = await shell.launch();
    await main.crashPage();
    const dialog = await main.nextDialog();
    expect(dialog).toMatchObject({ message: 'The window stopped working', buttons: ['Reload', 'Quit Tokenbench'] });
    await main.answerDialog(0);
    await untilTrue(page, 'window.scriptRan');
    expect(await call(page, 'tenant.status')).toMatchObject({ value: { state: 'running' } });
  });
});

describe('the menu and the tray', () => {
  it('stop and start the tenant, and follow its state', async () => {
    const dataFolder = shell.folder();
    const { main, page } = await shell.launch({ dataFolder, env: withTray(true, dataFolder) });
    const trayIds = async () => (await main.readTray())?.items.map(({ id }) => id);
    await eventually(trayIds).toContain('tray-stop');
    await main.clickTray('tray-copy');
    const { issuer } = await readStatus(page);
    expect(await main.readClipboard()).toBe(issuer);

    await main.clickTray('tray-stop');
    await eventually(trayIds).toContain('tray-start');
    expect((await main.readTray())?.toolTip).toBe('Tokenbench: Stopped');
    await main.clickMenu('tenant-start');
    await eventually(trayIds).toContain('tray-stop');
    await eventually(() => main.clickMenu('tenant-start').catch(String)).toContain('not enabled');
  });

  it('say that a port is taken, and the tenant starts at another', async () => {
    const holder = await shell.launch();
    const { issuer = '' } = await readStatus(holder.page);
    const { port } = new URL(issuer);
    const dataFolder = shell.folder();
    const env = withTray(true, dataFolder);
    const { main, page } = await shell.launch({ dataFolder, env, args: [`--port=${port}`, '--https-port=off'] });
    await eventually(async () => (await main.readTray())?.toolTip).toBe(`Tokenbench: Failed: port ${port} is taken`);
    expect(await call(page, 'tenant.start', { port: 0 })).toMatchObject({ value: { state: 'running' } });
    await eventually(async () => (await main.readTray())?.toolTip).toContain('Running at http://localhost:');
  });

  it('show where the application is, and copy what a report of a fault needs', async () => {
    const dataFolder = shell.folder();
    const { main } = await shell.launch({ dataFolder });
    await main.clickMenu('open-data-folder');
    await main.clickMenu('about');
    expect((await main.nextDialog()).detail).toContain(`Data folder: ${dataFolder}`);
    await main.answerDialog(1);
    await eventually(() => main.readClipboard()).toMatch(/^Tokenbench \d+\.\d+\.\d+ /);
  });

  it('refresh every list of the screens without reloading them', async () => {
    const { main, page } = await shell.launch({ args: quietPorts });
    await main.clickMenu('refresh');
    await untilTrue(page, "window.told.filter(({ name }) => name === 'changed').length >= 5");
    expect(await page.evaluate('window.scriptRan')).toBe(true);
  });
});

async function readStatus(page: Parameters<typeof call>[0]): Promise<{ issuer?: string }> {
  let issuer: string | undefined;
  await eventually(async () => {
    const reply = await call(page, 'tenant.status');
    const value: { issuer?: string } = reply.ok ? Object(reply.value) : {};
    issuer = value.issuer;
    return issuer;
  }).toMatch(/^http:/);
  return issuer === undefined ? {} : { issuer };
}
