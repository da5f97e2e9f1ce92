/** APIs through the screens: making, configuring, authorizing and testing them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { goTo, readIssuer, title, verdict } from './screens.ts';

test('the Management API is there on a fresh tenant, first in any order, and cannot be deleted', async ({
  shared: { page },
}) => {
  await goTo(page, 'APIs');
  await page.getByRole('button', { name: 'Name' }).click();
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=-name/);
  const first = page.getByRole('row').nth(1);
  await expect(first).toContainText('System');
  await first.getByRole('link').click();
  await expect(title(page)).toHaveText('Auth0 Management API');
  await openTab(page, 'Settings');
  await expect(page.getByText('A system API can’t be deleted')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete this API' })).toHaveCount(0);
});

test('a name with < and an identifier that is taken are refused as they are typed', async ({ shared: { page } }) => {
  await goTo(page, 'APIs');
  await page.getByRole('button', { name: 'Create API' }).click();
  await expect(page).toHaveURL(/#\/apis\/new$/);
  const { name, identifier } = createForm(page);
  await name.fill('<');
  await expect(name).toHaveAccessibleDescription(/A name cannot contain < or >/);
  await identifier.fill('https://appointments.example/');
  await expect(identifier).toHaveAccessibleDescription(/has this identifier already/);
  await expect(page.getByRole('button', { name: 'Create', exact: true })).toBeDisabled();
  await identifier.fill('https://appointments.example');
  await expect(page.getByText(/differs only by the slash/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/apis$/);
});

test('an API made here lands on a Quickstart that follows its algorithm', async ({ app: { page } }) => {
  await createApi(page, 'Orders API', 'https://orders.example/');
  await expect(page).toHaveURL(/\/quickstart$/);
  await expect(page.getByText("tokenSigningAlg: 'RS256'")).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reveal the signing secret' })).toHaveCount(0);

  await createApi(page, 'Invoices API', 'urn:invoices', 'HS256');
  await expect(page.getByText("tokenSigningAlg: 'HS256'")).toBeVisible();
  await openTab(page, 'Settings');
  await page.getByRole('button', { name: 'Reveal the signing secret' }).click();
  await expect(page.getByText(/^[A-Za-z0-9]{32}$/)).toBeVisible();
  await expect(page.getByText('Keep it confidential')).toBeVisible();
});

test('id, identifier and algorithm can be read and copied, not edited', async ({ shared: { page } }) => {
  await openApi(page, 'Appointments API');
  await openTab(page, 'Settings');
  for (const value of ['id', 'identifier', 'signing algorithm']) {
    await expect(page.getByRole('button', { name: `Copy the ${value}`, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('textbox', { name: 'Identifier' })).toHaveCount(0);
});

test('a token expiration of 60 s is previewed, saved, and in the next token', async ({ app: { page } }) => {
  await openApi(page, 'Appointments API');
  await openTab(page, 'Settings');
  await lifetime(page, 'Token expiration').fill('60');
  await lifetime(page, 'Token expiration for browser flows').fill('90');
  await expect(lifetime(page, 'Token expiration for browser flows')).toHaveAccessibleDescription(
    /must not exceed token_lifetime/,
  );
  await lifetime(page, 'Token expiration for browser flows').fill('60');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  await openTab(page, 'Test');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  const [iat = 0, exp = 0] = await readTimes(page);
  expect(exp - iat).toBe(60);
});

test('edits survive leaving the page, and meet a change made elsewhere', async ({ app: { page } }) => {
  const token = await managementToken(page);
  const issuer = await readIssuer(page);
  await openApi(page, 'Appointments API');
  await openTab(page, 'Settings');
  await page.getByRole('switch', { name: 'Allow offline access' }).check({ force: true });
  await lifetime(page, 'Token expiration').fill('7777');
  await goTo(page, 'APIs');
  await expect(page.getByRole('row', { name: /Appointments API/ })).toContainText('edited');
  await openApi(page, 'Appointments API');
  await openTab(page, 'Settings');
  await expect(lifetime(page, 'Token expiration')).toHaveValue('7777');

  const id = idOf(page);
  await patch(`${issuer}api/v2/resource-servers/${id}`, token, { token_lifetime: 9_000 });
  await expect(page.getByText(/Changed elsewhere in the meantime.*Token expiration is now 9,000 s/)).toBeVisible();
  await page.getByRole('button', { name: 'Use their value' }).click();
  await expect(lifetime(page, 'Token expiration')).toHaveValue('9000');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  const kept = await read(`${issuer}api/v2/resource-servers/${id}`, token);
  expect(kept).toMatchObject({ allow_offline_access: true, token_lifetime: 9_000 });
});

test('permissions are added, edited, pasted and deleted, with a way back', async ({ app: { page } }) => {
  await openApi(page, 'Appointments API');
  await openTab(page, 'Permissions');
  const value = page.getByRole('textbox', { name: 'Permission', exact: true });
  await value.fill('read:appointments');
  await expect(value).toHaveAccessibleDescription(/already defines read:appointments/);
  await value.fill('openid');
  await expect(page.getByText(/openid is reserved by OpenID Connect/)).toBeVisible();
  await value.fill('cancel:appointments');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Permissions (3)' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit cancel:appointments' }).click();
  await page
    .getByRole('form', { name: 'Edit cancel:appointments' })
    .getByRole('textbox', { name: 'Description' })
    .fill('Cancel them');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Cancel them')).toBeVisible();

  await page.getByRole('button', { name: 'Paste several' }).click();
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: 'Permissions' })
    .fill('move:appointments\tMove them\nread:appointments');
  await expect(page.getByText('1 new permission; 1 duplicate skipped')).toBeVisible();
  await page.getByRole('button', { name: 'Add 1 permission' }).click();
  await expect(page.getByRole('heading', { name: 'Permissions (4)' })).toBeVisible();

  await page.getByRole('button', { name: 'Delete read:appointments' }).click();
  await expect(page.getByText('read:appointments was deleted, also from 1 grant.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Permissions (4)' })).toBeVisible();
  await openTab(page, 'Machine to Machine');
  await expect(page.getByText('1 of 4 permissions')).toBeVisible();
});

test('an application is authorized for one of two permissions, switched off, and back under the same grant', async ({
  app: { page },
}) => {
  await createApi(page, 'Orders API', 'https://orders.example/');
  await openTab(page, 'Permissions');
  await page.getByRole('button', { name: /^Add read:appointments and/ }).click();
  await openTab(page, 'Machine to Machine');
  const access = page.getByRole('switch', { name: 'Nightly Job is authorized for Orders API' });
  await access.focus();
  await page.keyboard.press('Space');
  await expect(access).toBeChecked();
  await expect(access).toBeFocused();
  await page.getByRole('button', { name: 'Permissions of Nightly Job' }).click();
  await expect(page).toHaveURL(/application=/);
  await page.getByRole('checkbox', { name: 'read:appointments' }).click();
  await expect(page.getByRole('checkbox', { name: 'read:appointments' })).toBeChecked();
  await expect(page.getByRole('listitem').filter({ hasText: 'Nightly Job' })).toContainText('1 of 2 permissions');
  const grantId = page
    .getByRole('listitem')
    .filter({ hasText: 'Nightly Job' })
    .getByText(/^cgr_\w{16}$/);
  const id = await grantId.innerText();
  await access.click({ force: true });
  await expect(access).not.toBeChecked();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(access).toBeChecked();
  await expect(grantId).toHaveText(id);
  await page.getByText('User-delegated access', { exact: true }).click();
  await expect(page).toHaveURL(/access=user/);
  const delegated = page.getByRole('switch', { name: 'Nightly Job has user-delegated access to Orders API' });
  await expect(delegated).not.toBeChecked();
  await delegated.click({ force: true });
  await expect(delegated).toBeChecked();
  await expect(grantId).not.toHaveText(id);
  await page.getByText('Client access', { exact: true }).click();
  await expect(grantId).toHaveText(id);
  await page.getByText('Matrix', { exact: true }).click();
  await expect(page.getByRole('checkbox', { name: 'Nightly Job: read:appointments' })).toBeChecked();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Nightly Job: read:appointments' })).toBeChecked();
});

test('a refused test says why, and its mend is beside it', async ({ app: { page } }) => {
  await createApi(page, 'Orders API', 'https://orders.example/', 'RS256', false);
  await openTab(page, 'Test');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/Refused with status 403/)).toBeVisible();
  const checks = page.getByRole('list', { name: 'Checks, in order' }).getByRole('listitem');
  await expect(checks.filter({ hasText: 'failed' })).toHaveText('Grant: failed');
  await page.getByRole('button', { name: /^Authorize .* for Orders API$/ }).click();
  await expect(page.getByText(/is not authorized for this API/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(verdict(page)).toHaveText(/^Signature verified/);
  await expect(page.getByRole('heading', { name: 'Call your API with it' })).toBeVisible();
});

test('a grant made by the Management API appears by itself', async ({ app: { page } }) => {
  const token = await managementToken(page);
  const issuer = await readIssuer(page);
  await createApi(page, 'Orders API', 'https://orders.example/', 'RS256', false);
  await openTab(page, 'Machine to Machine');
  await expect(page.getByText('No application can call this API yet')).toBeVisible();
  const clients = await read<{ client_id: string; name: string }[]>(`${issuer}api/v2/clients`, token);
  const job = clients.find(({ name }) => name === 'Nightly Job');
  await post(`${issuer}api/v2/client-grants`, token, {
    client_id: job?.client_id,
    audience: 'https://orders.example/',
    scope: [],
  });
  await expect(page.getByRole('switch', { name: 'Nightly Job is authorized for Orders API' })).toBeChecked();
});

test('an API is deleted only after its name was typed', async ({ app: { page } }) => {
  await openApi(page, 'Appointments API');
  await openTab(page, 'Settings');
  await page.getByRole('button', { name: 'Delete this API' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 application loses access: Nightly Job.');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Delete the API' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('Appointments API');
  await dialog.getByRole('button', { name: 'Delete the API' }).click();
  await expect(title(page)).toHaveText('APIs');
  await expect(page.getByRole('link', { name: 'Appointments API' })).toHaveCount(0);
});

test('an API is made by keyboard alone', async ({ app: { page } }) => {
  await goTo(page, 'APIs');
  await page.getByRole('button', { name: 'Create API' }).focus();
  await page.keyboard.press('Enter');
  await expect(createForm(page).name).toBeFocused();
  await page.keyboard.type('Orders API');
  await page.keyboard.press('Tab');
  await page.keyboard.type('https://orders.example/');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Orders API');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the form of a new API, in ${colorScheme}`, async ({ shared: { page } }) => {
    await page.emulateMedia({ colorScheme });
    await goTo(page, 'APIs');
    await page.getByRole('button', { name: 'Create API' }).click();
    await createForm(page).name.fill('<');
    await expect(page.getByText('A name cannot contain < or >.')).toBeVisible();
    await expectNoFindings(page);
    await page.keyboard.press('Escape');
  });

  for (const api of ['Appointments API', 'Auth0 Management API']) {
    test(`axe finds nothing on the tabs of the ${api}, in ${colorScheme}`, async ({ shared: { page } }) => {
      // axe takes its time over hundreds of permissions.
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await openApi(page, api);
      const tabs = page.getByRole('navigation', { name: 'Parts of the API' }).getByRole('link');
      for (const tab of await tabs.all()) {
        await tab.click();
        await expect(tab).toHaveAttribute('aria-current', 'page');
        await expectNoFindings(page);
      }
    });
  }
}

function createForm(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Create API' });
  return {
    name: dialog.getByRole('textbox', { name: 'Name' }),
    identifier: dialog.getByRole('textbox', { name: 'Identifier' }),
    algorithm: (name: string) => dialog.getByRole('radio', { name }),
    testApplication: dialog.getByRole('checkbox', { name: 'Create a test application' }),
    create: dialog.getByRole('button', { name: 'Create', exact: true }),
  };
}

async function createApi(page: Page, name: string, identifier: string, algorithm = 'RS256', withApplication = true) {
  await goTo(page, 'APIs');
  await page.getByRole('button', { name: 'Create API' }).click();
  const form = createForm(page);
  await form.name.fill(name);
  await form.identifier.fill(identifier);
  await form.algorithm(algorithm).click();
  await form.testApplication.setChecked(withApplication);
  await form.create.click();
  await expect(title(page)).toHaveText(name);
}

async function openApi(page: Page, name: string): Promise<void> {
  await goTo(page, 'APIs');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(title(page)).toHaveText(name);
}

async function openTab(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('navigation', { name: 'Parts of the API' }).getByRole('link', { name });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-current', 'page');
}

function lifetime(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name: `${name} (seconds)`, exact: true });
}

/** `iat` and `exp` of the token on screen. */
async function readTimes(page: Page): Promise<number[]> {
  const payload = await page.getByRole('figure', { name: 'Payload' }).innerText();
  return ['iat', 'exp'].map((claim) => Number(new RegExp(`"${claim}": (\\d+)`).exec(payload)?.[1]));
}

/** Taken from the API Explorer, as a person would copy it. */
async function managementToken(page: Page): Promise<string> {
  await openApi(page, 'Auth0 Management API');
  await page.getByRole('button', { name: 'Get a token' }).click();
  await page.evaluate(
    'globalThis.copied = undefined; navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };',
  );
  await page.getByRole('button', { name: 'Copy the token' }).click();
  const token = await page.evaluate('globalThis.copied');
  expect(token).toMatch(/^eyJ/);
  return String(token);
}

function idOf(page: Page): string {
  return /apis\/(\w+)/.exec(page.url())?.[1] ?? '';
}

async function send<Answer>(method: string, url: string, token: string, body?: object): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}

const read = <Answer>(url: string, token: string) => send<Answer>('GET', url, token);
const post = (url: string, token: string, body: object) => send('POST', url, token, body);
const patch = (url: string, token: string, body: object) => send('PATCH', url, token, body);

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
