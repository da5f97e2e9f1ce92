import { expect, test } from './fixture.ts';
import { expectNoSecretIn, verdict } from './screens.ts';

test('the first run leads to a verified token by one press', async ({ app: { page } }) => {
  await expect(page).toHaveTitle('Getting started — Tokenbench');
  await page.getByRole('button', { name: 'Run here' }).click();
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  await expect(page.getByRole('heading', { name: 'The token, decoded and verified' })).toBeVisible();
  await expect(page.getByText('HTTP/1.1 200 OK')).toBeVisible();
});

test('the token of the first run opens in the debugger, by memory and never by address', async ({ app: { page } }) => {
  await page.getByRole('button', { name: 'Run here' }).click();
  await page.getByRole('button', { name: 'Open in the debugger' }).click();
  await expect(page).toHaveTitle('Token debugger — Tokenbench');
  const field = page.getByRole('textbox', { name: 'Token, or text that holds one' });
  await expect(field).toHaveValue(/^eyJ/);
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  await expectNoSecretIn(page, await field.inputValue());
});

test('the printed line is what the button runs: an HTTP request to this tenant', async ({ app: { page } }) => {
  const line = await page.getByText(/^curl -s http:/).innerText();
  const [, endpoint = '', body = ''] = /^curl -s (\S+) .* -d '(.*)'$/s.exec(line) ?? [];
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(200);
  await expect(page.getByRole('contentinfo')).toContainText('1 exchange');
});
