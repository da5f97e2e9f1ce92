/** The ways that everyone goes: by keyboard alone, and from nothing to an API that lets the right tokens in. */
import type { Locator, Page } from '@playwright/test';
import { runScript, saveSnippet, serveSnippet } from '../quickstart/run-snippet.ts';
import { findToolchain } from '../quickstart/toolchains.ts';
import { expect, test } from './fixture.ts';
import { hasFocus, tabTo } from './keyboard-walk.ts';
import { goTo, title, verdict } from './screens.ts';

test('by keyboard alone: a token, an application with its API, a grant with its id, and an altered token', async ({
  app: { page },
}) => {
  const { keyboard } = page;
  // A2
  await tabTo(page, page.getByRole('button', { name: 'Run here' }));
  await keyboard.press('Enter');
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  const token = await page.getByRole('figure', { name: 'the token' }).innerText();

  // A13
  await goByLetter(page, 'a', 'Applications');
  await keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Create application' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keyboard.type('Keyboard job');
  await tabTo(page, dialog.getByRole('combobox', { name: 'API' }));
  await keyboard.type('appoint');
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('checkbox', { name: /^read:appointments/ }));
  await keyboard.press('Space');
  await tabTo(page, dialog.getByRole('button', { name: 'Create and get a token' }));
  await keyboard.press('Enter');
  await expect(dialog.getByText('Keyboard job was created.')).toBeVisible();
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  await keyboard.press('Escape');

  // A28
  await goByLetter(page, 'p', 'APIs');
  await tabTo(page, page.getByRole('link', { name: 'Appointments API', exact: true }));
  await keyboard.press('Enter');
  await expect(title(page)).toHaveText('Appointments API');
  await tabTo(page, page.getByRole('link', { name: 'Machine to Machine' }));
  await keyboard.press('Enter');
  const access = page.getByRole('switch', { name: 'API Explorer Application is authorized for Appointments API' });
  await tabTo(page, access);
  await keyboard.press('Space');
  await expect(access).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Permissions of API Explorer Application' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('checkbox', { name: /^write:appointments/ }));
  await keyboard.press('Space');
  const row = page.getByRole('listitem').filter({ hasText: 'API Explorer Application' });
  await expect(row).toContainText('1 of 2 permissions');
  await expect(row.getByText(/^cgr_\w{16}$/)).toBeVisible();
  await backTo(page, page.getByRole('button', { name: 'Copy the client grant ID of API Explorer Application' }));
  await keyboard.press('Enter');
  await expect(page.getByText('Copied', { exact: true }).first()).toBeAttached();

  // A37
  await keyboard.press('g');
  await keyboard.press('d');
  await expect(page.getByRole('textbox', { name: 'Token, or text that contains one' })).toBeFocused();
  await keyboard.insertText(token.replaceAll(/\s/g, ''));
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  await keyboard.press('Control+End');
  for (let step = 0; step < 20; step += 1) await keyboard.press('ArrowLeft');
  const before = token.replaceAll(/\s/g, '').at(-21);
  await keyboard.press('Backspace');
  await keyboard.type(before === 'A' ? 'B' : 'A');
  await expect(verdict(page)).toHaveText(/does not match/);
  await expect(page.getByText('read:appointments').filter({ visible: true }).first()).toBeVisible();
});

test('what a dialog would make, its Management API call makes, entity for entity', async ({ app: { page } }) => {
  await goTo(page, 'APIs');
  await page.getByRole('button', { name: 'Create API' }).click();
  const api = page.getByRole('dialog', { name: 'Create API' });
  await api.getByRole('textbox', { name: 'Name' }).fill("Called API's twin");
  await api.getByRole('textbox', { name: 'Identifier' }).fill('urn:called');
  const made = await runShownCall(page, api);
  expect(made).toMatchObject({ name: "Called API's twin", identifier: 'urn:called', signing_alg: 'RS256' });
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: "Called API's twin" }).click();
  await expect(page).toHaveURL(new RegExp(`apis/${Object(made).id}`));

  await goTo(page, 'Applications');
  await page.getByRole('button', { name: 'Create application' }).click();
  const application = page.getByRole('dialog', { name: 'Create application' });
  await application.getByRole('textbox', { name: 'Name' }).fill('Called job');
  const client = await runShownCall(page, application);
  expect(client).toMatchObject({
    name: 'Called job',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /Called job/ })).toContainText(String(Object(client).client_id));
});

test('edits that are not saved are asked for before the page goes, and saved ones are not', async ({
  host,
  app: { page },
}) => {
  test.skip(host !== 'browser', 'A window of the desktop asks by a dialog of its own: test/electron.');
  await page.evaluate("location.hash = '#/settings/tenant'");
  await page.getByRole('textbox', { name: 'Name' }).fill('Edited tenant');
  await expect(page.getByText('1 change', { exact: true })).toBeVisible();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  // A page that stays answers no reload.
  await page.reload({ timeout: 1_000 }).catch(() => undefined);
  expect(asked).toEqual(['beforeunload']);
  await goTo(page, 'Applications');
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Edited tenant');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('1 change', { exact: true })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Edited tenant');
  expect(asked).toHaveLength(1);
});

test('from an API made here to one that runs: its own snippet takes the right token and refuses the others', async ({
  app: { page },
}) => {
  const toolchain = await findToolchain('verify-node-express');
  if ('missing' in toolchain) throw new Error(toolchain.missing);
  await goTo(page, 'APIs');
  await page.getByRole('button', { name: 'Create API' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Surgery API');
  await dialog.getByRole('textbox', { name: 'Identifier' }).fill('https://surgery.example/');
  await dialog.getByRole('checkbox', { name: 'Create a test application' }).uncheck();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(title(page)).toHaveText('Surgery API');
  await openTab(page, 'Permissions');
  await page.getByRole('button', { name: /^Add read:appointments and/ }).click();
  await openTab(page, 'Machine to Machine');
  const access = page.getByRole('switch', { name: 'Nightly Job is authorized for Surgery API' });
  await access.click({ force: true });
  await expect(access).toBeChecked();
  await openTab(page, 'Test');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  const withoutPermission = await copied(page, 'Copy the token');

  await openTab(page, 'Machine to Machine');
  await page.getByRole('button', { name: 'Permissions of Nightly Job' }).click();
  await page.getByRole('checkbox', { name: /^read:appointments/ }).click();
  await expect(page.getByText('1 of 2 permissions')).toBeVisible();
  await openTab(page, 'Test');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  const good = await copied(page, 'Copy the token');

  await openTab(page, 'Quickstart');
  const program = page.getByRole('figure', { name: 'Protect a route' });
  await expect(program).toContainText('express-oauth2-jwt-bearer');
  const steps = [
    { title: 'Protect a route', file: 'api.mjs', language: 'javascript', text: await program.innerText() },
    { title: 'Run', file: undefined, language: 'sh', text: 'node api.mjs' },
  ] as const;
  const saved = saveSnippet({ steps: [...steps] }, toolchain);
  const api = await serveSnippet(saved, toolchain.environment);
  try {
    const call = (token: string) =>
      `curl -s -o /dev/null -w '%{http_code} ' ${api.origin}/api/private -H 'authorization: Bearer ${token}'`;
    const statuses = await runScript(
      [good, withoutPermission, `${good.slice(0, -8)}AAAAAAAA`].map(call).join('\n'),
      saved.folder,
      {},
    );
    expect(statuses, api.output()).toBe('200 403 401 ');
  } finally {
    await api.stop();
    saved.remove();
  }
});

async function goByLetter(page: Page, letter: string, place: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await expect(title(page)).toHaveText(place);
  await expect(title(page)).toBeFocused();
}

/** Shift+Tab until the element has the focus. */
async function backTo(page: Page, wanted: Locator): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Shift+Tab');
    if (await hasFocus(page, wanted)) return;
  }
  throw new Error(`Shift+Tab does not reach ${String(wanted)}.`);
}

async function openTab(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('navigation', { name: 'Parts of the API' }).getByRole('link', { name });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-current', 'page');
}

/** What the button copies. */
async function copied(page: Page, button: string): Promise<string> {
  await page.evaluate(
    'globalThis.copied = undefined; navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };',
  );
  await page.getByRole('button', { name: button }).first().click();
  await expect.poll(() => page.evaluate('globalThis.copied')).toBeDefined();
  return String(await page.evaluate('globalThis.copied'));
}

/** Puts a token into the call that the dialog shows, copies it, and runs it as a person would. @returns its answer */
async function runShownCall(page: Page, dialog: Locator): Promise<unknown> {
  await dialog.getByRole('button', { name: 'Show as Management API call' }).click();
  await dialog.getByRole('button', { name: 'Insert a token' }).first().click();
  await expect(dialog.getByText(/is in the copy/)).toBeVisible();
  const line = await copied(page, 'Copy The Management API call');
  return JSON.parse(await runScript(line, '.', {}));
}
