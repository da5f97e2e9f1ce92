/** Settings through the screens: they act without a restart, both ways, and nothing typed is lost. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { goTo, readIssuer, title } from './screens.ts';

test('the APIs section leaves the sidebar and comes back, and its address opens all the same', async ({
  app: { page },
}) => {
  const apis = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'APIs', exact: true });
  await show(page, '/settings/advanced', 'Advanced');
  await expect(page.getByText(/^Not set/)).toBeVisible();
  await expect(apis).toBeVisible();
  await page.getByRole('switch', { name: 'Enable APIs section' }).press('Space');
  await expect(apis).toHaveCount(0);
  await expect(page.getByText(/^Off/)).toBeVisible();
  await show(page, '/apis', 'APIs');
  await expect(page.getByText('Hidden from the sidebar by a tenant setting')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(apis).toBeVisible();
  await show(page, '/settings/advanced', 'Advanced');
  await expect(page.getByText(/^On/)).toBeVisible();
});

test('the default audience is chosen from the APIs, and a request without one gets its token', async ({
  app: { page },
}) => {
  await show(page, '/settings/tenant', 'Tenant');
  await page.getByRole('textbox', { name: 'Name' }).fill('My tenant');
  await page.getByRole('combobox', { name: 'Default audience' }).click();
  await page.getByRole('option', { name: /^Appointments API/ }).click();
  await expect(page.getByText('2 changes', { exact: true })).toBeVisible();
  await goTo(page, 'Applications');
  await show(page, '/settings/tenant', 'Tenant');
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('My tenant');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('2 changes', { exact: true })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('My tenant');
  await expect(page.getByRole('combobox', { name: 'Default audience' })).toHaveValue(/^Appointments API/);
});

test('a notice never covers the buttons of the save bar', async ({ app: { page } }) => {
  await show(page, '/settings/advanced', 'Advanced');
  await page.getByRole('switch', { name: 'Enable APIs section' }).press('Space');
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  await show(page, '/settings/tenant', 'Tenant');
  await page.getByRole('textbox', { name: 'Name' }).fill('My tenant');
  await page.getByRole('button', { name: 'Review' }).click();
  for (const button of [
    undo,
    page.getByRole('button', { name: 'Save' }),
    page.getByRole('button', { name: 'Discard' }),
  ]) {
    await button.click({ trial: true, timeout: 3_000 });
  }
});

test('another port is opened without a restart, and a taken one is told while it is typed', async ({
  app: { page },
}) => {
  const before = await readIssuer(page);
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  try {
    await show(page, '/settings/network', 'Network');
    const port = page.getByRole('textbox', { name: 'HTTP port' });
    await port.fill(String(portOf(taken.address())));
    await expect(page.getByText(/Another program listens at port/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use these ports' })).toBeDisabled();
    await page.getByRole('button', { name: /^Use \d+$/ }).click();
    const offered = await port.inputValue();
    await expect(page.getByText('Changing ports affects tokens already issued')).toBeVisible();
    await page.getByRole('button', { name: 'Use these ports' }).click();
    await expect.poll(() => readIssuer(page)).toBe(`http://localhost:${offered}/`);
    expect((await fetch(`http://localhost:${offered}/.well-known/jwks.json`)).status).toBe(200);
    await expect(fetch(`${before}.well-known/jwks.json`)).rejects.toThrow();
  } finally {
    taken.close();
  }
});

test('an export has no secret unless it is asked for', async ({ app: { page } }) => {
  await show(page, '/settings/storage', 'Storage');
  const exported = async (button: string) => {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    return readFile(await (await saving).path(), 'utf8');
  };
  const plain = await exported('Download without secrets');
  expect(plain).toContain('Nightly Job');
  expect(plain).not.toMatch(/"client_secret"|"signing_secret"|"qi"/);
  await page.getByRole('checkbox', { name: /Include client secrets/ }).check();
  expect(await exported('Download the backup, with secrets')).toMatch(/"client_secret"/);
});

test('a reset asks for the name, says what goes, and leaves a new tenant', async ({ app: { page } }) => {
  await show(page, '/settings/storage?dialog=reset', 'Storage');
  const dialog = page.getByRole('dialog', { name: 'Reset the tenant' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText('signing keys are deleted');
  await dialog.getByRole('checkbox', { name: 'Add sample data' }).uncheck();
  await expect(dialog.getByRole('button', { name: 'Reset' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('tokenbench');
  await dialog.getByRole('button', { name: 'Reset' }).click();
  await expect(dialog).toHaveCount(0);
  await goTo(page, 'Applications');
  await expect(page.getByText('No applications yet')).toBeVisible();
  const issuer = await readIssuer(page);
  expect((await fetch(`${issuer}.well-known/jwks.json`)).status).toBe(200);
});

async function show(page: Page, address: string, heading: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${address}`)}`);
  await expect(title(page)).toHaveText(heading);
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
