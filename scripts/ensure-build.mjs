/** Builds what is not built yet, without a word on standard output. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const sources = ['src-main/', 'src-renderer/', 'package.json', 'tsconfig.base.json'];
const results = [
  'out/main/cli.js',
  'out/cjs/index.js',
  'out/renderer/index.html',
  'out/desktop/main.js',
  'out/desktop/preload.cjs',
];

/** The built command. */
export const cli = new URL('out/main/cli.js', root);

export function isBuilt() {
  return results.every((result) => existsSync(new URL(result, root)));
}

/** Whether a source is newer than what was built from it. */
export function isStale() {
  const built = Math.min(...results.map((result) => statSync(new URL(result, root)).mtimeMs));
  return sources.some((source) => newest(new URL(source, root)) > built);
}

/** Ends the process where the build fails, with what it said on standard error. */
export function build() {
  process.stderr.write('Building Tokenbench…\n');
  const { status, stdout, stderr, error } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : `${error.message}\n`}`);
  process.stderr.write('The build failed. Run "npm ci" if node_modules is missing or old, then "npm run build".\n');
  process.exit(1);
}

function newest(url) {
  const stats = statSync(url);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(
    ...readdirSync(url, { withFileTypes: true }).map((entry) =>
      newest(new URL(`${encodeURIComponent(entry.name)}${entry.isDirectory() ? '/' : ''}`, url)),
    ),
  );
}
