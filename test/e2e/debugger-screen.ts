/** What the specs of the debugger look for on its screen. */
import { expect, type Locator, type Page } from '@playwright/test';

/** RFC 7515, appendix A.1, and its key. */
export const rfcToken =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const rfcSecret = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';

export function verdict(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdict' });
}

export function field(page: Page): Locator {
  return page.getByLabel('Token, or text that contains one');
}

export function check(page: Page, name: string): Locator {
  return verdict(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) });
}

/** A fresh token of the tenant, in the field. */
export async function sampleToken(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Valid sample' }).click();
  await expect(verdict(page)).toContainText('Signature verified with the tenant');
  return field(page).inputValue();
}

/** Claims as a table in place of JSON; remembered until the page is loaded again. */
export async function showTable(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Claims as' }).first().getByText('Table').click();
}

/** The line behind which keys, expectations and the clock are. */
export function checkedWith(page: Page): Locator {
  return page.getByRole('button', { name: /^Checked with/ });
}

/** The specs share one application: nothing of the one before is there for the next. */
export async function forgetAll(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

export async function chooseOption(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
