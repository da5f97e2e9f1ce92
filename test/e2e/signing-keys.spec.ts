/** Signing keys through the screens: what will happen is said before it does, and no key is lost by accident. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { goTo, readIssuer, title, verdict } from './screens.ts';

test('rotating says beforehand what happens, and tokens of the key before still verify', async ({ app: { page } }) => {
  const issuer = await readIssuer(page);
  await page.getByRole('button', { name: 'Run here' }).click();
  await expect(verdict(page)).toHaveText(/verified/i);
  const [current, next] = await publishedKids(issuer);
  await page.locator('body').press('g');
  await page.locator('body').press('k');
  await expect(title(page)).toHaveText('Signing keys');
  await expect(panel(page, 'Current key')).toContainText(String(current));
  await expect(panel(page, 'Current key')).toContainText('1 token');

  await page.getByRole('button', { name: 'Rotate', exact: true }).click();
  await expect(page).toHaveURL(/dialog=rotate$/);
  const dialog = page.getByRole('dialog', { name: 'Rotate the signing key' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText('Rotating is safe for existing tokens');
  await expect(dialog).toContainText(String(next));
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(panel(page, 'Current key')).toContainText(String(next));
  await expect(panel(page, 'Previous key')).toContainText(String(current));
  await expect(panel(page, 'Previous key')).toContainText('1 token');
  await page.getByRole('button', { name: 'Get a token with the new key' }).click();
  await expect(verdict(page)).toContainText('verified');
  expect(await publishedKids(issuer)).toHaveLength(3);
});

test('only a previous key can be revoked, and its tokens fail from then on', async ({ app: { page } }) => {
  const issuer = await readIssuer(page);
  const [first] = await publishedKids(issuer);
  await page.getByRole('button', { name: 'Run here' }).click();
  await expect(verdict(page)).toHaveText(/verified/i);
  await page.getByRole('main').getByRole('button', { name: 'Open in the debugger' }).click();
  await expect(title(page)).toHaveText('Token debugger');
  await goTo(page, 'Signing keys');
  await expect(page.getByRole('button', { name: /^Revoke/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Rotate', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('button', { name: `Revoke the key ${first}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke a previous key' });
  await expect(dialog).toContainText('can’t be undone');
  await expect(dialog).toContainText('1 token that it signed is still alive and will fail');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(panel(page, 'Revoked key')).toContainText(String(first));
  expect(await publishedKids(issuer)).not.toContain(first);
  await goTo(page, 'Token debugger');
  await expect(
    page
      .getByRole('main')
      .getByText(/revoked/i)
      .first(),
  ).toBeVisible();
});

test('both at once are explained at once', async ({ app: { page } }) => {
  const issuer = await readIssuer(page);
  const [first] = await publishedKids(issuer);
  await page.evaluate("location.hash = '#/keys?dialog=rotate-and-revoke'");
  const dialog = page.getByRole('dialog', { name: 'Rotate and revoke the signing key' });
  await expect(dialog).toContainText('becomes the current key');
  await expect(dialog).toContainText('can’t be undone');
  await dialog.getByRole('button', { name: 'Rotate and revoke' }).click();
  await expect(panel(page, 'Revoked key')).toContainText(String(first));
  expect(await publishedKids(issuer)).not.toContain(first);
});

test('the key set is shown as it is served, and certificates can be taken along', async ({ shared: { page } }) => {
  const issuer = await readIssuer(page);
  await goTo(page, 'Signing keys');
  const served = await (await fetch(`${issuer}.well-known/jwks.json`)).json();
  const shown = await page.getByRole('figure', { name: 'the JWKS' }).innerText();
  expect(JSON.parse(shown)).toEqual(served);
  const saving = page.waitForEvent('download');
  await panel(page, 'Next key').getByRole('button', { name: 'Download' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.pem$/);
  await expect(page.getByText('each API with HS256 has its own signing secret')).toBeVisible();
});

function panel(page: Page, name: string) {
  return page.getByRole('region', { name });
}

async function publishedKids(issuer: string): Promise<string[]> {
  const { keys } = Object(await (await fetch(`${issuer}.well-known/jwks.json`)).json());
  return keys.map(({ kid }: { kid: string }) => kid);
}
