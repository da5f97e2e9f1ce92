/** Chromium, which the tests of the screens need: where it is, and how it comes here. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Milliseconds: behind a silent firewall a download never ends. */
const patience = 300_000;

/** `CHROMIUM`, Playwright's own, or one that the system has; undefined where there is none. */
export function findChromium(isGood = existsSync) {
  const places = [
    process.env.CHROMIUM,
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return places.find((place) => place !== undefined && place !== '' && isGood(place));
}

/** Finds one that starts, or installs it. @returns its path; undefined where there is none, and then how to get one was said. */
export function ensureChromium() {
  const found = findChromium(canRun);
  if (found !== undefined) return found;
  console.log('The tests of the screens need Chromium: installing it…');
  run('playwright', ['install', 'chromium', '--no-shell']);
  const installed = findChromium(canRun) ?? installPackages();
  if (installed === undefined) console.log(howToGetIt);
  return installed;
}

const howToGetIt =
  'Chromium cannot be installed here. Run "npx playwright install --with-deps chromium" where the network allows it, ' +
  'install the package "chromium" of your system, or set CHROMIUM to the path of a Chromium or Chrome.';

function installPackages() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  // With the fonts that it draws letters by.
  const packages = ['chromium', 'fonts-liberation', 'fonts-dejavu-core'];
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
  if (!install()) {
    run('apt-get', ['update']);
    install();
  }
  return findChromium(canRun);
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const shell = process.platform === 'win32';
  return spawnSync(command, args, { stdio: 'ignore', env, shell, timeout: patience }).status === 0;
}

/** A downloaded one starts only where the system has its libraries. */
function canRun(place) {
  if (!existsSync(place)) return false;
  // On Windows the question would open a window.
  return process.platform === 'win32' || spawnSync(place, ['--version'], { stdio: 'ignore' }).status === 0;
}
