import { expect, test } from './fixture.ts';
import { expectNoSecretIn, goTo, title } from './screens.ts';

test('the page has nothing of Node', async ({ shared: { page } }) => {
  const types = await page.evaluate(
    '[typeof require, typeof process, typeof module, typeof Buffer, typeof ipcRenderer]',
  );
  expect(types).toEqual(Array(5).fill('undefined'));
});

test('inline script, foreign frames and other origins are blocked by the policy', async ({ start }) => {
  const { page, complaints } = await start();
  const wanted = ['connect-src', 'frame-src', 'script-src', 'script-src-attr', 'script-src-elem'];
  await page.evaluate(`new Promise((resolve) => {
    const waiting = new Set(${JSON.stringify(wanted)});
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      waiting.delete(effectiveDirective);
      if (waiting.size === 0) resolve();
    });
    const append = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
    append('script', { text: 'window.inlineRan = true' });
    append('script', { src: 'https://example.com/x.js' });
    append('iframe', { src: 'https://example.com/' });
    document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.inlineRan = true">');
    setTimeout('window.inlineRan = true');
    fetch('https://example.com/').catch(() => undefined);
  })`);
  expect(await page.evaluate('window.inlineRan')).toBeUndefined();
  // The browser's own words for what it blocked.
  expect(complaints.splice(0).length).toBeGreaterThan(0);
});

test('no secret shows in an address, a title or the page, unless a person asks for it', async ({
  shared: { page },
}) => {
  await goTo(page, 'Applications');
  await page.getByRole('main').getByRole('link', { name: 'Nightly Job' }).click();
  await expect(title(page)).toHaveText('Nightly Job');
  const { client_secret } = await readSecret(/applications\/([^/?]+)/.exec(page.url())?.[1] ?? '');
  expect(await page.content()).not.toContain(client_secret);
  await expectNoSecretIn(page, client_secret);

  /** As the screens would, by the bridge of whichever host this is. */
  async function readSecret(clientId: string): Promise<{ client_secret: string }> {
    return page.evaluate(`(async () => {
      const input = { client_id: ${JSON.stringify(clientId)} };
      if (window.tokenbench) return (await window.tokenbench.call('clients.readSecret', input)).value;
      const authorization = 'Bearer ' + sessionStorage.getItem('tokenbench-session');
      const headers = { 'content-type': 'application/json', authorization };
      const options = { method: 'POST', headers, body: JSON.stringify(input) };
      return (await (await fetch('/console/call/clients.readSecret', options)).json()).value;
    })()`);
  }
});
