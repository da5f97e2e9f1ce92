import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** `CHROMIUM`, Playwright's own, or one that the system has; undefined where there is none. */
export function findChromium(): string | undefined {
  const places = [
    process.env.CHROMIUM,
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return places.find((place) => place !== undefined && place !== '' && existsSync(place));
}

/** Chromium's sandbox does not work for root, and nothing here needs its network chatter. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--no-first-run',
];
