/**
 * `npm run screenshots`: the pictures of the README, in light and dark, from the built browser host. Names, ids, secrets
 * and the time are always the same, so that a picture changes only where a screen did.
 */
import './check-node.mjs';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { build, cli, isBuilt, isStale } from './ensure-build.mjs';

const pictures = fileURLToPath(new URL('../assets/screenshots/', import.meta.url));
const now = Date.UTC(2026, 2, 3, 9, 41);
const port = 4400;

const machine = {
  app_type: 'non_interactive',
  grant_types: ['client_credentials'],
  token_endpoint_auth_method: 'client_secret_post',
  oidc_conformant: true,
};
const client = (name, client_id, more = machine) => ({
  name,
  client_id,
  client_secret: 'only-for-this-picture',
  ...more,
});
const nightlyJob = client('Nightly Job', 'kW3nLx0sVb7Qe2TtZr9YpMf4HdJc6GuA');
const explorer = client('API Explorer Application', 'pR8vTz2mXc5Ke1WqBn7LsDf3JhYg9Uoi');
const appointments = {
  name: 'Appointments API',
  identifier: 'https://appointments.example/',
  scopes: [
    { value: 'read:appointments', description: 'Read appointments' },
    { value: 'write:appointments', description: 'Make and change appointments' },
  ],
};
const reports = {
  name: 'Reports',
  identifier: 'https://reports.example/v2',
  signing_alg: 'PS256',
  scopes: [
    { value: 'read:reports', description: 'Read reports' },
    { value: 'export:reports', description: 'Export reports as files' },
  ],
};
const seed = {
  resourceServers: [appointments, reports, { name: 'Billing', identifier: 'urn:billing', signing_alg: 'HS256' }],
  clients: [
    nightlyJob,
    client('Report Builder', 'tY6bUn1oHg4Rf8CvEw2XzQk5MaLs7DjP'),
    client('Front Desk', 'aZ9xSw3eDc6Vf5RtGb8NhYj2MkUi4OlP', { app_type: 'spa', grant_types: ['authorization_code'] }),
    client('Practice Portal', 'qA2wSx4eDc7Rf1VtGb5YhNu8JmIk3OlZ', { app_type: 'regular_web' }),
    explorer,
  ],
  clientGrants: [
    { client_id: nightlyJob.client_id, audience: appointments.identifier, scope: ['read:appointments'] },
    { client_id: 'Report Builder', audience: appointments.identifier, scope: ['read:appointments'] },
    { client_id: 'Report Builder', audience: reports.identifier, scope: ['read:reports', 'export:reports'] },
    { client_id: explorer.client_id, audience: '/api/v2/', scope: ['read:clients', 'read:resource_servers'] },
  ],
};

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

if (!isBuilt() || isStale()) build();
const folder = mkdtempSync(join(tmpdir(), 'tokenbench-pictures-'));
writeFileSync(join(folder, 'seed.json'), JSON.stringify(seed));
writeFileSync(
  join(folder, 'clock.mjs'),
  `Date.now = () => ${now};
`,
);
const host = serve(folder);
const browser = await openChromium();
try {
  const address = await readAddress(host);
  mkdirSync(pictures, { recursive: true });
  for (const scheme of ['light', 'dark']) await paint(scheme, address);
} finally {
  await browser.close();
  host.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function paint(scheme, address) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  await page.goto(address);
  for (const { name, open } of screens) {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await open(page);
    await page.evaluate(() => document.fonts.ready);
    const path = join(pictures, `${name}-${scheme}.png`);
    await page.screenshot({ path, caret: 'hide', animations: 'disabled' });
    process.stdout.write(`assets/screenshots/${name}-${scheme}.png\n`);
  }
  await context.close();
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

function serve(folder) {
  const options = ['--ephemeral', '--seed', join(folder, 'seed.json'), '--port', `${port}`, '--https-port', 'off'];
  const clock = join(folder, 'clock.mjs');
  const command = [fileURLToPath(cli), 'serve', '--console', '--console-port', '0', '--json', ...options];
  return spawn(process.execPath, ['--import', clock, ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function readAddress({ stdout }) {
  for await (const line of createInterface(stdout)) {
    const { console: address, problem } = JSON.parse(line);
    if (problem !== null) throw new Error(`${problem.message} The pictures show this port: free it.`);
    return address;
  }
  throw new Error('The host ended before it was ready.');
}

function openChromium() {
  const executablePath = findChromium();
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [] });
}
