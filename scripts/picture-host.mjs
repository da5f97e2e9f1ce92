/** The tenant that pictures are taken of: names, ids, secrets and the time are always the same. */
import './check-node.mjs';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { build, cli, isBuilt, isStale } from './ensure-build.mjs';

export const now = Date.UTC(2026, 2, 3, 9, 41);
export const port = 4400;

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
export const nightlyJob = client('Nightly Job', 'kW3nLx0sVb7Qe2TtZr9YpMf4HdJc6GuA');
const explorer = client('API Explorer Application', 'pR8vTz2mXc5Ke1WqBn7LsDf3JhYg9Uoi');
export const appointments = {
  name: 'Appointments API',
  identifier: 'https://appointments.example/',
  scopes: [
    { value: 'read:appointments', description: 'Read appointments' },
    { value: 'write:appointments', description: 'Make and change appointments' },
  ],
};
export const reports = {
  name: 'Reports',
  identifier: 'https://reports.example/v2',
  signing_alg: 'PS256',
  scopes: [
    { value: 'read:reports', description: 'Read reports' },
    { value: 'export:reports', description: 'Export reports as files' },
  ],
};
export const seed = {
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

/** The built browser host with what the seed says. @returns its address, what it says of itself, and how to end it */
export async function startPictureHost(content = seed) {
  if (!isBuilt() || isStale()) build();
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-pictures-'));
  writeFileSync(join(folder, 'seed.json'), JSON.stringify(content));
  writeFileSync(join(folder, 'clock.mjs'), `Date.now = () => ${now};\n`);
  const options = ['--ephemeral', '--seed', join(folder, 'seed.json'), '--port', `${port}`, '--https-port', 'off'];
  const command = [fileURLToPath(cli), 'serve', '--console', '--console-port', '0', '--json', ...options];
  const host = spawn(process.execPath, ['--import', join(folder, 'clock.mjs'), ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => {
    const ended = new Promise((resolve) => host.once('close', resolve));
    host.kill();
    rmSync(folder, { recursive: true, force: true });
    return ended;
  };
  try {
    const description = await readDescription(host);
    return { address: description.console, description, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readDescription({ stdout }) {
  for await (const line of createInterface(stdout)) {
    const description = JSON.parse(line);
    const { problem } = description;
    if (problem !== null) throw new Error(`${problem.message} The pictures show this port: free it.`);
    return description;
  }
  throw new Error('The host ended before it was ready.');
}

export function openChromium() {
  const executablePath = findChromium();
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [] });
}

/** A page at the address, with the time of the pictures unless it says another. */
export async function openPage(browser, address, { scheme, width = 1280, height = 800, time = now }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(time);
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

export async function takePicture(page, path) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, caret: 'hide', animations: 'disabled' });
  process.stdout.write(`${path}\n`);
}
