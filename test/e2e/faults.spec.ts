/** Faults on purpose through the screens, watched from outside by programs that meet them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { decodeJwt } from 'jose';
import { expect, test } from './fixture.ts';
import { goTo, openPalette, readIssuer, statusBar, title } from './screens.ts';

test('a key set that is down shows on every screen, and one key turns everything off', async ({ app: { page } }) => {
  const issuer = await readIssuer(page);
  await page.locator('body').press('g');
  await page.locator('body').press('f');
  await expect(title(page)).toHaveText('Faults');
  await expect(page.getByText('No faults are active.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'All off' })).toBeDisabled();

  await page.getByRole('main').getByRole('button', { name: 'JWKS down', exact: true }).click();
  await expect(page.getByRole('switch', { name: 'JWKS down' })).toBeChecked();
  await expect(statusBar(page).getByRole('link', { name: '1 fault active' })).toBeVisible();
  await expect(sidebarEntry(page)).toHaveAccessibleName(/1\s*active/);
  expect(await statusOf(`${issuer}.well-known/jwks.json`)).toBe(503);
  await expect(page.getByText('1 hit', { exact: true })).toBeVisible();

  await page.locator('body').press('g');
  await page.locator('body').press('t');
  await expect(title(page)).toHaveText('Traffic');
  const exchange = page.getByRole('main').getByRole('row').filter({ hasText: 'jwks_down' });
  await expect(exchange.getByText('Fault', { exact: true })).toBeVisible();

  await goTo(page, 'Applications');
  await expect(statusBar(page).getByRole('link', { name: '1 fault active' })).toBeVisible();
  await page.locator('[data-list-filter]').fill('x');
  await page.keyboard.press('Control+Shift+X');
  await expect(page.getByText('All faults are off and the clock is reset.')).toBeVisible();
  await expect(statusBar(page).getByRole('link', { name: /fault/ })).toHaveCount(0);
  await expect(sidebarEntry(page)).toHaveAccessibleName('Faults');
  expect(await statusOf(`${issuer}.well-known/jwks.json`)).toBe(200);
});

test('a fault is adjusted, narrowed and counted, and shown as a call that works', async ({ app: { page } }) => {
  const issuer = await readIssuer(page);
  await goTo(page, 'Faults');
  await page.getByRole('button', { name: 'Adjust: Refuses' }).click();
  await expect(page).toHaveURL(/#\/faults\?kind=token_refused$/);
  await choose(page, 'Answer', /grant type is off/);
  await choose(page, 'Application', 'Nightly Job');
  await choose(page, 'How often', 'The next n requests');
  await page.getByRole('textbox', { name: 'Requests' }).fill('2');
  await page.getByRole('button', { name: 'Turn on' }).click();
  const active = page.getByRole('region', { name: 'Active now' });
  await expect(active).toContainText('only Nightly Job · the next 2 requests · until off');
  await expectNoFindings(page);

  await goTo(page, 'Getting started');
  await page.getByRole('button', { name: 'Run here' }).click();
  await expect(
    page
      .getByRole('main')
      .getByText(/made this answer/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await sidebarEntry(page).click();
  await expect(active).toContainText('the next request');
  await active.getByRole('button', { name: 'Off: Token endpoint: refuses' }).click();
  await expect(page.getByText('No faults are active.')).toBeVisible();

  await page.getByRole('button', { name: 'Adjust: Is slow' }).click();
  await page.getByRole('textbox', { name: 'Delay' }).fill('120');
  await page.getByRole('region', { name: 'Token endpoint' }).getByRole('button', { name: 'Show as call' }).click();
  const call = page.getByRole('figure', { name: 'The fault as HTTP' });
  await expect(call).toContainText('{"kind":"token_slow","delay_ms":120}');
  await expect(call).toContainText('$TOKENBENCH_CONTROL_TOKEN');
  await page.getByRole('button', { name: 'Insert the token' }).click();
  await expect(call).toContainText('Bearer tbc_');
  await page.getByText('Command', { exact: true }).click();
  await expect(page.getByRole('figure', { name: 'The fault as Command' })).toContainText(
    'tokenbench fault set token_slow delay_ms=120',
  );
  await page.getByText('Library', { exact: true }).click();
  await expect(page.getByRole('figure', { name: 'The fault as Library' })).toContainText("kind: 'token_slow'");
  expect(await statusOf(`${issuer}_tokenbench/faults`)).toBe(401);
});

test('what the tenant refuses stands at its field, and a fault that ends by itself leaves', async ({
  app: { page },
}) => {
  await goTo(page, 'Faults');
  await page.getByRole('button', { name: 'Adjust: Wrong audience' }).click();
  await page.getByRole('textbox', { name: 'Audience' }).fill('');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText(/must not be empty/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Audience' })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'Audience' }).fill('urn:elsewhere');
  await choose(page, 'Until', 'A number of minutes pass');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('region', { name: 'Active now' })).toContainText(/ends in 9 min|ends in 10 min/);
  await page.getByRole('textbox', { name: 'Audience' }).fill('urn:somewhere');
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByRole('region', { name: 'Active now' })).toContainText('Audience urn:somewhere');
  await choose(page, 'Application', 'Nightly Job');
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByRole('region', { name: 'Active now' })).toContainText('only Nightly Job');
  await expect(statusBar(page).getByRole('link', { name: '1 fault active' })).toBeVisible();
});

test('presets and the clock: tokens follow, the status bar tells, the palette turns all off', async ({
  app: { page },
}) => {
  const issuer = await readIssuer(page);
  await goTo(page, 'Faults');
  await page.getByRole('button', { name: /^Clocks drift/ }).click();
  await expect(statusBar(page).getByRole('link', { name: 'Clock +5 min' })).toBeVisible();
  await page.getByRole('button', { name: /^Auth0 is down/ }).click();
  await expect(statusBar(page).getByRole('link', { name: '4 faults active' })).toBeVisible();
  expect(await statusOf(`${issuer}.well-known/openid-configuration`)).toBe(503);
  const palette = await openPalette(page);
  await palette.getByRole('textbox').fill('faults off');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No faults are active.')).toBeVisible();
  await expect(statusBar(page).getByRole('link', { name: /Clock/ })).toHaveCount(0);

  const clock = page.getByRole('region', { name: 'Clock' });
  await clock.getByRole('textbox', { name: 'Freeze at' }).fill('tomorrow');
  await clock.getByRole('button', { name: 'Freeze' }).click();
  await expect(clock.getByText('The time must be one such as')).toBeVisible();
  await clock.getByRole('textbox', { name: 'Freeze at' }).fill('2031-02-03T04:05:06Z');
  await clock.getByRole('button', { name: 'Freeze' }).click();
  await expect(clock).toContainText('2031-02-03 04:05:06 UTC');
  await expect(statusBar(page).getByRole('link', { name: 'Clock at 2031-02-03 04:05' })).toBeVisible();
  await expectNoFindings(page);
  await goTo(page, 'Getting started');
  const line = await page.getByRole('main').locator('pre').first().innerText();
  const { client_id, client_secret, audience } = JSON.parse(/-d '(.*)'/s.exec(line)?.[1] ?? '{}');
  const answer = await fetch(`${issuer}oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, audience }),
  });
  const { access_token } = Object(await answer.json());
  expect(decodeJwt(access_token).iat).toBe(Date.parse('2031-02-03T04:05:06Z') / 1_000);
  await goTo(page, 'Faults');
  await clock.getByRole('button', { name: 'Reset the clock' }).click();
  await expect(clock).toContainText('the time of this machine');
});

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page
    .getByRole('combobox', { name: label, exact: true })
    .or(page.getByRole('textbox', { name: label, exact: true }))
    .first()
    .click();
  await page.getByRole('option', { name: option }).click();
}

function sidebarEntry(page: Page) {
  return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Faults/ });
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

async function expectNoFindings(page: Page): Promise<void> {
  await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
}
