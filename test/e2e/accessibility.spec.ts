/** axe finds nothing on any screen, in light and dark: every screen that links lead to from the sidebar, and what opens over them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { goTo, openPalette, statusBar, tenantState, title, verdict } from './screens.ts';

const schemes = ['light', 'dark'] as const;
const places = [
  '/',
  '/applications',
  '/apis',
  '/debugger',
  '/traffic',
  '/api-check',
  '/keys',
  '/faults',
  '/settings',
  '/nowhere',
];

for (const scheme of schemes) {
  for (const place of places) {
    test(`axe finds nothing at ${place} and below, in ${scheme}`, async ({ shared: { page } }) => {
      await show(page, scheme);
      const seen = new Set<string>();
      const waiting = [place];
      for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
        // One of a kind: all applications have the same screen.
        const kind = address.replaceAll(/[\w-]{24,}/g, ':id');
        if (seen.has(kind)) continue;
        seen.add(kind);
        await page.evaluate(`location.hash = ${JSON.stringify(`#${address}`)}`);
        await expect(page).toHaveURL((url) => url.hash.startsWith(`#${address}`));
        await expect(title(page)).toBeVisible();
        await expectNoFindings(page, address);
        waiting.push(...(await linksBelow(page, place)));
      }
    });
  }

  test(`axe finds nothing on a token and its request, in ${scheme}`, async ({ shared: { page } }) => {
    await show(page, scheme);
    await page.getByRole('button', { name: 'Run here' }).click();
    await expect(verdict(page)).toBeVisible();
    await expectNoFindings(page, 'a token that was run');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await goTo(page, 'Token debugger');
    for (const sample of ['Valid sample', 'Altered', 'Expired']) {
      await page.getByRole('button', { name: sample, exact: true }).click();
      await expect(verdict(page)).toBeVisible();
      await expectNoFindings(page, sample);
    }
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
  });

  test(`axe finds nothing on what opens over the screens, in ${scheme}`, async ({ shared: { page } }) => {
    await show(page, scheme);
    const header = page.getByRole('banner');
    const opened: { name: string; open(): Promise<unknown> }[] = [
      { name: 'palette', open: () => openPalette(page) },
      { name: 'palette with words', open: async () => (await openPalette(page)).getByRole('textbox').fill('app') },
      { name: 'keys', open: () => header.getByRole('button', { name: 'Keyboard shortcuts' }).click() },
      { name: 'theme', open: () => header.getByRole('button', { name: 'Theme' }).click() },
      { name: 'notifications', open: () => header.getByRole('button', { name: /^Notifications/ }).click() },
      {
        name: 'a new application',
        async open() {
          await goTo(page, 'Applications');
          await page.getByRole('button', { name: 'Create application' }).click();
        },
      },
      { name: 'addresses', open: () => statusBar(page).getByRole('button', { name: 'All addresses' }).click() },
    ];
    for (const { name, open } of opened) {
      await open();
      await expect(page.getByRole('dialog').or(page.getByRole('menu')).filter({ visible: true })).toHaveCount(1);
      await expectNoFindings(page, name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog').or(page.getByRole('menu')).filter({ visible: true })).toHaveCount(0);
    }
  });

  test(`axe finds nothing while the tenant is stopped, in ${scheme}`, async ({ app: { page } }) => {
    await show(page, scheme);
    await statusBar(page).getByRole('button', { name: 'Stop' }).click();
    await expect(tenantState(page)).toHaveText(/Stopped/);
    await expectNoFindings(page, 'a stopped tenant');
  });
}

test('no screen scrolls sideways at 320 pixels, as wide as 1280 are at 400 %', async ({ shared: { page } }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const place of places) {
    await page.evaluate(`location.hash = ${JSON.stringify(`#${place}`)}`);
    await expect(page).toHaveURL((url) => url.hash.startsWith(`#${place}`));
    await expect(title(page)).toBeVisible();
    await settle(page);
    const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(beyond, place).toBe(0);
  }
  await page.setViewportSize({ width: 1_280, height: 800 });
});

async function show(page: Page, colorScheme: (typeof schemes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

async function expectNoFindings(page: Page, where: string): Promise<void> {
  await settle(page);
  // The other mode of axe needs a second window, which a desktop host denies.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })),
  );
  expect(findings, where).toEqual([]);
}

/** Contrast is measured as painted: not while something fades in, and not on skeletons. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
  await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))');
}

/** Addresses of the links in the screen that lead below the place. */
async function linksBelow(page: Page, place: string): Promise<string[]> {
  const addresses = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => String(Reflect.get(link, 'href')).split('#')[1] ?? ''));
  return place === '/' ? [] : addresses.filter((address) => address.startsWith(place));
}
