/**
 * `npm test`: type check, lint, build, then every test. Ends with one plain line, `N passed, N failed`; each check counts
 * as one. What could not run here is named, and never counted as passed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';

const results = mkdtempSync(join(tmpdir(), 'tokenbench-test-'));
const counts = { passed: 0, failed: 0, notRun: 0 };

prepareLanguages();
check('type check', 'npm', ['run', '--silent', 'typecheck']);
check('lint', 'npm', ['run', '--silent', 'lint']);
const chromium = findBrowser();
if (check('build', 'npm', ['run', '--silent', 'build'])) {
  runVitest();
  if (chromium !== undefined) runPlaywright();
}

rmSync(results, { recursive: true, force: true });
if (counts.notRun > 0) console.log(`${counts.notRun} not run here, for the reasons printed above`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function check(name, command, args) {
  return count(name, run(command, args));
}

function count(name, isGood) {
  console.log(`${isGood ? '✓' : '✗'} ${name}`);
  if (isGood) counts.passed += 1;
  else counts.failed += 1;
  return isGood;
}

/** The programs of the tests find it by the environment. */
function findBrowser() {
  const path = ensureChromium();
  if (path === undefined) count('Chromium, for the tests of the screens', false);
  else process.env.CHROMIUM = path;
  return path;
}

function runVitest() {
  const report = join(results, 'vitest.json');
  const exclude = chromium === undefined ? ['--exclude=test/electron/**'] : [];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const isGood = run('vitest', ['run', ...reporters, ...exclude]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += numPassedTests;
  // A file that does not load has no failed tests of its own.
  counts.failed += isGood ? 0 : Math.max(1, numFailedTests);
  counts.notRun += numPendingTests + numTodoTests;
}

function runPlaywright() {
  const report = join(results, 'playwright.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  const isGood = run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json']);
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += stats.expected;
  counts.failed += isGood ? 0 : Math.max(1, stats.unexpected + stats.flaky);
  counts.notRun += stats.skipped;
}

/**
 * Clients and snippets in other languages run by Debian's packages, where the system is one and may be asked; elsewhere
 * those tests say what is missing, and are not run.
 */
function prepareLanguages() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const snippets = readFileSync(new URL('../test/quickstart/debian-packages.txt', import.meta.url), 'utf8');
  const wanted = [...snippets.trim().split('\n'), 'python3-authlib'].filter((name) => !isInstalled(name));
  if (wanted.length === 0) return;
  console.log(`Installing for the tests in other languages: ${wanted.join(' ')}`);
  if (aptGet('install', '-y', '--no-install-recommends', ...wanted)) return;
  aptGet('update');
  if (aptGet('install', '-y', '--no-install-recommends', ...wanted)) return;
  // One that this release does not have must not cost the others.
  for (const name of wanted) aptGet('install', '-y', '--no-install-recommends', name);
}

function isInstalled(name) {
  // Any Java compiler will do.
  if (name.startsWith('openjdk-') && spawnSync('javac', ['-version']).status === 0) return true;
  return spawnSync('dpkg', ['-s', name]).status === 0;
}

function aptGet(...args) {
  return spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}

function run(command, args) {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
