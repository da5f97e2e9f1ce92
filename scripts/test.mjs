/**
 * `npm test`: type check, lint, build, then every test. Ends with one plain line, `N passed, N failed`; each check counts
 * as one. What could not run here is named, and never counted as passed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const results = mkdtempSync(join(tmpdir(), 'tokenbench-test-'));
const counts = { passed: 0, failed: 0, notRun: 0 };

preparePython();
check('type check', 'npm', ['run', '--silent', 'typecheck']);
check('lint', 'npm', ['run', '--silent', 'lint']);
if (check('build', 'npm', ['run', '--silent', 'build'])) runVitest();

rmSync(results, { recursive: true, force: true });
if (counts.notRun > 0) console.log(`${counts.notRun} not run here, for the reasons printed above`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function check(name, command, args) {
  const isGood = run(command, args);
  console.log(`${isGood ? '✓' : '✗'} ${name}`);
  if (isGood) counts.passed += 1;
  else counts.failed += 1;
  return isGood;
}

function runVitest() {
  const report = join(results, 'vitest.json');
  const isGood = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += numPassedTests;
  // A file that does not load has no failed tests of its own.
  counts.failed += isGood ? 0 : Math.max(1, numFailedTests);
  counts.notRun += numPendingTests + numTodoTests;
}

/** The tests with Python's clients use Debian's packages; where they cannot be had, those tests say so and are not run. */
function preparePython() {
  const hasClients = spawnSync('/usr/bin/python3', ['-c', 'import authlib, jwt, requests']).status === 0;
  if (hasClients || process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const packages = ['python3', 'python3-authlib', 'python3-jwt', 'python3-requests'];
  const install = () => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages]).status === 0;
  if (install()) return;
  spawnSync('apt-get', ['update']);
  install();
}

function run(command, args) {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
