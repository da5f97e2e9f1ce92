/** Electron's binary: where it is, and the one attempt to fetch it. Looks at files only: importing `electron` would download. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const electron = join(root, 'node_modules', 'electron');
const memory = join(root, 'node_modules', '.cache', 'tokenbench', 'electron.json');

/** Milliseconds without a byte after which a download counts as refused: a silent firewall never answers. */
const patience = 20_000;

/** Path of the binary, or undefined where it is not there. */
export function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile) && override === undefined) return undefined;
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const binary = join(override ?? join(electron, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

/**
 * Fetches the binary, once for each version: a refusal is remembered.
 * @param install the installer of the package, unless a test has another
 * @returns its path, or why there is none
 */
export async function fetchElectron({
  install = join(electron, 'install.js'),
  remember = memory,
  wait = patience,
} = {}) {
  const version = readVersion();
  if (version === undefined) return { reason: 'the package electron is not installed' };
  if (wasRefused(remember, version)) return { reason: 'its download was refused before', isKnown: true };
  process.stderr.write('Fetching Electron, once…\n');
  const reason = await run(install, wait);
  const binary = electronBinary();
  if (reason === undefined && binary !== undefined) return { binary };
  mkdirSync(join(remember, '..'), { recursive: true });
  writeFileSync(remember, JSON.stringify({ version, refused: true }));
  return { reason: reason ?? 'the download brought no binary' };
}

function readVersion() {
  const file = join(electron, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

function wasRefused(remember, version) {
  try {
    const { version: tried, refused } = JSON.parse(readFileSync(remember, 'utf8'));
    return refused === true && tried === version;
  } catch {
    return false;
  }
}

/** The installer in a process of its own, whose temporary folder tells whether anything arrives. */
function run(install, wait) {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-electron-'));
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder };
  const child = spawn(process.execPath, [install], { env, stdio: 'ignore' });
  return new Promise((resolve) => {
    let arrived = -1;
    let since = Date.now();
    const watch = setInterval(() => {
      const bytes = sizeOf(folder);
      if (bytes !== arrived) since = Date.now();
      arrived = bytes;
      if (Date.now() - since < wait) return;
      child.kill('SIGKILL');
      end(`nothing arrived for ${wait / 1_000} seconds`);
    }, 250);
    const end = (reason) => {
      clearInterval(watch);
      rmSync(folder, { recursive: true, force: true });
      resolve(reason);
    };
    child.once('error', () => end('its installer cannot be run'));
    child.once('exit', (code) => end(code === 0 ? undefined : 'the network refuses the download'));
  });
}

function sizeOf(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
    }
  } catch {
    // The installer moves its files about: the next look will do.
  }
  return bytes;
}
