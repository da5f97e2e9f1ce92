/** A tenant brought from the deploy tool: shown first, applied whole, undone whole; and taken along as a file. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { goTo, title } from './screens.ts';

const definition = `
tenant: {friendly_name: Acme}
resourceServers:
  - {name: Orders API, identifier: "https://orders.##ENV##.example/", scopes: [{value: read:orders}]}
clients:
  - {name: Worker, app_type: non_interactive, grant_types: [client_credentials]}
  - {name: Nightly Job, description: Runs at night}
clientGrants:
  - {client_id: Worker, audience: "https://orders.##ENV##.example/", scope: [read:orders]}
actions: [{name: Enrich}]
`;

test('the plan of a large import says how far it is, and is called off', async ({ app: { page } }) => {
  await goTo(page, 'Applications');
  const clients = Array.from({ length: 20_000 }, (_, index) => ({ name: `Application ${index}` }));
  await drop(page, [{ path: 'tenant.json', text: JSON.stringify({ clients }) }]);
  await expect(page.getByText(/^(?:Reading the files|Comparing [\d,.]+ of 20)/)).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('It was called off.');
  await expect(page.getByRole('progressbar')).toHaveCount(0);

  await page.getByRole('button', { name: 'Choose other files' }).click();
  await drop(page, [{ path: 'tenant.json', text: JSON.stringify({ clients: clients.slice(0, 1_500) }) }]);
  await expect(page.getByRole('heading', { name: 'To create (1500)' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('… and 1300 more')).toBeVisible();
  await page.getByRole('button', { name: 'Apply 1500 changes' }).click();
  await expect(page.getByText('Imported: 1500 created.')).toBeVisible({ timeout: 30_000 });
});

test('a definition dropped on any screen is shown, asks for its keywords, is applied and undone', async ({
  app: { page },
}) => {
  await goTo(page, 'Applications');
  await drop(page, [{ path: 'tenant.yaml', text: definition }]);
  await expect(title(page)).toHaveText('Import/Export');
  await expect(page.getByRole('alert')).toContainText('Nothing is given for the keyword ##ENV##');
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeDisabled();

  await page.getByRole('textbox', { name: 'Keyword ENV' }).fill('dev');
  await page.keyboard.press('Enter');
  const created = page.getByRole('region', { name: 'To create' });
  await expect(created.getByRole('listitem')).toHaveCount(3);
  await expect(created).toContainText('Worker → Orders API');
  await expect(created).toContainText("New client secret generated (the files don't contain one).");
  const changed = page.getByRole('region', { name: 'To change' });
  await expect(changed.getByRole('deletion').first()).toHaveText(/tokenbench/);
  await expect(changed.getByRole('insertion').first()).toHaveText(/Acme/);
  await page.getByText('Ignored (1)').click();
  await expect(page.getByText('Not supported.')).toBeVisible();
  await page.getByText(/^Kept: not in the files/).click();
  await expect(page.getByText('Application: API Explorer Application')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await page.getByRole('button', { name: 'Apply 5 changes' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 3 created, 2 changed' })).toBeVisible();
  await goTo(page, 'APIs');
  await expect(page.getByText('https://orders.dev.example/')).toBeVisible();

  await show(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Import undone.')).toBeVisible();
  await goTo(page, 'APIs');
  await expect(page.getByText('Appointments API')).toBeVisible();
  await expect(page.getByText('https://orders.dev.example/')).toHaveCount(0);
});

test('a folder with problems names each of them, and files that are none say what to choose', async ({
  app: { page },
}) => {
  await drop(page, [
    { path: 'acme/tenant.json', text: '{"friendly_name": "Acme"}' },
    { path: 'acme/clients/A.json', text: '{"name": "A<B"}' },
    { path: 'acme/resource-servers/B.json', text: '{"identifier": "urn:b", "token_lifetime": -1}' },
    { path: 'acme/grants/A.json', text: '{"client_id": "Nobody", "audience": "urn:none", "scope": []}' },
  ]);
  const problems = page.getByRole('alert');
  await expect(problems).toContainText('2 problems');
  await expect(problems).toContainText('clients[0].name: This has to be a text, not empty, without < and >.');
  await expect(problems).toContainText('resourceServers[0].token_lifetime: ');
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeDisabled();

  await page.getByRole('button', { name: 'Choose other files' }).click();
  await drop(page, [{ path: 'notes.txt', text: 'nothing' }]);
  await expect(page.getByRole('alert')).toContainText('No YAML or JSON file found.');
  await drop(page, [{ path: 'broken.yaml', text: 'clients: [' }]);
  await expect(page.getByRole('alert')).toContainText('broken.yaml:1:');
});

test('a Tokenbench file is downloaded, with secrets under a passphrase, which is asked for again', async ({
  app: { page },
  host,
}) => {
  test.skip(host !== 'browser', 'The desktop saves by the dialog of the system: test/electron/file-dialogs.test.ts.');
  await show(page);
  const plain = await download(page, 'Download tokenbench.json');
  expect(plain).toContain('"tokenbench": 1');
  expect(plain).not.toContain('"client_secret"');

  await page.getByRole('checkbox', { name: /^Include client secrets/ }).check();
  await page.getByRole('checkbox', { name: /^Include private signing keys/ }).check();
  await page.getByRole('button', { name: 'Download tokenbench.json' }).click();
  await expect(page.getByText('Enter a passphrase. It decrypts the secrets.')).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse');
  await page.getByLabel('Repeat passphrase').fill('correct house');
  await expect(page.getByText('The passphrases don’t match.')).toBeVisible();
  await page.getByLabel('Repeat passphrase').fill('correct horse');
  const sealed = await download(page, 'Download tokenbench.json');
  expect(sealed).toContain('"secrets": "ey');

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles({
    name: 'tokenbench.json',
    mimeType: 'application/json',
    buffer: Buffer.from(sealed),
  });
  const passphrase = page.getByLabel('Passphrase of the file');
  await passphrase.fill('wrong');
  await passphrase.press('Enter');
  await expect(page.getByText('This passphrase does not open the secrets of the file')).toBeVisible();
  await passphrase.fill('correct horse');
  await passphrase.press('Enter');
  await expect(page.getByText('Nothing to change: the tenant already matches the files.')).toBeVisible();

  await page.getByRole('radio', { name: /Deploy CLI/ }).check();
  expect(await download(page, 'Download tenant.yaml')).toContain('identifier: https://appointments.example/');
});

async function show(page: Page): Promise<void> {
  await page.evaluate("location.hash = '#/settings/import-export'");
  await expect(title(page)).toHaveText('Import/Export');
}

async function download(page: Page, button: string): Promise<string> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await saving).path(), 'utf8');
}

/** As a file manager does; a folder's files come with their paths. */
async function drop(page: Page, files: readonly { path: string; text: string }[]): Promise<void> {
  await page.evaluate(`(() => {
    const transfer = new DataTransfer();
    const files = ${JSON.stringify(files)}.map(({ path, text }) => {
      const file = new File([text], path.split('/').at(-1));
      if (path.includes('/')) Object.defineProperty(file, 'webkitRelativePath', { value: path });
      transfer.items.add(file);
      return file;
    });
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    // A page cannot make the entries of a folder.
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items: [], files } });
    document.querySelector('main').dispatchEvent(event);
  })()`);
}
