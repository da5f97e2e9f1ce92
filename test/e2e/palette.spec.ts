import { expect, test } from './fixture.ts';
import { expectNoSecretIn, openPalette, palette, tenantState, title, verdict } from './screens.ts';

for (const { words, place } of [
  { words: 'applications', place: 'Applications' },
  { words: 'non interactive', place: 'Applications' },
  { words: 'clients', place: 'Applications' },
  { words: 'resource servers', place: 'APIs' },
  { words: 'scopes', place: 'APIs' },
  { words: 'jwt', place: 'Token debugger' },
]) {
  test(`the palette leads by "${words}" to ${place}`, async ({ shared: { page } }) => {
    await openPalette(page);
    await page.keyboard.type(words);
    await expect(palette(page).getByRole('button', { name: place }).first()).toBeVisible();
    await palette(page).getByRole('button', { name: place }).first().click();
    await expect(title(page)).toHaveText(place);
  });
}

test('the palette finds an API by its identifier, and Enter opens it', async ({ shared: { page } }) => {
  await openPalette(page);
  await page.keyboard.type('appointments.example');
  await expect(palette(page).getByRole('button', { name: /^Appointments API/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
  await expect(title(page)).toHaveText('Appointments API');
});

test('a token pasted into the palette opens in the debugger', async ({ shared: { page } }) => {
  await page.getByRole('button', { name: 'Run here' }).click();
  await expect(verdict(page)).toBeVisible();
  const token = await page.evaluate<string>('document.body.innerText.match(/eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+/)[0]');
  await openPalette(page);
  await page.keyboard.insertText(`authorization: Bearer ${token}`);
  await page.getByRole('button', { name: 'Debug this token' }).click();
  await expect(title(page)).toHaveText('Token debugger');
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  await expectNoSecretIn(page, token);
});

test('the palette acts: it stops the tenant, and then offers to start it', async ({ app: { page } }) => {
  await openPalette(page);
  await page.keyboard.type('stop');
  await palette(page).getByRole('button', { name: 'Stop the tenant' }).click();
  await expect(tenantState(page)).toHaveText(/Stopped/);
  await openPalette(page);
  await page.keyboard.type('start');
  await expect(palette(page).getByRole('button', { name: 'Start the tenant' })).toBeVisible();
});
