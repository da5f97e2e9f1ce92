import { expect, test } from './fixture.ts';
import { openPalette, title } from './screens.ts';

test('letters lead to every place, and focus comes to its heading', async ({ shared: { page } }) => {
  const sidebar = page.getByRole('navigation', { name: 'Main' });
  for (const [letter, place] of [
    ['a', 'Applications'],
    ['p', 'APIs'],
    ['c', 'API check'],
    ['k', 'Signing keys'],
    ['f', 'Faults'],
    ['s', 'Settings'],
    ['h', 'Getting started'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await expect(sidebar.getByRole('link', { name: place })).toHaveAttribute('aria-current', 'page');
    await expect(title(page)).toBeFocused();
  }
});

test('the debugger takes focus into its field, where letters are text; Esc leaves it', async ({ shared: { page } }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const field = page.getByRole('textbox', { name: 'Token, or text that contains one' });
  await expect(field).toBeFocused();
  await page.keyboard.type('ga');
  await expect(field).toHaveValue('ga');
  await expect(title(page)).toHaveText('Token debugger');
  await field.fill('');
  await page.keyboard.press('Escape');
  await expect(field).not.toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(title(page)).toHaveText('Getting started');
});

test('the first stop of Tab skips to the content', async ({ app: { page } }) => {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(title(page)).toBeFocused();
});

test('Tab and Enter alone lead from the start to a token', async ({ app: { page } }) => {
  await tabTo('Applications');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Applications');
  await expect(title(page)).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(title(page)).toBeFocused();
  await tabTo('Run here');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The token, decoded and verified')).toBeVisible();

  async function tabTo(name: string): Promise<void> {
    for (let stops = 0; stops < 60; stops += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.innerText?.trim()')) === name) return;
    }
    throw new Error(`Tab does not reach ${name}.`);
  }
});

test('/ goes to the filter of a list, ? lists the keys, Esc gives focus back', async ({ shared: { page } }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(title(page)).toHaveText('Applications');
  await expect(title(page)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.locator('[data-list-filter]')).toBeFocused();
  await openPalette(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-list-filter]')).toBeFocused();
  const help = page.getByRole('banner').getByRole('button', { name: 'Keyboard shortcuts' });
  await help.focus();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(keys.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(help).toBeFocused();
});
