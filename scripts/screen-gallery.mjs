/** Every screen in every state, light and dark, wide and narrow, into out/screenshots: for the eyes, not for the README. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fillingGrant, fillTenant } from './fill-tenant.mjs';
import {
  appointments,
  nightlyJob,
  now,
  openChromium,
  openPage,
  seed,
  startPictureHost,
  takePicture,
} from './picture-host.mjs';

const folder = join('out', 'screenshots');
const machine = { app_type: 'non_interactive', grant_types: ['client_credentials'] };

/** A tenant as large as people have them. */
const full = {
  ...seed,
  resourceServers: [
    ...seed.resourceServers,
    ...Array.from({ length: 400 }, (_, index) => ({
      name: `Service ${index}`,
      identifier: `https://service-${index}.example/`,
      scopes: [{ value: 'read:things' }, { value: 'write:things' }],
    })),
  ],
  clientGrants: [...seed.clientGrants, fillingGrant],
  clients: [...seed.clients, ...Array.from({ length: 120 }, (_, index) => ({ name: `Worker ${index}`, ...machine }))],
};
const empty = { resourceServers: [], clients: [], clientGrants: [] };

const application = `/applications/${nightlyJob.client_id}`;

const lists = [
  { name: 'getting-started', address: '/' },
  { name: 'applications', address: '/applications' },
  { name: 'apis', address: '/apis' },
  { name: 'keys', address: '/keys' },
  { name: 'traffic', address: '/traffic' },
  { name: 'api-check', address: '/api-check' },
  { name: 'faults', address: '/faults' },
  { name: 'settings-tenant', address: '/settings/tenant' },
];

/** @param api address of the API with the name */
const parts = (api) => [
  ...lists,
  { name: 'applications-nothing-found', address: '/applications?filter=no%20such%20thing' },
  { name: 'application-new', address: '/applications/new' },
  { name: 'application-new-refused', address: '/applications/new', act: (page) => submitName(page, 'A <b> job') },
  ...['settings', 'credentials', 'apis', 'quickstart'].map((tab) => ({
    name: `application-${tab}`,
    address: `${application}/${tab}`,
  })),
  { name: 'application-rotate', address: `${application}/settings?dialog=rotate` },
  { name: 'application-delete', address: `${application}/settings?dialog=delete` },
  { name: 'application-gone', address: '/applications/gone/settings' },
  { name: 'api-new', address: '/apis/new' },
  { name: 'api-new-refused', address: '/apis/new', act: (page) => submitName(page, 'A <b> service') },
  ...['quickstart', 'settings', 'permissions', 'machine-to-machine', 'test'].map((tab) => ({
    name: `api-${tab}`,
    address: `${api}/${tab}`,
  })),
  { name: 'api-matrix', address: `${api}/machine-to-machine?view=matrix` },
  {
    name: 'api-tested',
    address: `${api}/test`,
    act: (page) => page.getByRole('button', { name: 'Run', exact: true }).click(),
  },
  { name: 'api-edited', address: `${api}/settings`, act: edit },
  { name: 'api-delete', address: `${api}/settings?dialog=delete` },
  { name: 'api-gone', address: '/apis/gone' },
  { name: 'keys-rotate', address: '/keys?dialog=rotate' },
  ...['network', 'https', 'storage', 'import-export', 'advanced', 'appearance', 'about'].map((part) => ({
    name: `settings-${part}`,
    address: `/settings/${part}`,
  })),
  { name: 'settings-reset', address: '/settings/storage?dialog=reset' },
  { name: 'debugger', address: '/debugger' },
  { name: 'not-found', address: '/no/such/place' },
];

const browser = await openChromium();
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await gallery('usual', seed, parts, [1280, 800]);
  await gallery('full', full, () => lists, [1280], fillTenant);
  await gallery('empty', empty, () => lists, [1280]);
} finally {
  await browser.close();
}

/** @param fill takes what the host says of itself, and resolves to how far its clock is ahead then */
async function gallery(state, content, screensAt, widths, fill = async () => 0) {
  const host = await startPictureHost(content);
  try {
    const time = now + (await fill(host.description));
    for (const scheme of ['light', 'dark']) {
      for (const width of widths) {
        const page = await openPage(browser, host.address, { scheme, width, time });
        for (const { name, address, act } of screensAt(await findApi(page))) {
          await page.evaluate((hash) => (location.hash = hash), `#${address}`);
          await settle(page);
          await act?.(page);
          await settle(page);
          await takePicture(page, join(folder, `${name}-${state}-${width}-${scheme}.png`));
          await page.keyboard.press('Escape');
        }
        await page.context().close();
      }
    }
    await paintStopped(state, host.address, time);
  } finally {
    await host.stop();
  }
}

/** What the screens say while the tenant is stopped. */
async function paintStopped(state, address, time) {
  const page = await openPage(browser, address, { scheme: 'light', time });
  await page.getByRole('contentinfo').getByRole('button', { name: 'Stop' }).click();
  for (const { name, address: place } of lists) {
    await page.evaluate((hash) => (location.hash = hash), `#${place}`);
    await settle(page);
    await takePicture(page, join(folder, `${name}-${state}-stopped.png`));
  }
  await page.context().close();
}

async function findApi(page) {
  await page.evaluate((hash) => (location.hash = hash), '#/apis');
  const link = page.getByRole('main').getByRole('link', { name: appointments.name, exact: true });
  await page.getByRole('row').nth(1).waitFor();
  const href = (await link.count()) > 0 ? await link.getAttribute('href') : '#/apis/none';
  return href.split('#')[1].replace(/(\/[^/]+\/[^/]+).*/, '$1');
}

async function submitName(page, name) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click({ force: true });
}

async function edit(page) {
  await page.getByRole('textbox', { name: 'Token expiration (seconds)', exact: true }).fill('60');
  await page.getByRole('button', { name: 'Review' }).click();
}

async function settle(page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
