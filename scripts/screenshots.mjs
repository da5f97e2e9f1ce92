/**
 * `npm run screenshots`: the pictures of the README, in light and dark, from the built browser host. A picture changes only
 * where a screen did. `-- --every` paints every screen in every state into out/screenshots, to be looked at.
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  appointments,
  nightlyJob,
  openChromium,
  openPage,
  port,
  startPictureHost,
  takePicture,
} from './picture-host.mjs';

const pictures = relative(process.cwd(), fileURLToPath(new URL('../assets/screenshots/', import.meta.url)));

const screens = [
  {
    name: 'getting-started',
    async open(page) {
      await page.getByRole('button', { name: 'Run here' }).click();
      await page
        .getByText(/^Signature verified/)
        .first()
        .waitFor();
    },
  },
  { name: 'applications', open: (page) => follow(page, 'Applications') },
  {
    name: 'api',
    async open(page) {
      await follow(page, 'APIs');
      await page.getByRole('main').getByRole('link', { name: appointments.name }).first().click();
      await page.getByRole('heading', { level: 1, name: appointments.name }).waitFor();
    },
  },
  {
    name: 'token-debugger',
    async open(page) {
      const token = await requestToken();
      await follow(page, 'Token debugger');
      await page.getByRole('textbox').first().fill(token);
      await page
        .getByText(/^Signature verified/)
        .first()
        .waitFor();
      await page.getByRole('textbox').first().blur();
    },
  },
];

if (process.argv.includes('--every')) await import('./screen-gallery.mjs');
else await paintReadme();

async function paintReadme() {
  const host = await startPictureHost();
  const browser = await openChromium();
  try {
    mkdirSync(pictures, { recursive: true });
    for (const scheme of ['light', 'dark']) await paint(scheme, host.address, browser);
  } finally {
    await browser.close();
    await host.stop();
  }
}

async function paint(scheme, address, browser) {
  const page = await openPage(browser, address, { scheme });
  for (const { name, open } of screens) {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await open(page);
    await takePicture(page, join(pictures, `${name}-${scheme}.png`));
  }
  await page.context().close();
}

async function follow(page, place) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: place }).waitFor();
}

async function requestToken() {
  const { client_id, client_secret } = nightlyJob;
  const response = await fetch(`http://localhost:${port}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id,
      client_secret,
      audience: appointments.identifier,
    }),
  });
  return (await response.json()).access_token;
}
