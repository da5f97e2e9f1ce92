/** The opening address of the browser host. Requests that no page of ours would make are in test/console. */
import { createServer } from 'node:http';
import { expect, test } from '../fixture.ts';
import { title } from '../screens.ts';

test('the token of the opening address is gone from the address once it was used', async ({ shared: { page } }) => {
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/$/);
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('session');
});

test('a server on another port gets nothing that opens the console', async ({ shared: { page } }) => {
  const heard: string[] = [];
  const thief = createServer((request, response) => {
    heard.push(JSON.stringify([request.url, request.headers]));
    response.setHeader('content-type', 'text/html').end('<script>fetch("/console/")</script>');
  });
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  const address = thief.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const session = await page.evaluate<string>('sessionStorage.getItem("tokenbench-session")');
  expect(session).toMatch(/^[\w-]{43}$/);
  const other = await page.context().newPage();
  await other.goto(`http://127.0.0.1:${port}/`);
  await expect.poll(() => heard.some((request) => request.includes('"/console/"'))).toBe(true);
  expect(heard.join('\n')).not.toContain(session);
  expect(heard.join('\n')).not.toContain('cookie');
  await other.close();
  await new Promise((resolve) => thief.close(resolve));
});

test('a reload and a second tab are still in', async ({ shared: { page } }) => {
  await page.reload();
  await expect(title(page)).toHaveText('Getting started');
  const second = await page.context().newPage();
  await second.goto(new URL('/', page.url()).href);
  await expect(title(second)).toHaveText('Getting started');
  await second.close();
});

test('a page without a session shows nothing of the tenant, and says what helps', async ({ start }) => {
  const { page, complaints } = await start();
  await page.evaluate('sessionStorage.clear()');
  await page.reload();
  await expect(title(page)).toHaveText('No session');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Restarting tokenbench creates a new one');
  // It goes on asking until a session comes.
  await page.goto('about:blank');
  // The browser's own words for the status 401.
  expect(complaints.splice(0).filter((text) => !text.includes('401'))).toEqual([]);
});
