import { expect, test } from './fixture.ts';
import { expectNoSecretIn, goTo, verdict } from './screens.ts';

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
  const field = page.getByRole('textbox', { name: 'Token, or text that contains one' });
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

test('the sample is marked, and removed alone once there is something of one’s own', async ({ app: { page } }) => {
  const offer = page.getByRole('button', { name: 'Remove sample data' });
  await expect(page.getByRole('heading', { name: 'Import your tenant' })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await goTo(page, 'APIs');
  await expect(page.getByText('Sample', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Create API' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Orders API');
  await dialog.getByRole('textbox', { name: 'Identifier' }).fill('https://orders.example/');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog).toHaveCount(0);

  await goTo(page, 'Applications');
  await expect(page.getByText('Sample', { exact: true })).toHaveCount(2);
  await goTo(page, 'Getting started');
  await offer.click();
  await expect(page.getByText('Sample data removed.')).toBeVisible();
  await expect(offer).toHaveCount(0);
  await goTo(page, 'Applications');
  await expect(page.getByText('Nightly Job')).toHaveCount(0);
  await goTo(page, 'APIs');
  await expect(page.getByText('https://orders.example/')).toBeVisible();
  await expect(page.getByText('https://appointments.example/')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('https://appointments.example/')).toBeVisible();
});
