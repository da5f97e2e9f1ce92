export { findChromium } from '../../../scripts/chromium.mjs';

/** Chromium's sandbox does not work for root, and nothing here needs its network chatter. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--no-first-run',
];
