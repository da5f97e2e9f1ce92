/** The check of an API through the screens: one that is wrong in one thing, and one that refuses everything. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { serveOrders } from '../api-check/serve-orders.ts';
import { expect, test } from './fixture.ts';
import { goTo, readIssuer, title } from './screens.ts';

const audience = 'https://appointments.example/';
const scope = 'read:appointments';

test('an API that does not check the audience is found out, and how to mend it is said', async ({ app: { page } }) => {
  const api = await serveOrders({
    issuer: await readIssuer(page),
    audience,
    scope,
    flaw: 'does not check the audience',
  });
  const mended = await serveOrders({ issuer: await readIssuer(page), audience, scope });
  try {
    await page.locator('body').press('g');
    await page.locator('body').press('c');
    await expect(title(page)).toHaveText('API check');
    await expect(page.getByText('No API checked yet')).toBeVisible();
    await expectNoFindings(page);

    await fillIn(page, api.url);
    await page.getByRole('button', { name: 'Run the check' }).click();
    const result = page.getByRole('region', { name: 'Result' });
    await expect(result).toContainText(/\d+ serious and \d+ warnings/);
    await expect(page).toHaveURL(/#\/api-check\?run=/);

    const cases = page.getByRole('list', { name: 'Cases', exact: true });
    await expect(cases.getByRole('listitem').first()).toContainText('The audience of another API');
    const missing = cases.getByRole('button', { name: /No aud/ });
    await missing.press('Enter');
    await expect(missing).toHaveAttribute('aria-expanded', 'true');
    await expect(cases).toContainText('RFC 8725 §3.9');
    await choose(page, 'Verified by', 'jose');
    await expect(cases.getByRole('figure', { name: 'the setting' })).toContainText(
      'jwtVerify(token, keys, { audience })',
    );
    await expectNoFindings(page);

    await missing.press('r');
    await expect(missing).toHaveAttribute('aria-expanded', 'true');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /JUnit/ }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('<testsuites>');

    await missing.scrollIntoViewIfNeeded();
    await cases.getByRole('button', { name: 'Token in the debugger' }).click();
    await expect(title(page)).toHaveText('Token debugger');
    await expect(page.getByText(/Signature verified/).first()).toBeVisible();

    await goTo(page, 'API check');
    await expect(page.getByRole('textbox', { name: 'URL' })).toHaveValue(api.url);
    await page.getByRole('textbox', { name: 'URL' }).fill(mended.url);
    await page.getByRole('button', { name: 'Run the check' }).click();
    await expect(result).toContainText(/^.*B.*\d+ warnings, listed below/s);
    await expect(page.getByRole('region', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2);
    await page
      .getByRole('button', { name: /^Remove the run/ })
      .first()
      .click();
    await expect(page.getByRole('region', { name: 'Runs' }).getByRole('listitem')).toHaveCount(1);
  } finally {
    await api.close();
    await mended.close();
  }
});

test('an API that refuses the good token is told what to set', async ({ app: { page } }) => {
  const api = await serveOrders({ issuer: await readIssuer(page), audience: 'https://other.example/', scope });
  try {
    await goTo(page, 'API check');
    await fillIn(page, api.url);
    await page.getByRole('button', { name: 'Send only the valid token' }).click();
    await expect(page.getByRole('alert')).toContainText(`the audience ${audience}`);
    await page.getByRole('button', { name: 'Run the check' }).click();
    const advice = page.getByRole('region', { name: 'Configure your API' });
    await expect(advice).toContainText(audience);
    await expect(advice).toContainText('express-oauth2-jwt-bearer');
    await expectNoFindings(page);
  } finally {
    await api.close();
  }
});

test('what is wrong in the form is said beside its field, and a long run is stopped', async ({ app: { page } }) => {
  const api = await serveOrders({ issuer: await readIssuer(page), audience, scope });
  try {
    await goTo(page, 'API check');
    await page.getByRole('button', { name: 'Run the check' }).click();
    await expect(page.getByRole('textbox', { name: 'URL' })).toHaveAttribute('aria-invalid', 'true');
    await fillIn(page, 'http://192.0.2.1:3000/orders');
    await page.getByRole('button', { name: 'Run the check' }).click();
    await expect(page.getByRole('textbox', { name: 'Host name' })).toHaveAttribute('aria-invalid', 'true');

    // This API has its key from elsewhere: the check waits to see whether it asks for the JWKS.
    await page.getByRole('switch', { name: /Wait for caches/ }).press('Space');
    await page.getByRole('textbox', { name: 'URL' }).fill(api.url);
    await page.getByRole('button', { name: 'Run the check' }).click();
    const running = page.getByRole('region', { name: 'Running' });
    await expect(running).toContainText(/waiting \d+ s until the API may refetch the JWKS/);
    await expect(running).toContainText(/\d+ of 300/);
    await running.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('The run was stopped.');
  } finally {
    await api.close();
  }
});

async function fillIn(page: Page, url: string): Promise<void> {
  await page.getByRole('textbox', { name: 'URL' }).fill(url);
  await choose(page, 'API', /Appointments API/);
  const waits = page.getByRole('switch', { name: /Wait for caches/ });
  if (!(await waits.isVisible())) await page.getByRole('button', { name: 'More options' }).click();
  if (await waits.isChecked()) await waits.press('Space');
}

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
}
