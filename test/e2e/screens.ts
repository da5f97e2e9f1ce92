/** What specs look for on the screens, in one place. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Whether the signature holds, in words. */
export function verdict(page: Page): Locator {
  return page.locator('[data-tone] strong').first();
}

export function title(page: Page): Locator {
  return page.getByRole('heading', { level: 1 });
}

/** The bar at the foot of the window. */
export function statusBar(page: Page): Locator {
  return page.getByRole('contentinfo');
}

/** Running, Stopped, Starting or Failed. */
export function tenantState(page: Page): Locator {
  return statusBar(page).locator('[data-state]');
}

/** Opened by its keys, with focus in its field. */
export async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('textbox')).toBeFocused();
  return palette(page);
}

export function palette(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Search and actions' });
}

/** The way there by the sidebar. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true }).click();
  await expect(title(page)).toHaveText(place);
}

/** The address at which the tenant answers now, as the status bar shows it. */
export async function readIssuer(page: Page): Promise<string> {
  const address = statusBar(page).getByText(/^https?:/);
  await expect(address).toBeVisible();
  return address.innerText();
}

/** Address, title and window history are seen by others, and outlive the page. */
export async function expectNoSecretIn(page: Page, ...secrets: string[]): Promise<void> {
  const seen = JSON.stringify([page.url(), await page.title(), await page.evaluate('history.state')]);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(20);
    expect(seen).not.toContain(secret);
  }
}
