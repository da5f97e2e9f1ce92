/**
 * `npm run icons`: makes every picture of the application from `assets/icon.svg` and `assets/tray.svg`, painted by
 * Chromium. electron-builder makes the formats of macOS and Windows from the large one.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';

const assets = new URL('../assets/', import.meta.url);
const icon = readFileSync(new URL('icon.svg', assets), 'utf8');
const tray = readFileSync(new URL('tray.svg', assets), 'utf8');
/** Seen on light and on dark panels. */
const colouredTray = tray.replaceAll('#000', '#e08a4c');

const pictures = [
  { path: 'icon.png', svg: icon, size: 1024 },
  ...[16, 32, 48, 64, 128, 256, 512].map((size) => ({ path: `icons/${size}x${size}.png`, svg: icon, size })),
  { path: 'runtime/icon.png', svg: icon, size: 256 },
  { path: 'runtime/trayTemplate.png', svg: tray, size: 16 },
  { path: 'runtime/trayTemplate@2x.png', svg: tray, size: 32 },
  { path: 'runtime/tray.png', svg: colouredTray, size: 16 },
  { path: 'runtime/tray@2x.png', svg: colouredTray, size: 32 },
];

const executablePath = findChromium();
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
const page = await browser.newPage();
for (const { path, svg, size } of pictures) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0;background:none}svg{display:block;width:100vw;height:100vh}</style>${svg}`,
  );
  const target = fileURLToPath(new URL(path, assets));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, await page.screenshot({ omitBackground: true }));
}
await browser.close();
