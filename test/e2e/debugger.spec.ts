/** The token debugger: from a paste to a verdict, several tokens, two side by side, the history of the run. */

import { check, checkedWith, field, forgetAll, rfcToken, sampleToken, showTable, verdict } from './debugger-screen.ts';
import { expect, test } from './fixture.ts';
import { goTo } from './screens.ts';

// Specs of other files leave tokens in the history, and these leave choices of keys.
test.beforeEach(({ shared: { page } }) => forgetAll(page));
test.afterEach(({ shared: { page } }) => forgetAll(page));

test('a token verifies by a key that is named, however it is pasted, and nothing leaves the machine', async ({
  shared: { page },
}) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).host));
  await goTo(page, 'Token debugger');
  const token = await sampleToken(page);
  await expect(page).toHaveTitle('Token debugger — Tokenbench');
  expect(page.url()).not.toContain('eyJ');
  await showTable(page);
  const kid: string = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
  for (const text of [
    token,
    `Bearer ${token}`,
    `curl --header 'Authorization: Bearer ${token}' http://localhost:3000/`,
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{"access_token":"${token}","token_type":"Bearer"}`,
    JSON.stringify({ access_token: token, expires_in: 86_400 }),
    `"${token}",`,
    `https://app.example/callback#access_token=${token}&state=1`,
    token.replace(/.{70}/g, '$&\n'),
  ]) {
    await field(page).fill('');
    await expect(verdict(page)).toHaveCount(0);
    await field(page).fill(text);
    await expect(verdict(page)).toContainText(`Signature verified with the tenant's current key ${kid}.`);
    await expect(check(page, 'Audience')).toContainText('Passed');
    const exp = page.getByRole('row', { name: /^exp / });
    await expect(exp).toContainText('RFC 7519');
    await expect(exp).toContainText(/in (?:1 d|23 h 59 min)/);
    await expect(exp).toContainText(/\d{1,2}:\d\d:\d\d/);
  }
  expect([...asked]).toEqual([new URL(page.url()).host]);
});

test('an altered, an unsigned and a cut token stay readable, and are told apart', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  const token = await sampleToken(page);
  await page.getByRole('button', { name: 'Altered', exact: true }).click();
  await expect(verdict(page)).toContainText('was altered after signing');
  await showTable(page);
  await expect(page.getByRole('row', { name: /^scope / })).toContainText('read:appointments');
  const damaged = page.locator('[data-damaged]');
  await expect(damaged).toHaveCount(0);
  await field(page).fill(token.split('.').slice(0, 2).join('.'));
  await expect(verdict(page)).toContainText('The signature is missing');
  await expect(page.getByRole('row', { name: /^scope / })).toBeVisible();
  await field(page).fill(token.slice(0, -100));
  await expect(verdict(page)).toContainText('truncated');
  await expect(damaged).toHaveText(token.slice(token.lastIndexOf('.') + 1, -100));
  await field(page).fill('kpI8nzVBz0kQ2mF-opaque');
  await expect(page.getByText(/An opaque token can't be decoded/).first()).toBeVisible();
});

test('of several tokens one is chosen', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(JSON.stringify({ access_token: 'v1.opaque-0123456789abcdef', id_token: rfcToken }));
  await page.getByRole('button', { name: /id_token/ }).click();
  await showTable(page);
  await expect(page.getByRole('row', { name: /^iss / })).toContainText('joe');
});

test('the verdict stays in view, the panes are sized by keys, and narrow ones stack', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await sampleToken(page);
  const summary = verdict(page)
    .getByText(/^Signature verified/)
    .first();
  await page.getByRole('region', { name: 'Copy this token as' }).scrollIntoViewIfNeeded();
  await expect(summary).toBeInViewport({ ratio: 1 });
  await expect(field(page)).toBeInViewport();

  const separator = page.getByRole('separator', { name: 'Width of the token' });
  const before = Number(await separator.getAttribute('aria-valuenow'));
  await separator.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Number(await separator.getAttribute('aria-valuenow'))).toBeGreaterThan(before);

  await page.setViewportSize({ width: 860, height: 800 });
  await expect(separator).toHaveCount(0);
  await page.evaluate('scrollTo(0, 0)');
  const tops = await Promise.all([summary, field(page)].map(async (one) => (await one.boundingBox())?.y ?? 0));
  expect(tops[0]).toBeLessThan(tops[1] ?? 0);
  await page.setViewportSize({ width: 1_280, height: 800 });
});

test('part and JSON light up together, and known names lead on', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  const token = await sampleToken(page);
  const lit = page.locator('pre span[data-active]');
  await page.getByRole('figure', { name: 'Payload' }).hover();
  await expect(lit).toHaveText(token.split('.')[1] ?? '');
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Copy the header' }).focus();
  await expect(lit).toHaveText(token.split('.')[0] ?? '');
  await field(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('li[data-active]')).toContainText('Signature');
  await showTable(page);
  await page.getByRole('row', { name: /^aud / }).getByRole('link', { name: 'Appointments API' }).click();
  await expect(page).toHaveURL(/#\/apis\//);
  await page.goBack();
  await page.getByRole('row', { name: /^kid / }).getByRole('link', { name: 'Signing keys' }).click();
  await expect(page).toHaveURL(/#\/keys/);
});

test('by keyboard alone an altered token is read, and its verdict announced', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  const token = await sampleToken(page);
  await goTo(page, 'Applications');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+a');
  const [header, payload = '', signature] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'admin' };
  const altered = Buffer.from(JSON.stringify(claims)).toString('base64url');
  await page.keyboard.insertText(`${header}.${altered}.${signature}`);
  await expect(page.getByRole('status').filter({ hasText: 'Signature does not match' })).toBeAttached();
  await expect(page.getByRole('figure', { name: 'Payload' })).toContainText('"admin"');
  for (let stops = 0; ; stops += 1) {
    expect(stops).toBeLessThan(40);
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(
      'document.activeElement.closest("label, fieldset, [role=radiogroup]")?.ariaLabel',
    );
    if (reached === 'Verify with') break;
    const word = await page.evaluate('document.activeElement.textContent');
    if (/^Checked with.*Change$/.test(String(word))) await page.keyboard.press('Enter');
    await expect(page.locator(':focus-visible')).toHaveCount(1);
  }
});

test('two tokens are compared claim by claim, and what is equal is hidden', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  const token = await sampleToken(page);
  await page.getByRole('link', { name: 'Compare two tokens' }).click();
  await page.getByRole('textbox', { name: 'Right token' }).fill(rfcToken);
  await expect(page.getByRole('row', { name: /^iss / })).toContainText('Changed');
  await page.getByRole('textbox', { name: 'Right token' }).fill(token);
  await expect(page.getByText('Nothing differs.').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /^iss / })).toContainText('Same');
  await page.getByRole('switch', { name: 'Hide equal' }).press('Space');
  await expect(page.getByRole('row', { name: /^iss / })).toHaveCount(0);
  await page.getByRole('link', { name: 'Back to the debugger' }).click();
  await expect(verdict(page)).toBeVisible();
});

test('the history of the run keeps what a paste replaces, is forgotten, and outlives no page', async ({
  shared: { page },
}) => {
  await goTo(page, 'Token debugger');
  const again = page.getByRole('button', { name: /^Open: / });
  await field(page).fill(rfcToken);
  await expect(verdict(page)).toBeVisible();
  await page.evaluate("navigator.clipboard.writeText('v1.opaque-0123456789abcdef')");
  await field(page).press('Control+v');
  await expect(field(page)).toHaveValue('v1.opaque-0123456789abcdef');
  await again.first().click();
  await expect(field(page)).toHaveValue(rfcToken);
  await expect(again).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear history' }).click();
  await expect(again).toHaveCount(0);
  await field(page).fill(`Bearer ${rfcToken}`);
  await expect(again).toHaveCount(1);
  const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])');
  expect(kept).not.toContain('eyJ');
  await page.reload();
  await goTo(page, 'Token debugger');
  await expect(again).toHaveCount(0);
  await expect(field(page)).toHaveValue('');
});

test('at 1440 by 900 a token is read without scrolling: verdict, checks, scopes, payload with its times, header', async ({
  shared: { page },
}) => {
  await page.setViewportSize({ width: 1_440, height: 900 });
  await goTo(page, 'Token debugger');
  await sampleToken(page);
  await page.evaluate('scrollTo(0, 0)');
  const payload = page.getByRole('figure', { name: 'Payload' });
  for (const part of [
    field(page),
    verdict(page)
      .getByText(/^Signature verified/)
      .first(),
    verdict(page).getByRole('button', { name: /^Audience\s*: Passed$/ }),
    checkedWith(page),
    page.getByRole('list', { name: 'Scopes' }).getByText('Read appointments'),
    payload,
    payload.getByText(/in (?:1 d|23 h 59 min)/),
    payload.getByText('Appointments API'),
    page.getByRole('figure', { name: 'Header' }),
  ])
    await expect(part).toBeInViewport({ ratio: 0.99 });

  const audience = verdict(page).getByRole('button', { name: /^Audience\s*: Passed$/ });
  await audience.press('Enter');
  await expect(verdict(page).getByText('For the API Appointments API of this tenant.')).toBeVisible();
  await audience.press('Enter');
  await page.setViewportSize({ width: 1_000, height: 700 });
  await expect(payload).toBeInViewport({ ratio: 0.99 });
  await page.setViewportSize({ width: 1_280, height: 800 });
});
