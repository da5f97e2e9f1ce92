/**
 * The guards of the desktop around the real screens. Window state, a second start, links, token files and a crashed page
 * are in test/electron.
 */
import { expect, test } from '../fixture.ts';
import { title } from '../screens.ts';

test('the window goes to no foreign origin', async ({ shared: { page } }) => {
  const before = page.url();
  await page.evaluate("void (location.href = 'https://example.com/')");
  await page.evaluate(
    "document.body.insertAdjacentHTML('beforeend', '<a id=away href=\"https://example.com/\">away</a>')",
  );
  await page.evaluate("document.querySelector('#away').click(); document.querySelector('#away').remove()");
  await expect(title(page)).toHaveText('Getting started');
  expect(page.url()).toBe(before);
});

test('the window opens no other', async ({ shared: { page } }) => {
  for (const address of ['http://example.com/', 'file:///etc/passwd', 'app://console/index.html', 'about:blank']) {
    expect(await page.evaluate(`window.open(${JSON.stringify(address)})`), address).toBeNull();
  }
  await expect(title(page)).toHaveText('Getting started');
});
