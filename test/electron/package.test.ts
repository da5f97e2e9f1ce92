/** The package, made around a dummy in place of Electron: what it holds, how it is locked down, and that its content runs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBuilt, inProject } from './build-application.ts';
import { type LaunchedStandIn, launchStandIn } from './launch-stand-in.ts';
import { call, eventually } from './shell-fixture.ts';

const megabyte = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'tokenbench-package-'));
const archive = join(folder, 'linux-unpacked', 'resources', 'app.asar');
const binary = join(folder, 'linux-unpacked', 'tokenbench');

beforeAll(() => {
  if (!hasBuilt('renderer/index.html')) run('npm', ['run', '--silent', 'build:renderer']);
  if (!hasBuilt('desktop/preload.cjs')) run('npm', ['run', '--silent', 'build:desktop']);
  run(process.execPath, [inProject('scripts/package-dir.mjs'), `--output=${folder}`]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

// The dummy is packed as Electron for Linux is.
describe.skipIf(process.platform !== 'linux')('the package', () => {
  it('holds what runs, and nothing else', () => {
    const files = listPackage(archive, { isPack: false });
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/desktop/main.js',
        '/out/desktop/preload.cjs',
        '/out/renderer/index.html',
        '/assets/runtime/tray.png',
        '/assets/runtime/trayTemplate@2x.png',
      ]),
    );
    const expected = /^\/(package\.json|(out|assets)|out\/(desktop|renderer)(\/.*)?|assets\/runtime(\/.*)?)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    expect(files.filter((file) => /\.(map|tsx?)$|node_modules|\/test/.test(file))).toEqual([]);
  });

  it('weighs less than 12 MB', () => {
    expect(statSync(archive).size).toBeLessThan(12 * megabyte);
  });

  it('starts with the main side of the desktop, and needs no other package', () => {
    const packed: unknown = JSON.parse(extractFile(archive, 'package.json').toString());
    expect(packed).toMatchObject({ name: 'tokenbench', main: 'out/desktop/main.js', type: 'module' });
    expect(packed).not.toHaveProperty('dependencies');
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(binary);
    // A fuse is a digit in the binary.
    const state = (fuse: FuseV1Options) => (Number(wire[fuse]) === 0x31 ? 'on' : 'off');
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      fileProtocol: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
    }).toEqual({
      runAsNode: 'off',
      nodeOptions: 'off',
      inspect: 'off',
      fileProtocol: 'off',
      cookieEncryption: 'on',
      asarIntegrity: 'on',
      onlyAsar: 'on',
    });
  });

  it('runs: the screens come up, and the tenant behind them gives a token', async () => {
    const extracted = join(folder, 'extracted');
    extractAll(archive, extracted);
    const dataFolder = join(folder, 'data');
    let launched: LaunchedStandIn | undefined;
    try {
      launched = await launchStandIn({ dataFolder, entry: join(extracted, 'out/desktop/main.js') });
      const { page } = launched;
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const { client_id, audience } = await readExample(page);
      const run = await call(page, 'tokens.request', { client_id, audience });
      expect(run).toMatchObject({ ok: true, value: { status: 200, token: expect.anything() } });
    } finally {
      await launched?.close();
    }
  });
});

async function readExample(page: LaunchedStandIn['page']): Promise<{ client_id: unknown; audience: unknown }> {
  let example: unknown;
  await eventually(async () => {
    const [status, reply] = [await call(page, 'tenant.status'), await call(page, 'gettingStarted.get')];
    example = reply.ok ? Object(reply.value).example : undefined;
    return status.ok && Object(status.value).state === 'running' && example !== undefined;
  }).toBe(true);
  const { client_id, audience } = Object(example);
  return { client_id, audience };
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: inProject('.'), encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
