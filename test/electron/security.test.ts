import { describe, expect, it } from 'vitest';
import { call, eventually, prepareShell } from './shell-fixture.ts';

const shell = prepareShell();

describe('the page of the window', () => {
  it('has the bridge with its two functions, and nothing of Node or Electron', async () => {
    const { page } = await shell.shared();
    expect(await page.evaluate('Object.keys(window.tokenbench)')).toEqual(['call', 'listen']);
    expect(await page.evaluate('[typeof require, typeof process, typeof module, typeof ipcRenderer]')).toEqual(
      Array(4).fill('undefined'),
    );
    expect(await page.evaluate('Object.isFrozen(window.tokenbench)')).toBe(true);
  });

  it('runs its own scripts, and no inline ones', async () => {
    const { page } = await shell.shared();
    expect(await page.evaluate('[window.scriptRan, window.inlineRan]')).toEqual([true, undefined]);
    await page.evaluate(
      "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.inlineRan = true\">')",
    );
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { text: 'window.inlineRan = true' }))",
    );
    expect(await page.evaluate('window.inlineRan')).toBeUndefined();
  });

  it('reaches no other origin, not even the tenant', async () => {
    const { page } = await shell.shared();
    const attempt = (address: string) =>
      page.evaluate(`fetch('${address}').then(() => 'reached', (error) => error.name)`);
    expect(await attempt('https://example.com/')).toBe('TypeError');
    expect(await attempt('http://127.0.0.1:4400/')).toBe('TypeError');
  });

  it('is served from the folder of the screens, and from nowhere above it', async () => {
    const { page } = await shell.shared();
    const statusOf = (path: string) => page.evaluate(`fetch('${path}').then(({ status }) => status)`);
    expect(await statusOf('/index.html')).toBe(200);
    for (const path of [
      '/..%2foutside.html',
      '/%2e%2e%2foutside.html',
      '/..%5coutside.html',
      '/none.html',
      '/page.jwt',
    ]) {
      expect(await statusOf(path), path).toBe(404);
    }
  });

  it('cannot go to a foreign origin', async () => {
    const { page } = await shell.shared();
    const before = page.url();
    await page.evaluate("void (location.href = 'https://example.com/')");
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a href=\"https://example.com/\">away</a>')");
    await page.click('a');
    expect(await page.evaluate('window.scriptRan')).toBe(true);
    expect(page.url()).toBe(before);
  });

  it('cannot open a window: an https link goes to the browser, anything else nowhere', async () => {
    const { page, journal } = await shell.shared();
    const addresses = [
      'https://jwt.io/introduction',
      'http://example.com/',
      'file:///etc/passwd',
      'https://user:pass@evil.example/',
    ];
    for (const address of addresses) expect(await page.evaluate(`window.open('${address}')`)).toBeNull();
    const about = (name: string) => journal.filter((entry) => entry.about === name).map(({ what }) => what);
    await eventually(() => about('window-open')).toEqual(
      addresses.map((url) =>
        expect.objectContaining({ url: expect.stringContaining(url.slice(0, 8)), action: 'deny' }),
      ),
    );
    expect(about('open-external')).toEqual(['https://jwt.io/introduction']);
  });

  it('is granted nothing but writing to the clipboard', async () => {
    const { main } = await shell.shared();
    expect(await main.isPermitted('clipboard-sanitized-write', 'app://console/')).toBe(true);
    expect(await main.isPermitted('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
    expect(await main.isPermitted('clipboard-read', 'app://console/')).toBe(false);
    expect(await main.isPermitted('geolocation', 'app://console/')).toBe(false);
  });
});

describe('a call', () => {
  it('is refused from any frame but the main one', async () => {
    const { page } = await shell.shared();
    await page.evaluate("document.body.append(document.createElement('iframe'))");
    const [, frame] = page.frames();
    const reply = await frame?.evaluate("window.__standInInvoke('tokenbench:call', ['tenant.status', {}])");
    expect(reply).toMatchObject({ value: { ok: false, problem: { code: 'access_denied' } } });
  });

  it.each(['no.such.method', 'toString', '__proto__', 'constructor', 'hasOwnProperty', ''])(
    'of the unknown method %j is refused',
    async (name) => {
      const { page } = await shell.shared();
      expect(await call(page, name)).toMatchObject({ ok: false, problem: { code: 'unknown_method' } });
    },
  );

  it.each([1, null, ['tenant.status'], { toString: 'tenant.status' }])(
    'by %j in place of a name is refused',
    async (name) => {
      const { page } = await shell.shared();
      expect(await call(page, name)).toMatchObject({ ok: false, problem: { code: 'unknown_method' } });
    },
  );

  it.each([
    ['tenant.start', { port: 'http' }],
    ['tenant.start', { port: 70_000 }],
    ['tenant.stop', { now: true }],
    ['tokens.inspect', 'a.b.c'],
    ['tokens.inspect', [1]],
    ['clients.get', {}],
    ['preferences.update', { theme: 'neon' }],
    ['host.openExternal', { url: 'file:///etc/passwd' }],
    ['host.openExternal', { url: 'https://user:pass@evil.example/' }],
  ])('of %s with the input %j is refused', async (name, input) => {
    const { page } = await shell.shared();
    expect(await call(page, name, input)).toMatchObject({
      ok: false,
      problem: { code: expect.any(String), message: expect.any(String) },
    });
  });

  it('carries JSON only: what cannot be cloned does not leave the page', async () => {
    const { page } = await shell.shared();
    await expect(page.evaluate("window.tokenbench.call('tokens.inspect', { text: () => 'x' })")).rejects.toThrow(
      'DataCloneError',
    );
  });

  it('through a channel that nobody answers fails', async () => {
    const { page } = await shell.shared();
    const reply = await page.evaluate("window.__standInInvoke('electron-store-get-data', [])");
    expect(reply).toEqual({ error: expect.stringContaining('No handler registered') });
  });
});
