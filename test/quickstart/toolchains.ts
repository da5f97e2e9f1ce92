/** What each snippet needs to run on this machine: its commands, libraries and environment, or why it cannot run. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SnippetId } from '../../src-renderer/quickstart/quickstart.ts';
import { cacheFolder, unpackDebianLibraries } from './debian-libraries.ts';

const execute = promisify(execFile);

export interface Toolchain {
  environment: Readonly<Record<string, string>>;
  /** Puts libraries where a package manager would have put them. */
  prepare(folder: string): void;
}

/** The project's Node first, then the system's own programs, so that no version manager's shims come before them. */
const path = [dirname(process.execPath), '/usr/bin', '/bin', process.env.PATH ?? ''].join(':');

/** What a shell of one's own has; nothing that tells a program of the tenant. */
export const baseEnvironment: Readonly<Record<string, string>> = { PATH: path, HOME: process.env.HOME ?? tmpdir() };

const nothingToPrepare = () => undefined;

/** Whether a command ends well. */
export async function canRun(command: string, ...parameters: string[]): Promise<boolean> {
  return execute(command, parameters, { env: baseEnvironment, timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

async function demand(reason: string, command: string, ...parameters: string[]): Promise<void> {
  if (!(await canRun(command, ...parameters))) throw new Error(reason);
}

export interface MissingToolchain {
  missing: string;
}

const found = new Map<SnippetId, Promise<Toolchain | MissingToolchain>>();

/** The toolchain of a snippet, or what this machine lacks for it; looked for once in a run. */
export function findToolchain(id: SnippetId): Promise<Toolchain | MissingToolchain> {
  const known = found.get(id);
  if (known !== undefined) return known;
  const find = toolchains[id];
  const search =
    typeof find === 'string'
      ? Promise.resolve({ missing: find })
      : find().catch((error: unknown) => ({ missing: error instanceof Error ? error.message : String(error) }));
  found.set(id, search);
  return search;
}

const told = new Set<string>();

/** Says once on the console what is not run and why; the reason. */
export function noteNotRun(label: string, reason: string): string {
  const line = `Quickstart, ${label}: not run, ${reason}.`;
  if (!told.has(line)) console.warn(line);
  told.add(line);
  return reason;
}

const node = async (): Promise<Toolchain> => ({
  environment: {},
  prepare: (folder) => {
    symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  },
});

const python =
  (...modules: string[]) =>
  async (): Promise<Toolchain> => {
    const reason = `python3 cannot import ${modules.join(', ')}`;
    await demand(reason, 'python3', '-c', `import ${modules.join(', ')}`);
    return { environment: { PYTHONUNBUFFERED: '1' }, prepare: nothingToPrepare };
  };

const systemGoPath = '/usr/share/gocode';

async function goWithLibraries(): Promise<Toolchain> {
  const { environment } = await plainGo();
  const packages = ['golang-github-coreos-go-oidc-v3-dev', 'golang-github-golang-jwt-jwt-v5-dev'];
  const installed = ['coreos/go-oidc/v3', 'golang-jwt/jwt/v5'].every((name) =>
    existsSync(join(systemGoPath, 'src/github.com', name)),
  );
  const goPath = installed
    ? systemGoPath
    : `${join(await unpackDebianLibraries('go', packages), systemGoPath)}:${systemGoPath}`;
  await demand('Go lacks square/go-jose.v2', 'test', '-d', join(systemGoPath, 'src/gopkg.in/square/go-jose.v2'));
  return { environment: { ...environment, GOPATH: goPath }, prepare: nothingToPrepare };
}

/** Debian's Go libraries are laid out for GOPATH, not as modules. */
async function plainGo(): Promise<Toolchain> {
  await demand('go is not on this machine', 'go', 'version');
  return {
    environment: {
      GO111MODULE: 'off',
      GOTOOLCHAIN: 'local',
      GOCACHE: join(cacheFolder, 'go-build'),
      GOPATH: systemGoPath,
    },
    prepare: nothingToPrepare,
  };
}

/** The library as Composer would have put it: Debian has firebase/php-jwt only inside a package that brings its own. */
async function phpWithLibrary(): Promise<Toolchain> {
  await demand('php is not on this machine', 'php', '--version');
  const root = await unpackDebianLibraries('php', ['zabbix-frontend-php']);
  const library = join(root, 'usr/share/zabbix/vendor/firebase/php-jwt/src');
  const autoload = `<?php spl_autoload_register(function (string $class) {
    if (str_starts_with($class, 'Firebase\\\\JWT\\\\')) require '${library}/' . substr($class, 13) . '.php';
});
`;
  return {
    environment: {},
    prepare: (folder) => {
      mkdirSync(join(folder, 'vendor'));
      writeFileSync(join(folder, 'vendor/autoload.php'), autoload);
    },
  };
}

const command =
  (name: string, ...check: string[]) =>
  async (): Promise<Toolchain> => {
    await demand(`${name} is not on this machine`, name, ...check);
    return { environment: {}, prepare: nothingToPrepare };
  };

const toolchains: Readonly<Record<SnippetId, (() => Promise<Toolchain>) | string>> = {
  'verify-node-express': node,
  'verify-node-fastify': node,
  'verify-python-fastapi': python('jwt', 'cryptography', 'fastapi', 'uvicorn'),
  'verify-go': goWithLibraries,
  'verify-java-spring-boot': 'Spring Boot 3 is in no package of Debian',
  'verify-dotnet': 'the .NET SDK is in no package of Debian',
  'verify-php': phpWithLibrary,
  'verify-ruby': async () => {
    await demand('ruby cannot require jwt, sinatra and puma', 'ruby', '-rjwt', '-rsinatra/base', '-rpuma', '-e', '');
    return { environment: { LANG: 'C.UTF-8' }, prepare: nothingToPrepare };
  },
  'verify-rust': 'axum 0.8 and jsonwebtoken 9 are in no package of Debian',
  'token-curl': command('curl', '--version'),
  'token-node': node,
  'token-python': python('requests'),
  'token-go': plainGo,
  'token-java': command('java', '--version'),
  'token-csharp': 'the .NET SDK is in no package of Debian',
  'token-php': command('php', '-r', 'exit((int) !function_exists("curl_init"));'),
  'token-ruby': command('ruby', '--version'),
  'token-powershell': 'PowerShell is in no package of Debian',
};
