import { expect, test } from './fixture.ts';
import { goTo, title } from './screens.ts';

test('a reload returns to the same place, with its filter', async ({ app: { page } }) => {
  await goTo(page, 'Applications');
  await page.locator('[data-list-filter]').fill('night');
  await expect(page).toHaveURL(/#\/applications\?filter=night$/);
  await page.reload();
  await expect(title(page)).toHaveText('Applications');
  await expect(page.locator('[data-list-filter]')).toHaveValue('night');
  await expect(page.getByRole('link', { name: 'Nightly Job' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'API Explorer Application' })).toHaveCount(0);
});

test('an address leads straight to an entity, and back and forward lead along the way', async ({
  shared: { page },
}) => {
  await goTo(page, 'APIs');
  const link = page.getByRole('main').getByRole('link', { name: 'Appointments API' });
  const [, address] = (await link.getAttribute('href'))?.split('#') ?? [];
  await goTo(page, 'Getting started');
  await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
  await expect(title(page)).toHaveText('Appointments API');
  await expect(page).toHaveTitle('Appointments API — Tokenbench');
  await page.goBack();
  await expect(title(page)).toHaveText('Getting started');
  await page.goForward();
  await expect(title(page)).toHaveText('Appointments API');
});

test('an address of nothing says so, and leads on', async ({ shared: { page } }) => {
  await page.evaluate("location.hash = '#/nowhere/at/all'");
  await expect(title(page)).toHaveText('Page not found');
  await page.getByRole('main').getByRole('link', { name: 'Getting started' }).click();
  await expect(title(page)).toHaveText('Getting started');
});
