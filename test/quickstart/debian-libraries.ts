/**
 * Libraries that the installed Debian may not have in the version the snippets are written for, but a newer one has. They
 * are fetched with apt into a folder of the project's cache, through an apt configuration of their own: nothing is
 * installed, the system's package lists stay as they are.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/tokenbench-quickstart', import.meta.url));

const suite = 'trixie';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Milliseconds for a package list of some ten megabytes over a slow line. */
const patience = 120_000;

/**
 * A folder that holds the unpacked packages as a system's root would.
 * @throws {Error} saying what is missing, where they can neither be found nor fetched
 */
export async function unpackDebianLibraries(name: string, packages: readonly string[]): Promise<string> {
  const root = join(cacheFolder, name);
  if (existsSync(root)) return root;
  if (!existsSync(keyring) || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`${packages.join(', ')} of Debian ${suite} could not be fetched: this system has no apt of Debian`);
  }
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, 'apt-'));
  try {
    await fetchPackages(work, packages);
    const unpacked = join(work, 'root');
    for (const name of packages) await execute('bash', ['-c', `dpkg-deb -x ${name}_*.deb root`], { cwd: work });
    await rename(unpacked, root);
    return root;
  } catch (cause) {
    throw new Error(`${packages.join(', ')} of Debian ${suite} could not be fetched`, { cause });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchPackages(work: string, packages: readonly string[]): Promise<void> {
  await mkdir(join(work, 'lists/partial'), { recursive: true });
  await mkdir(join(work, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(work, 'status'), '');
  await writeFile(
    join(work, 'sources.list'),
    `deb [signed-by=${keyring}] http://deb.debian.org/debian ${suite} main\n`,
  );
  const settings = [
    `Dir::Etc::sourcelist=${work}/sources.list`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${work}/lists`,
    `Dir::State::status=${work}/status`,
    `Dir::Cache=${work}/cache`,
    'Acquire::Languages=none',
    'Acquire::Retries=1',
    'Acquire::http::Timeout=15',
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting]);
  await execute('apt-get', [...settings, 'update'], { cwd: work, timeout: patience });
  await execute('apt-get', [...settings, 'download', ...packages], { cwd: work, timeout: patience });
}
