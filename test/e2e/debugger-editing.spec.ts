/** The token debugger's other half: tokens made of the one at hand, broken in one click, copied. */
import { AxeBuilder } from '@axe-core/playwright';
import { check, chooseOption, field, forgetAll, rfcToken, sampleToken, verdict } from './debugger-screen.ts';
import { expect, test } from './fixture.ts';
import { goTo, title } from './screens.ts';

// Specs of other files leave tokens in the history, and these leave choices of keys.
test.beforeEach(({ shared: { page } }) => forgetAll(page));
test.afterEach(({ shared: { page } }) => forgetAll(page));

test('a claim is changed and signed, original and result apart, and nothing typed is lost', async ({
  shared: { page },
}) => {
  await goTo(page, 'Token debugger');
  const original = await sampleToken(page);
  await page.getByRole('button', { name: 'Edit and sign' }).click();
  const payload = page.getByRole('textbox', { name: 'Payload' });
  await payload.fill((await payload.inputValue()).replace('"gty"', '"made": "here",\n  "gty"'));
  await expect(page.getByText('Original', { exact: true })).toBeVisible();
  const exp = page.getByRole('textbox', { name: 'exp' });
  await exp.fill('someday');
  await exp.press('Enter');
  await expect(page.getByText(/A time is seconds since 1970/)).toBeVisible();
  await exp.fill('+1h');
  await exp.press('Enter');
  await expect(page.getByText(/^in (?:1 h|59 min)/)).toBeVisible();

  await field(page).fill(rfcToken);
  await expect(page.getByRole('figure', { name: 'Payload' })).toContainText('joe');
  await page.getByRole('button', { name: /^Open: Signature verified/ }).click();
  await expect(payload).toHaveValue(/"made": "here"/);

  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Made here' })).toBeVisible();
  await expect(field(page)).toHaveValue(original);
  await page.getByRole('button', { name: 'Debug it' }).click();
  await expect(page.getByRole('figure', { name: 'Payload' })).toContainText('"made": "here"');
  await expect(check(page, 'Signature')).toContainText('Passed');
  await expect(check(page, 'Times')).toContainText(/It expires in (?:1 hour|59 minutes)/);
  await expect(title(page)).toBeFocused();
});

test('a token is broken in one click, and the original stays', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  const original = await sampleToken(page);
  await page.getByRole('button', { name: 'Edit and sign' }).click();
  await page.getByRole('button', { name: 'Expire it' }).click();
  await expect(page.getByRole('region', { name: 'Made here' })).toBeVisible();
  await expect(field(page)).toHaveValue(original);
  await page.getByRole('button', { name: 'Debug it' }).click();
  await expect(verdict(page)).toContainText('Signature good, but expired.');
});

test('other keys sign: a fresh one, a secret, one of the tenant by its kid', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await sampleToken(page);
  await page.getByRole('button', { name: 'Edit and sign' }).click();
  await chooseOption(page, 'Key of the tenant', /next/);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  const made = page.getByRole('region', { name: 'Made here' });
  await expect(made).toBeVisible();

  await chooseOption(page, 'Sign with', 'A secret');
  await page.getByRole('textbox', { name: 'Signing secret', exact: true }).fill('k3$Pq9!zLmX7@vB2cR5yN8#wT4%uJ6^e');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText(/The header says "RS256", this key signs with HS256/)).toBeVisible();
  await page.getByRole('button', { name: 'Set alg to HS256 and sign' }).click();
  await expect(made).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Header' })).toHaveValue(/"alg": "HS256"/);

  await chooseOption(page, 'Sign with', 'A private key, pasted or new');
  await chooseOption(page, 'New key', 'Ed25519');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByRole('textbox', { name: 'Header' })).toHaveValue(/"alg": "EdDSA"/);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(made).toContainText('eyJ');
  await page.getByRole('region', { name: 'Made here' }).getByRole('radio', { name: 'PyJWT' }).press('Space');
  await expect(made).toContainText('jwt.decode(');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
});

test('a token is copied without its signature, and read from a file', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  const token = await sampleToken(page);
  await page.getByRole('button', { name: /^Copy redacted/ }).click();
  const copied: string = await page.evaluate('navigator.clipboard.readText()');
  expect(copied.split('.').slice(0, 2)).toEqual(token.split('.').slice(0, 2));
  expect(copied).not.toContain(token.split('.')[2]);
  await page.getByLabel('File with a token').setInputFiles({
    name: 'saved.jwt',
    mimeType: 'application/jwt',
    buffer: Buffer.from(rfcToken),
  });
  await expect(field(page)).toHaveValue(rfcToken);
  await expect(page.getByRole('figure', { name: 'Payload' })).toContainText('joe');
});
