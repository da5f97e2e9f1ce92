/** The opening address of the browser host. Requests that no page of ours would make are in test/console. */
import { expect, test } from '../fixture.ts';
import { title } from '../screens.ts';

test('the token of the opening address is gone from the address once it was used', async ({ shared: { page } }) => {
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/$/);
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toContain('session');
});

test('a page without a session shows nothing of the tenant, and says what helps', async ({ start }) => {
  const { page, complaints } = await start();
  await page.context().clearCookies();
  await page.reload();
  await expect(title(page)).toHaveText('No session');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Open the address that tokenbench printed');
  // It goes on asking until a session comes.
  await page.goto('about:blank');
  // The browser's own words for the status 401.
  expect(complaints.splice(0).filter((text) => !text.includes('401'))).toEqual([]);
});
