/** Applications through the screens: from nothing to a token, keys in place of secrets, and what is asked before what is gone. */
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { expectNoSecretIn, goTo, readIssuer, title, verdict } from './screens.ts';

test('a Machine to Machine application, its API and permissions are made in one dialog, and a token with them', async ({
  app: { page },
}) => {
  await goTo(page, 'Applications');
  await page.getByRole('button', { name: 'Create application' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create application' });
  await expect(page).toHaveURL(/#\/applications\/new$/);
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Report <b>');
  await expect(dialog.getByText('A name cannot contain < or >.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Report writer');
  await expect(dialog.getByText('Formerly Non Interactive')).toBeVisible();
  await chooseApi(page, 'Appointments API');
  await dialog.getByRole('button', { name: 'All', exact: true }).click();
  await dialog.getByRole('button', { name: 'Create and get a token' }).click();
  await expect(verdict(page)).toHaveText(/verified/i);
  await expect(dialog.getByText('read:appointments').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Open the application' }).click();
  await expect(title(page)).toHaveText('Report writer');
  await expect(page).toHaveURL(/#\/applications\/[A-Za-z0-9]{32}\/settings$/);

  await goTo(page, 'Applications');
  await page.locator('[data-list-filter]').fill('non interactive');
  await expect(page.getByRole('main').getByRole('link', { name: 'Report writer' })).toBeVisible();
});

test('an application can be authorized later: the list says that it has no API, the tab makes good for it', async ({
  app: { page },
}) => {
  const clientId = await createWithoutApi(page, 'Later Job');
  await goTo(page, 'Applications');
  const row = page.getByRole('row', { name: /Later Job/ });
  await expect(row.getByText('no API yet')).toBeVisible();
  await show(page, `/applications/${clientId}/apis`);
  await page.getByRole('switch', { name: 'Later Job is authorized for Appointments API' }).press('Space');
  await page.getByRole('button', { name: 'Permissions of Appointments API' }).click();
  await page.getByRole('checkbox', { name: /read:appointments/ }).click();
  await expect(page.getByText('1 of 2 permissions')).toBeVisible();
  await page.getByRole('button', { name: 'Get a token for Appointments API' }).click();
  await expect(verdict(page)).toHaveText(/verified/i);
});

test('each of the other types begins with what it needs', async ({ app: { page } }) => {
  for (const [type, field] of [
    ['Single Page', 'Allowed origins (CORS)'],
    ['Regular Web', 'Web origins'],
    ['Native', 'Callback URLs'],
  ] as const) {
    await show(page, '/applications/new');
    const dialog = page.getByRole('dialog', { name: 'Create application' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`My ${type}`);
    await dialog.getByRole('radio', { name: type }).click();
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(title(page)).toHaveText(`My ${type}`);
    await expect(page.getByRole('textbox', { name: field })).toBeVisible();
  }
});

test('the secret copies without being shown, and a rotated one is refused with the reason', async ({
  app: { page },
}) => {
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'])
    .catch(() => undefined);
  const clientId = await openSample(page);
  const before = await copySecret(page);
  await expect(page.getByText(before)).toHaveCount(0);
  await page.getByRole('button', { name: 'Rotate' }).click();
  await expect(page).toHaveURL(/dialog=rotate/);
  const dialog = page.getByRole('dialog', { name: 'Rotate the client secret' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText('fail immediately');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toHaveCount(0);
  const after = await copySecret(page);
  expect(after).not.toBe(before);
  const issuer = await readIssuer(page);
  const ask = (client_secret: string) =>
    fetch(`${issuer}oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret,
        audience: 'https://appointments.example/',
      }),
    });
  expect((await ask(before)).status).toBe(401);
  expect((await ask(after)).status).toBe(200);
  await expectNoSecretIn(page, before, after);
});

test('edits are saved explicitly, survive leaving the screen, and meet a change made elsewhere', async ({
  app: { page },
}) => {
  const clientId = await openSample(page);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Weekly Job');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await goTo(page, 'APIs');
  await goTo(page, 'Applications');
  await expect(page.getByText('unsaved')).toBeVisible();
  await show(page, `/applications/${clientId}/settings`);
  await expect(name).toHaveValue('Weekly Job');

  await call(page, 'clients.update', { client_id: clientId, update: { name: 'Hourly Job' } });
  await expect(page.getByText('Changed elsewhere in the meantime: Name.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep my value' }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('row', { name: /Name Hourly Job Weekly Job/ })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'The Management API call' })).toContainText(`/clients/${clientId}`);
  await page.keyboard.press('Control+s');
  await expect(title(page)).toHaveText('Weekly Job');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
});

test('what the tenant refuses stands beside its field, and nothing typed is lost', async ({ app: { page } }) => {
  await show(page, '/applications/new');
  const dialog = page.getByRole('dialog', { name: 'Create application' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await dialog.getByRole('radio', { name: 'Regular Web' }).click();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(title(page)).toHaveText('Shop');
  const callbacks = page.getByRole('textbox', { name: 'Callback URLs' });
  await callbacks.fill('not an address');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(callbacks).toHaveAttribute('aria-invalid', 'true');
  await expect(callbacks).toHaveValue('not an address');
  await callbacks.fill('https://shop.example/callback');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
});

test('a generated private key is offered once, and leaving without it asks', async ({ app: { page } }) => {
  const clientId = await openSample(page);
  await show(page, `/applications/${clientId}/credentials`);
  await page.getByRole('button', { name: 'Generate key pair' }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate a key pair' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Deploy key');
  await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(dialog.getByText('shown only once')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('haven’t copied or saved')).toBeVisible();
  await dialog.getByRole('button', { name: 'Stay' }).click();
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the private key' }).click();
  const file = await (await saving).path();
  expect(await readFile(file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Deploy key/ })).toContainText('Not in use');

  await page.getByRole('radio', { name: /private_key_jwt/ }).click();
  await page.getByRole('button', { name: 'Switch', exact: true }).click();
  await expect(page.getByRole('row', { name: /Deploy key/ })).toContainText('In use');
  await page.getByRole('radio', { name: /client_secret_post/ }).click();
  await page.getByRole('button', { name: 'Switch', exact: true }).click();
  await expect(page.getByRole('row', { name: /Deploy key/ })).toContainText('Not in use');
});

test('a public key can be uploaded, a private one is turned away', async ({ app: { page } }) => {
  const clientId = await openSample(page);
  await show(page, `/applications/${clientId}/credentials?dialog=upload`);
  const dialog = page.getByRole('dialog', { name: 'Upload a public key' });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const field = dialog.getByRole('textbox', { name: 'Public key or certificate' });
  await field.fill(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  await expect(dialog.getByText('This is a private key.')).toBeVisible();
  await field.fill('no key at all');
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row', { name: /RS256/ })).toBeVisible();
});

test('an application is deleted only after reading which grants go, and typing its name', async ({ app: { page } }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Delete this application' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Nightly Job' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog.getByText('Appointments API')).toBeVisible();
  await expect(dialog.getByText(/cgr_/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('Nightly Job');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(title(page)).toHaveText('Applications');
  await expect(page.getByRole('link', { name: 'Nightly Job' })).toHaveCount(0);
});

/** @returns its client id */
async function openSample(page: Page): Promise<string> {
  await goTo(page, 'Applications');
  await page.getByRole('main').getByRole('link', { name: 'Nightly Job' }).click();
  await expect(title(page)).toHaveText('Nightly Job');
  return clientIdOf(page);
}

async function createWithoutApi(page: Page, name: string): Promise<string> {
  await show(page, '/applications/new');
  const dialog = page.getByRole('dialog', { name: 'Create application' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('checkbox', { name: 'Authorize later' }).check();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(title(page)).toHaveText(name);
  return clientIdOf(page);
}

async function chooseApi(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Create application' });
  await dialog.getByRole('combobox', { name: 'API' }).click();
  await dialog.getByRole('option', { name: new RegExp(`^${name}`) }).click();
}

function clientIdOf(page: Page): string {
  return /#\/applications\/([^/?]+)/.exec(page.url())?.[1] ?? '';
}

async function show(page: Page, address: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${address}`)}`);
}

/** Copied while it is hidden; what went to the clipboard. */
async function copySecret(page: Page): Promise<string> {
  await page.evaluate(
    'globalThis.copied = undefined; navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };',
  );
  await page.getByRole('button', { name: 'Copy the client secret' }).click();
  await expect.poll(() => page.evaluate('globalThis.copied')).toEqual(expect.any(String));
  return String(await page.evaluate('globalThis.copied'));
}

/** A change made elsewhere, by the door that the screens use themselves. */
async function call(page: Page, method: string, input: unknown): Promise<void> {
  await page.evaluate(
    `(async () => window.tokenbench
      ? window.tokenbench.call(${JSON.stringify(method)}, ${JSON.stringify(input)})
      : fetch('/console/call/' + ${JSON.stringify(method)}, { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + sessionStorage.getItem('tokenbench-session') }, body: ${JSON.stringify(JSON.stringify(input))} }))()`,
  );
}
