/** The token debugger: from a paste to a verdict, other keys, tokens made of the one at hand, two side by side. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { goTo, title } from './screens.ts';

/** RFC 7515, appendix A.1, and its key. */
const rfcToken =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const rfcSecret = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const field = (page: Page) => page.getByLabel('Token, or text that holds one');
const check = (page: Page, name: string) => verdict(page).getByRole('listitem').filter({ hasText: name });

// What stands in the field stays there for the specs that share the application.
test.afterEach(({ shared: { page } }) => field(page).fill(''));

test('a valid sample passes its checks, by a key that is named', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await page.getByRole('button', { name: 'Valid sample' }).click();
  await expect(verdict(page)).toContainText('Signature verified with the tenant');
  await expect(check(page, 'Audience')).toContainText('Passed');
  await expect(page.getByRole('row', { name: /^exp / })).toContainText('RFC 7519');
  await expect(page).toHaveTitle('Token debugger — Tokenbench');
  expect(page.url()).not.toContain('eyJ');
});

test('of several tokens one is chosen', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(JSON.stringify({ access_token: 'v1.opaque-0123456789abcdef', id_token: rfcToken }));
  await page.getByRole('button', { name: /id_token/ }).click();
  await expect(page.getByRole('row', { name: /^iss / })).toContainText('joe');
});

test('a secret in its encoding verifies what this tenant did not sign', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(rfcToken);
  await expect(check(page, 'Signature')).not.toContainText('Passed');
  await page.getByRole('radio', { name: 'Secret' }).press('Space');
  await page.getByRole('textbox', { name: 'Secret' }).fill(rfcSecret);
  await page.getByRole('combobox', { name: 'Encoding' }).click();
  await page.getByRole('option', { name: 'base64url' }).click();
  await expect(check(page, 'Signature')).toContainText('Passed');
  await expect(check(page, 'Times')).toContainText('Failed');
});

test('a host that is not this machine is asked only after a yes', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(rfcToken);
  await page.getByRole('radio', { name: 'JWKS address' }).press('Space');
  await page.getByRole('textbox', { name: 'Address' }).fill('https://issuer.invalid/jwks.json');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was sent yet' })).toBeVisible();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Allow issuer.invalid' })).toHaveCount(0);
});

test('a token is broken in one click, and the original stays', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await page.getByRole('button', { name: 'Valid sample' }).click();
  await page.getByRole('button', { name: 'Edit and sign' }).click();
  const original = await field(page).inputValue();
  await page.getByRole('button', { name: 'Expire it' }).click();
  await expect(page.getByRole('region', { name: 'Made here' })).toBeVisible();
  await expect(field(page)).toHaveValue(original);
  await page.getByRole('button', { name: 'Debug it' }).click();
  await expect(verdict(page)).toContainText('expired');
  await expect(title(page)).toBeFocused();
});

test('two tokens are compared claim by claim', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await page.getByRole('button', { name: 'Valid sample' }).click();
  await expect(verdict(page)).toBeVisible();
  await page.getByRole('link', { name: 'Compare two tokens' }).click();
  await page.getByRole('textbox', { name: 'Right token' }).fill(rfcToken);
  await expect(page.getByRole('row', { name: /^iss / })).toContainText('Changed');
  await page.getByRole('link', { name: 'Back to the debugger' }).click();
  await expect(verdict(page)).toBeVisible();
});

test('the history of the run can be forgotten', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(rfcToken);
  await expect(page.getByRole('button', { name: /^Show again/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Forget all' }).click();
  await expect(page.getByRole('button', { name: /^Show again/ })).toHaveCount(0);
});
