/** The package as those who install it get it: packed, installed into an empty folder without a network, and used. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const run = promisify(execFile);

const importTest = `
import assert from 'node:assert';
import { test } from 'node:test';
import { startTenant } from 'tokenbench';

test('two tenants side by side', async () => {
  const [one, other] = await Promise.all([startTenant(), startTenant({ httpsPort: 0 })]);
  assert.notStrictEqual(one.issuer, other.issuer);
  assert.match(other.caCertificate, /BEGIN CERTIFICATE/);
  const token = await one.token({ client: 'Nightly Job', audience: 'https://appointments.example/' });
  assert.strictEqual(token.split('.').length, 3);
  const { keys } = await (await fetch(one.jwksUri)).json();
  assert.strictEqual(keys.length, 2);
  await one.stop();
  await other.stop();
});

test('a seed file, a data folder', async () => {
  const tenant = await startTenant({ seed: 'seed.yaml', data: 'data' });
  assert.deepStrictEqual(tenant.applications.map(({ name }) => name), ['Shipping']);
  await tenant.stop();
});
`;

const requireTest = `
const { startTenant } = require('tokenbench');
startTenant().then(async (tenant) => {
  console.log((await tenant.mint()).split('.').length);
  await tenant.stop();
});
`;

/** The same test for each runner of tests: a token, a fault, and the check of an API that accepts everything signed. */
const runnerTest = (load: string, equal: (one: string, other: string) => string) => `
${load}
const http = ${load.startsWith('import') ? "await import('node:http')" : "require('node:http')"};
test('a tenant, and the check of an API', async () => {
  const tenant = await startTenant();
  const audience = 'https://appointments.example/';
  const api = http.createServer((request, response) => response.writeHead(request.headers.authorization ? 200 : 401).end());
  await new Promise((resolve) => api.listen(0, '127.0.0.1', resolve));
  const url = 'http://127.0.0.1:' + api.address().port + '/';
  const { failures, grade } = await tenant.checkApi({ url, audience, scope: 'read:appointments', only: ['alg-none'] });
  ${equal("failures.map(({ id }) => id + ' ' + grade).join()", "'alg-none F'")}
  const minted = await tenant.mint();
  ${equal("minted.split('.').length", '3')}
  api.closeAllConnections();
  api.close();
  await tenant.stop();
});
`;

const byExpect = (one: string, other: string) => `expect(${one}).toBe(${other});`;
const byAssert = (one: string, other: string) => `require('node:assert').strictEqual(${one}, ${other});`;
const required = "const { startTenant } = require('tokenbench');";

const runnerFiles = {
  'jest/plain.spec.js': runnerTest(required, byExpect),
  'jest/package.json': '{ "type": "commonjs" }',
  'jest/jest.config.json': '{ "testEnvironment": "node", "testMatch": ["**/*.spec.js"], "transform": {} }',
  'jest-ts/typed.spec.ts': runnerTest("import { startTenant } from 'tokenbench';", byExpect)
    .replace("await import('node:http')", "require('node:http')")
    .replace('const audience =', 'const audience: string ='),
  'jest-ts/package.json': '{ "type": "commonjs" }',
  'jest-ts/jest.config.json': JSON.stringify({
    testEnvironment: 'node',
    testMatch: ['**/*.spec.ts'],
    transform: {
      '\\.ts$': [
        join(root, 'node_modules/babel-jest'),
        {
          presets: [join(root, 'node_modules/@babel/preset-typescript')],
          plugins: [join(root, 'node_modules/@babel/plugin-transform-modules-commonjs')],
        },
      ],
    },
  }),
  'vitest/esm.spec.mjs': runnerTest("import { startTenant } from 'tokenbench';", byExpect),
  'mocha/mocha.spec.cjs': `const test = it;\n${runnerTest(required, byAssert)}`,
  'node/node.test.cjs': `const { test } = require('node:test');\n${runnerTest(required, byAssert)}`,
};

const runners: Record<string, string[]> = {
  'Jest, CommonJS': ['jest/bin/jest.js', '--rootDir', 'jest', '--config', 'jest/jest.config.json'],
  'Jest, TypeScript': ['jest/bin/jest.js', '--rootDir', 'jest-ts', '--config', 'jest-ts/jest.config.json'],
  Vitest: ['vitest/vitest.mjs', 'run', '--root', 'vitest', '--globals', '--configLoader', 'native'],
  Mocha: ['mocha/bin/mocha.js', '--timeout', '30000', 'mocha/mocha.spec.cjs'],
};

const consumer = `
import { startTenant, type RunningTenant, type Seed, type TokenRefusal } from 'tokenbench';

const seed: Seed = {
  resourceServers: [{ identifier: 'https://orders.example/', scopes: [{ value: 'read:orders' }], signing_alg: 'HS256' }],
  clients: [{ name: 'Shipping', app_type: 'non_interactive' }],
  clientGrants: [{ client_id: 'Shipping', audience: 'https://orders.example/', scope: ['read:orders'] }],
};

export async function use(): Promise<string> {
  await using tenant: RunningTenant = await startTenant({ seed, port: 0, httpsPort: 'off' });
  const token: string = await tenant.token({ client: 'Shipping', audience: 'https://orders.example/' });
  const minted: string = await tenant.mint({ claims: { sub: 'a', exp: undefined }, key: { secret: 's' } });
  // @ts-expect-error there is no such signing algorithm
  seed.resourceServers = [{ identifier: 'a', signing_alg: 'none' }];
  return token + minted + String(tenant.httpsIssuer?.length);
}

export function explain({ error, error_description, hint }: TokenRefusal): string {
  return [error, error_description, hint ?? ''].join(' ');
}
`;

let folder = '';
let packed: string[] = [];
let tarballPath = '';

beforeAll(async () => {
  if (!existsSync(join(root, 'out', 'main', 'cli.js'))) throw new Error('Nothing is built: run "npm run build" first.');
  folder = mkdtempSync(join(tmpdir(), 'tokenbench-packed-'));
  const { stdout } = await npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
  const [tarball] = Object.values<{ filename: string; files: { path: string }[] }>(JSON.parse(stdout));
  tarballPath = join(folder, tarball?.filename ?? '');
  packed = tarball?.files.map(({ path }) => path) ?? [];
  writeFiles({
    'package.json': '{ "name": "consumer", "private": true, "type": "module" }',
    'tenant.test.js': importTest,
    'tenant.cjs': requireTest,
    'seed.yaml': 'clients:\n  - name: Shipping\n',
    'consumer.ts': consumer,
    ...runnerFiles,
  });
  await npm(folder, 'install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball?.filename ?? '');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed tarball', () => {
  it('holds what was built, the licences and the documents, and nothing else', () => {
    const others = packed.filter(
      (path) =>
        !/^out\/(cjs|main|renderer|types)\//.test(path) &&
        !/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path),
    );
    expect(others).toEqual([]);
    expect(packed).toEqual(expect.arrayContaining(['LICENSE', 'out/main/cli.js', 'out/main/third-party-licenses.md']));
    expect(packed.filter((path) => path.endsWith('.map'))).toEqual([]);
  });

  it('installs nothing beside itself', () => {
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    expect(Object.keys(packages)).toEqual(['', 'node_modules/tokenbench']);
  });

  it('brings the command', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { stdout } = await npm(folder, 'exec', '--offline', '--', 'tokenbench', '--version');
    expect(stdout).toBe(`${version}\n`);
  });

  const nodes = [process.execPath, ...systemNodes()];

  it.each(nodes)('works in node:test, imported, and lets the process end: %s', async (node) => {
    rmSync(join(folder, 'data'), { recursive: true, force: true });
    const { stdout } = await run(node, ['--test', 'tenant.test.js'], { cwd: folder, env: ownEnvironment() });
    expect(stdout).toMatch(/pass 2\b/);
  });

  it.each(nodes)('works where it is required: %s', async (node) => {
    const { stdout } = await run(node, ['tenant.cjs'], { cwd: folder, env: ownEnvironment() });
    expect(stdout).toBe('3\n');
  });

  it.each(Object.entries(runners))('works in %s', { timeout: 60_000 }, async (_name, [bin = '', ...args]) => {
    const file = join(root, 'node_modules', bin);
    const { stdout, stderr } = await run(process.execPath, [file, ...args], { cwd: folder, env: ownEnvironment() });
    expect(`${stdout}${stderr}`).toMatch(/1 pass(ed|ing)/);
  });

  it.each(nodes)('works in node:test, required: %s', async (node) => {
    const { stdout } = await run(node, ['--test', 'node/node.test.cjs'], { cwd: folder, env: ownEnvironment() });
    expect(stdout).toMatch(/pass 1\b/);
  });

  it.each([
    ['Are the types wrong?', ['@arethetypeswrong/cli/dist/index.js']],
    ['publint', ['publint/src/cli.js', 'run', '--strict']],
  ])('%s finds nothing', { timeout: 60_000 }, async (_name, [bin = '', ...args]) => {
    const file = join(root, 'node_modules', bin);
    await expect(
      run(process.execPath, [file, ...args.slice(0, 1), tarballPath, ...args.slice(1)]),
    ).resolves.toBeDefined();
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['preserve', 'bundler'],
  ])('has types that stand by themselves, with module %s', async (module, moduleResolution) => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022'],
      types: [],
      skipLibCheck: false,
      module,
      moduleResolution,
    };
    writeFiles({ 'tsconfig.json': JSON.stringify({ compilerOptions, files: ['consumer.ts'] }) });
    const checked = await run(process.execPath, [tsc, '-p', folder]).catch(({ stdout }: { stdout: string }) => ({
      stdout,
    }));
    expect(checked.stdout).toBe('');
  });
});

/** The system's own Node beside the project's, where it is one that the package supports. */
function systemNodes(): string[] {
  const node = '/usr/bin/node';
  const version = existsSync(node) ? execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() : 'no version';
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return [node];
  console.warn(`There is ${version} of ${node}: the package is tried with ${process.version} only`);
  return [];
}

function writeFiles(files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function npm(cwd: string, ...args: string[]): Promise<{ stdout: string }> {
  return run('npm', args, { cwd, shell: process.platform === 'win32', env: ownEnvironment() });
}

/** Without what npm and Vitest tell the processes below them. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|TEST$)/.test(name));
  return Object.fromEntries(kept);
}
